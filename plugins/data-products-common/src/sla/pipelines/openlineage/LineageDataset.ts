import {
  fieldOf,
  JsonRecord,
  pointerTo,
  recordField,
  textField,
} from '../jsonValue';
import { observationId } from '../observationId';
import { Indicator } from '../../Objective';
import {
  PipelineMeasure,
  PipelineObservation,
  PipelineRemark,
} from '../PipelineObservation';
import { detailOf } from '../quote';
import { describeGot } from '../describeGot';
import { LineageRun } from './LineageRun';
import { tableOf } from './tableOf';

/** What an entity can claim. */
const MAX_NAME = 1_000;

/** A facet and where it is in the event. */
export interface LineageFacet {
  where: string;
  value: JsonRecord;
}

/** An input or output of a run. */
export interface LineageDataset {
  /** `<namespace>/<name>`. */
  dataset: string;
  /** The last part of the name. */
  table: string;
  isOutput: boolean;
  /** By name. Clients put them at the dataset, or at its part in the run. */
  facets: Readonly<Record<string, LineageFacet | undefined>>;
}

/** Reads the inputs or outputs of an event; what is none is refused. */
export function readDatasets(
  event: unknown,
  role: 'inputs' | 'outputs',
  refused: PipelineRemark[],
): LineageDataset[] {
  const list = fieldOf(event, role) ?? [];
  if (!Array.isArray(list)) {
    refused.push({
      where: pointerTo(role),
      reason: `must be a list of datasets, but is ${describeGot(list)}`,
    });
    return [];
  }
  return list.flatMap((item, index) => {
    const namespace = fieldOf(item, 'namespace');
    const name = textField(item, 'name');
    if (typeof namespace !== 'string' || !name) {
      refused.push({
        where: pointerTo(role, index),
        reason: 'a dataset needs "namespace" and "name"',
      });
      return [];
    }
    const dataset = `${namespace}/${name}`;
    if (dataset.length > MAX_NAME) {
      refused.push({
        where: pointerTo(role, index),
        reason: `the names of a dataset and its namespace may have ${MAX_NAME} characters together, but have ${dataset.length}`,
      });
      return [];
    }
    const isOutput = role === 'outputs';
    return [
      {
        dataset,
        table: tableOf(name),
        isOutput,
        facets: Object.fromEntries(
          ['facets', isOutput ? 'outputFacets' : 'inputFacets'].flatMap(
            place => {
              const facets = recordField(item, place) ?? {};
              return Object.keys(facets).flatMap(facet => {
                const value = recordField(facets, facet);
                return value
                  ? [
                      [
                        facet,
                        { where: pointerTo(role, index, place, facet), value },
                      ],
                    ]
                  : [];
              });
            },
          ),
        ),
      },
    ];
  });
}

/** One measurement of a dataset or of a column of it. */
export function observeDataset(
  { dataset, table }: LineageDataset,
  { id, at, source }: LineageRun,
  indicator: Indicator,
  measures: PipelineMeasure[],
  options: { column?: string; detail: string },
): PipelineObservation {
  return {
    id: observationId([id, dataset, indicator, options.column ?? '']),
    datasets: [dataset],
    indicator,
    table,
    ...(options.column === undefined ? {} : { column: options.column }),
    measures,
    observedAt: new Date(at).toISOString(),
    source,
    detail: detailOf(options.detail),
  };
}
