import { PipelineObservation } from '@handoff/backstage-plugin-data-products-common';
import { ClientBase, escapeIdentifier } from 'pg';
import { MeasuredTable } from './SqlReaderOptions';

interface Measurement {
  source: string;
  now: Date;
}

/**
 * Measures a table in one statement, so that all numbers are of one moment.
 *
 * Timestamps without a time zone are taken as UTC.
 *
 * @throws Error of the database.
 */
export async function measureTable(
  client: ClientBase,
  table: MeasuredTable,
  measurement: Measurement,
): Promise<PipelineObservation[]> {
  const { freshness, nullShare } = table;
  const expressions = [
    isCounted(table) ? 'count(*)' : 'null',
    freshness
      ? `extract(epoch from max(${escapeIdentifier(freshness)}))`
      : 'null',
    ...nullShare.map(column => `count(${escapeIdentifier(column)})`),
  ];
  const { rows } = await client.query<(string | null)[]>({
    text: `select ${expressions.join(', ')} from ${table.name
      .map(escapeIdentifier)
      .join('.')}`,
    rowMode: 'array',
  });
  const [count, newest, ...filled] = rows[0];
  const total = Number(count);

  return blankObservations(table, measurement).map(observation => {
    switch (observation.indicator) {
      case 'freshness':
        return newest === null
          ? { ...observation, detail: `no row has a ${freshness}` }
          : {
              ...observation,
              measures: [
                {
                  value: new Date(Number(newest) * 1000).toISOString(),
                  unit: 'date-time',
                },
              ],
            };
      case 'completeness': {
        const column = observation.column!;
        const nulls = total - Number(filled[nullShare.indexOf(column)]);
        return total === 0
          ? { ...observation, detail: 'the table has no rows' }
          : {
              ...observation,
              measures: [
                { value: 1 - nulls / total, unit: 'ratio' },
                { value: nulls, unit: 'rows' },
              ],
              detail: `${nulls} of ${total} rows have no ${column}`,
            };
      }
      default:
        return { ...observation, measures: [{ value: total, unit: 'rows' }] };
    }
  });
}

/** One observation of each thing that is measured, still without a value. */
export function blankObservations(
  { dataset, name, freshness, rowCount, nullShare }: MeasuredTable,
  { source, now }: Measurement,
): PipelineObservation[] {
  const observedAt = now.toISOString();
  const describe = (
    indicator: PipelineObservation['indicator'],
    column?: string,
  ): PipelineObservation => ({
    id: [source, dataset, indicator, column ?? '', observedAt].join(' '),
    datasets: [dataset],
    indicator,
    table: name[name.length - 1],
    column,
    measures: [],
    observedAt,
    source,
  });
  return [
    ...(freshness ? [describe('freshness')] : []),
    ...(rowCount ? [describe('volume')] : []),
    ...nullShare.map(column => describe('completeness', column)),
  ];
}

function isCounted({ rowCount, nullShare }: MeasuredTable): boolean {
  return rowCount || nullShare.length > 0;
}
