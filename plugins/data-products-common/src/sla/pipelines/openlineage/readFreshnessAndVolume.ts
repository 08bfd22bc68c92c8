import { fieldOf, pointerTo, timeField } from '../jsonValue';
import {
  PipelineMeasure,
  PipelineObservation,
  PipelineRemark,
} from '../PipelineObservation';
import { describeGot } from '../describeGot';
import { LineageDataset, observeDataset } from './LineageDataset';
import { LineageRun } from './LineageRun';
import { readCount } from './readCount';

/**
 * An output is as new as the run that wrote it; of an input the metrics may
 * tell when it was changed. Volume is what the run wrote, and of an input what
 * is there.
 */
export function readFreshnessAndVolume(
  dataset: LineageDataset,
  run: LineageRun,
  refused: PipelineRemark[],
): PipelineObservation[] {
  const { facets, isOutput } = dataset;
  const { outputStatistics, dataQualityMetrics } = facets;
  const updatedAt = isOutput ? run.at : readUpdate(dataQualityMetrics, refused);
  const written = measures(outputStatistics, ['rowCount', 'size'], refused);
  const counted = measures(dataQualityMetrics, ['rowCount', 'bytes'], refused);
  return [
    ...(updatedAt === undefined
      ? []
      : [
          observeDataset(
            dataset,
            run,
            'freshness',
            [{ value: new Date(updatedAt).toISOString(), unit: 'date-time' }],
            {
              detail: isOutput
                ? `written by run ${run.id}`
                : `changed before run ${run.id} read it`,
            },
          ),
        ]),
    ...(written.length
      ? [
          observeDataset(dataset, run, 'volume', written, {
            detail: `written by run ${run.id}`,
          }),
        ]
      : []),
    ...(counted.length
      ? [
          observeDataset(dataset, run, 'volume', counted, {
            detail: `counted by run ${run.id}`,
          }),
        ]
      : []),
  ];
}

function measures(
  facet: LineageDataset['facets'][string],
  [rows, bytes]: [rows: string, bytes: string],
  refused: PipelineRemark[],
): PipelineMeasure[] {
  if (!facet) {
    return [];
  }
  const { value, where } = facet;
  const found: PipelineMeasure[] = [];
  const rowCount = readCount(value, rows, where, refused);
  if (rowCount !== undefined) {
    found.push({ value: rowCount, unit: 'rows' });
  }
  const size = readCount(value, bytes, where, refused);
  if (size !== undefined) {
    found.push({ value: size, unit: 'bytes' });
  }
  return found;
}

function readUpdate(
  facet: LineageDataset['facets'][string],
  refused: PipelineRemark[],
): number | undefined {
  const got = fieldOf(facet?.value, 'lastUpdated');
  if (!facet || got === undefined) {
    return undefined;
  }
  const time = timeField(facet.value, 'lastUpdated');
  if (time === undefined) {
    refused.push({
      where: facet.where + pointerTo('lastUpdated'),
      reason: `"lastUpdated" must be an ISO 8601 date-time, but is ${describeGot(
        got,
      )}`,
    });
  }
  return time;
}
