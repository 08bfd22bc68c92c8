import { textField } from '../jsonValue';
import { observationId } from '../observationId';
import { PipelineMeasure, PipelineObservation } from '../PipelineObservation';
import { detailOf } from '../quote';
import {
  describeStatus,
  refuseStatus,
  ResultReading,
  rowsOfTable,
  statusOf,
} from './DbtResult';
import { DBT_SOURCE, DbtRun } from './DbtRun';
import { dbtTable } from './dbtTable';

const STATUSES = [
  'success',
  'error',
  'runtime error',
  'fail',
  'skipped',
  // Some batches of an incremental model.
  'partial success',
];

/**
 * Reads the result of a model, seed or snapshot: its table is as new as the
 * build, and has the rows that were written, where all of it was.
 *
 * @param at - when it was built; epoch ms
 */
export function readBuildResult(
  uniqueId: string,
  result: unknown,
  at: number,
  run: DbtRun,
): ResultReading {
  const status = statusOf(result);
  if (!STATUSES.includes(status)) {
    return refuseStatus(result, STATUSES);
  }
  const table = dbtTable(
    uniqueId,
    run.manifest,
    textField(result, 'relation_name'),
  );
  const observedAt = new Date(at).toISOString();
  const observe = (
    indicator: 'freshness' | 'volume',
    measures: PipelineMeasure[],
  ): PipelineObservation => ({
    id: observationId([run.id, table.datasets[0], indicator, '']),
    ...table,
    indicator,
    measures,
    observedAt,
    source: DBT_SOURCE,
    detail: detailOf(`${uniqueId}: ${describeStatus(result)}`),
  });
  if (status !== 'success') {
    return { observations: [observe('freshness', [])] };
  }
  const rows = rowsOfTable(uniqueId, result);
  return {
    observations: [
      observe('freshness', [{ value: observedAt, unit: 'date-time' }]),
      ...(rows === undefined
        ? []
        : [observe('volume', [{ value: rows, unit: 'rows' }])]),
    ],
  };
}
