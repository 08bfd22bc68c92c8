import { PipelineMeasure } from '../PipelineObservation';
import { CheckCount } from './kindOfCheck';

/** What a check of data found. */
export interface CheckResult {
  /** As the tool names it. */
  name: string;
  /** `unknown`: it did not run to its end. */
  outcome: 'passed' | 'failed' | 'unknown';
  /** What its failures are. */
  counts: CheckCount;
  /** How many failed; absent when the tool does not say. */
  failures?: number;
  /** Rows of the whole table, when known. */
  total?: number;
  /** What the tool says about it. */
  message?: string;
  /** Epoch ms. */
  at: number;
}

/** A measure whose value is a number. */
export type NumericMeasure = PipelineMeasure & { value: number };

/**
 * The share that is right. Where the rows are not counted, the check itself is
 * what is counted: all of it passed, or none.
 */
export function shareOf(result: CheckResult): NumericMeasure {
  const { failures, total, counts, outcome } = result;
  if (
    counts === 'findings' ||
    failures === undefined ||
    total === undefined ||
    failures > total
  ) {
    return { value: outcome === 'passed' ? 1 : 0, unit: 'ratio' };
  }
  return {
    value: total === 0 ? 1 : 1 - failures / total,
    unit: 'ratio',
    bound: counts === 'values' && failures > 0 ? 'at-most' : undefined,
  };
}

/** The rows that are wrong; where something else is counted, at least as many. */
export function rowsOf(result: CheckResult): NumericMeasure {
  const { failures, counts, outcome } = result;
  const isExact = outcome === 'passed' && !failures;
  return {
    value: isExact ? 0 : failures ?? 1,
    unit: 'rows',
    bound:
      isExact || (counts === 'rows' && failures !== undefined)
        ? undefined
        : 'at-least',
  };
}

/** A result in words: "not_null: failed (3 of 200 rows)". */
export function describeResult(result: CheckResult): string {
  const { name, outcome, failures, total, counts, message } = result;
  if (outcome === 'unknown') {
    return `${name}: ${message ?? 'did not run'}`;
  }
  if (!failures) {
    return `${name}: ${outcome}`;
  }
  const of = total !== undefined && counts === 'rows' ? ` of ${total}` : '';
  const noun = failures === 1 && !of ? counts.slice(0, -1) : counts;
  return `${name}: ${outcome} (${failures}${of} ${noun})`;
}
