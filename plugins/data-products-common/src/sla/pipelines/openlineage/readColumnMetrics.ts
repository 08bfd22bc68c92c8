import { fieldOf, pointerTo, recordField } from '../jsonValue';
import {
  PipelineMeasure,
  PipelineObservation,
  PipelineRemark,
} from '../PipelineObservation';
import { LineageDataset, observeDataset } from './LineageDataset';
import { LineageRun } from './LineageRun';
import { readCount } from './readCount';

/**
 * Reads `columnMetrics` of the facet `dataQualityMetrics`. A column is complete
 * to the share of rows that are not null, and unique to the share of distinct
 * values among those that are there.
 *
 * They are of columns only: a column that may be empty says nothing about the
 * table, as a test that somebody wrote does.
 */
export function readColumnMetrics(
  dataset: LineageDataset,
  run: LineageRun,
  refused: PipelineRemark[],
): PipelineObservation[] {
  const facet = dataset.facets.dataQualityMetrics;
  const columns = recordField(facet?.value, 'columnMetrics');
  if (!facet || !columns) {
    return [];
  }
  // What is wrong with it was said when the volume was read.
  const rows = readCount(facet.value, 'rowCount', facet.where, []);
  return Object.keys(columns).flatMap(column => {
    const metrics = fieldOf(columns, column);
    const where = facet.where + pointerTo('columnMetrics', column);
    const nulls = readCount(metrics, 'nullCount', where, refused);
    const distinct = readCount(metrics, 'distinctCount', where, refused);
    const values =
      rows !== undefined && nulls !== undefined
        ? rows - nulls
        : readCount(metrics, 'count', where, refused) ?? rows;
    const found: PipelineObservation[] = [];
    if (nulls !== undefined) {
      if (rows !== undefined && nulls > rows) {
        refused.push({
          where: where + pointerTo('nullCount'),
          reason: `"nullCount" must be at most the "rowCount" of ${rows}, but is ${nulls}`,
        });
        return found;
      }
      found.push(
        observeDataset(dataset, run, 'completeness', wrongOf(nulls, rows), {
          column,
          detail: `${nulls} ${
            rows === undefined ? 'rows' : `of ${rows} rows`
          } are null`,
        }),
      );
    }
    if (distinct !== undefined && values !== undefined) {
      if (distinct > values) {
        refused.push({
          where: where + pointerTo('distinctCount'),
          reason: `"distinctCount" must be at most the ${values} values that there are, but is ${distinct}`,
        });
        return found;
      }
      found.push(
        observeDataset(
          dataset,
          run,
          'uniqueness',
          wrongOf(values - distinct, values),
          { column, detail: `${distinct} of ${values} values are distinct` },
        ),
      );
    }
    return found;
  });
}

/** Of no rows at all there is no share. */
function wrongOf(wrong: number, all: number | undefined): PipelineMeasure[] {
  return [
    ...(all ? [{ value: 1 - wrong / all, unit: 'ratio' as const }] : []),
    { value: wrong, unit: 'rows' },
  ];
}
