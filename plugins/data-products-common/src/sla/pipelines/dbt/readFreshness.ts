import { describeGot } from '../describeGot';
import {
  fieldOf,
  JsonRecord,
  listField,
  pointerTo,
  recordField,
  textField,
  timeField,
} from '../jsonValue';
import { observationId } from '../observationId';
import { PipelineObservation, PipelineReading } from '../PipelineObservation';
import { detailOf, quote } from '../quote';
import { describeStatus, statusOf } from './DbtResult';
import { DBT_SOURCE, DbtRun } from './DbtRun';
import { dbtTable } from './dbtTable';

/**
 * Reads how fresh sources and models were: `sources.json`, v1 to v3, the map
 * of sources that dbt wrote until 0.18, and `freshness.json` of dbt 2.
 */
export function readFreshness(
  document: JsonRecord,
  run: DbtRun,
): PipelineReading {
  const reading: PipelineReading = {
    observations: [],
    refused: [],
    ignored: [],
  };
  for (const { where, id, row } of rowsOf(document)) {
    const read = readRow(id, row, run);
    if (typeof read === 'string') {
      reading.refused.push({ where, reason: read });
    } else {
      reading.observations.push(read);
    }
  }
  return reading;
}

interface FreshnessRow {
  where: string;
  id: string | undefined;
  row: unknown;
}

function rowsOf(document: JsonRecord): FreshnessRow[] {
  const sources = recordField(document, 'sources');
  return sources
    ? Object.keys(sources).map(id => ({
        where: pointerTo('sources', id),
        id,
        row: fieldOf(sources, id),
      }))
    : listField(document, 'results').map((row, index) => ({
        where: pointerTo('results', index),
        id: textField(row, 'unique_id'),
        row,
      }));
}

/** An observation, or in words why there is none. */
function readRow(
  id: string | undefined,
  row: unknown,
  run: DbtRun,
): PipelineObservation | string {
  if (!id) {
    return 'a result must be an object with a "unique_id"';
  }
  const measuredAt = timeField(row, 'snapshotted_at') ?? run.generatedAt;
  if (measuredAt === undefined) {
    return `"${quote(
      id,
    )}" has no "snapshotted_at", and the artifact no "generated_at", so that it cannot be dated`;
  }
  const newest = fieldOf(row, 'max_loaded_at');
  const newestAt = timeField(row, 'max_loaded_at');
  if (newest !== undefined && newestAt === undefined) {
    return `"max_loaded_at" of "${quote(
      id,
    )}" must be an ISO 8601 date-time, but is ${describeGot(newest)}`;
  }
  const table = dbtTable(id, run.manifest);
  const loaded =
    newestAt === undefined || statusOf(row) === 'runtime error'
      ? undefined
      : new Date(newestAt).toISOString();
  return {
    id: observationId([run.id, table.datasets[0], 'freshness', '']),
    ...table,
    indicator: 'freshness',
    measures: loaded ? [{ value: loaded, unit: 'date-time' }] : [],
    observedAt: new Date(measuredAt).toISOString(),
    source: DBT_SOURCE,
    detail: detailOf(
      loaded
        ? `${id}: newest data of ${loaded}`
        : `${id}: ${describeStatus(row) || 'dbt tells no "max_loaded_at"'}`,
    ),
  };
}
