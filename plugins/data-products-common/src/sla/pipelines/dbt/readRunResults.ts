import { CheckBook } from '../checks/CheckBook';
import { JsonRecord, listField, pointerTo, textField } from '../jsonValue';
import { PipelineReading } from '../PipelineObservation';
import { quote } from '../quote';
import {
  completedAt,
  isBuilt,
  resourceTypeOf,
  ResultReading,
  rowsOfTable,
  statusOf,
} from './DbtResult';
import { DBT_SOURCE, DbtRun } from './DbtRun';
import { nameInId } from './dbtTable';
import { readBuildResult } from './readBuildResult';
import { BuiltTables, readTestResult } from './readTestResult';

/** Reads the results of `run_results.json`, v3 to v6. */
export function readRunResults(
  document: JsonRecord,
  run: DbtRun,
): PipelineReading {
  const reading: PipelineReading = {
    observations: [],
    refused: [],
    ignored: [],
  };
  const results = listField(document, 'results');
  const built = builtTables(results);
  const checks = new CheckBook();
  results.forEach((result, index) => {
    const read = readResult(result, run, built);
    const where = pointerTo('results', index);
    if ('observations' in read) {
      reading.observations.push(...read.observations);
    } else if ('check' in read) {
      checks.add(read.check.data, read.check.result);
    } else if ('ignored' in read) {
      reading.ignored.push({ where, reason: read.ignored });
    } else {
      reading.refused.push({
        where: read.field ? where + pointerTo(read.field) : where,
        reason: read.refused,
      });
    }
  });
  reading.observations.push(...checks.observations(run.id, DBT_SOURCE));
  return reading;
}

function readResult(
  result: unknown,
  run: DbtRun,
  built: BuiltTables,
): ResultReading {
  const id = textField(result, 'unique_id');
  if (!id) {
    return {
      refused:
        'a result needs a "unique_id"; what dbt wrote before version 0.21 has none, and cannot be read',
    };
  }
  if (resourceTypeOf(id) !== 'test' && !isBuilt(id)) {
    return { ignored: `"${quote(id)}" measures no data` };
  }
  const status = statusOf(result);
  if (status === 'no-op' || status === 'reused') {
    return { ignored: `"${quote(id)}" did not run: its status is ${status}` };
  }
  const at = completedAt(result) ?? run.generatedAt;
  if (at === undefined) {
    return {
      refused: `"${quote(
        id,
      )}" has no "completed_at", and the artifact no "generated_at", so that it cannot be dated`,
    };
  }
  return isBuilt(id)
    ? readBuildResult(id, result, at, run)
    : readTestResult(id, result, at, run, built);
}

function builtTables(results: readonly unknown[]): BuiltTables {
  const ids = new Map<string, string>();
  const rows = new Map<string, number>();
  for (const result of results) {
    const id = textField(result, 'unique_id');
    if (id && isBuilt(id)) {
      ids.set(nameInId(id), id);
      const count = rowsOfTable(id, result);
      if (count !== undefined) {
        rows.set(id, count);
      }
    }
  }
  return { ids, rows };
}
