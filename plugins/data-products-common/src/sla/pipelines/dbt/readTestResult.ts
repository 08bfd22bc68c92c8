import { CheckResult } from '../checks/CheckResult';
import { countField } from '../jsonValue';
import { quote } from '../quote';
import {
  describeStatus,
  refuseStatus,
  ResultReading,
  statusOf,
} from './DbtResult';
import { DbtRun } from './DbtRun';
import { subjectOfTest } from './subjectOfTest';

/** A test that warns has found what it looked for; it only does not stop the run. */
const OUTCOMES: Readonly<Record<string, CheckResult['outcome']>> = {
  pass: 'passed',
  success: 'passed',
  fail: 'failed',
  warn: 'failed',
  error: 'unknown',
  'runtime error': 'unknown',
  skipped: 'unknown',
};

/** What the other results of an artifact tell about the tables of its tests. */
export interface BuiltTables {
  /** `unique_id`s by the names of their tables. */
  ids: ReadonlyMap<string, string>;
  /** Rows of whole tables, by `unique_id`. */
  rows: ReadonlyMap<string, number>;
}

/**
 * Reads the result of a test of data.
 *
 * @param at - when it was done; epoch ms
 */
export function readTestResult(
  uniqueId: string,
  result: unknown,
  at: number,
  run: DbtRun,
  built: BuiltTables,
): ResultReading {
  const status = statusOf(result);
  const outcome = Object.hasOwn(OUTCOMES, status)
    ? OUTCOMES[status]
    : undefined;
  if (!outcome) {
    return refuseStatus(result, Object.keys(OUTCOMES));
  }
  const subject = subjectOfTest(uniqueId, result, run, built.ids);
  if ('unclear' in subject) {
    return { refused: subject.unclear };
  }
  const { name, counts, nodeId, ...data } = subject;
  return {
    check: {
      data,
      result: {
        name: quote(name),
        outcome,
        counts,
        failures:
          outcome === 'unknown' ? undefined : countField(result, 'failures'),
        total: nodeId === undefined ? undefined : built.rows.get(nodeId),
        message: describeStatus(result),
        at,
      },
    },
  };
}
