import { CheckBook } from '../checks/CheckBook';
import {
  fieldOf,
  pointerTo,
  recordField,
  recordOf,
  textField,
  timeField,
} from '../jsonValue';
import { PipelineReading } from '../PipelineObservation';
import { quote, sourceOf } from '../quote';
import { SchemaReading } from '../schema/SchemaReading';
import { describeGot } from '../describeGot';
import { LineageDataset, readDatasets } from './LineageDataset';
import { LineageRun } from './LineageRun';
import { readAssertions } from './readAssertions';
import { readFreshnessAndVolume } from './readFreshnessAndVolume';
import { readColumnLineage } from './readColumnLineage';
import { readColumnMetrics } from './readColumnMetrics';
import { readSchema } from './readSchema';

/**
 * What came of reading an OpenLineage event.
 *
 * @public
 */
export interface OpenLineageReading extends PipelineReading {
  /** Columns found, to be compared with contracts by {@link observeSchema}. */
  schemas: SchemaReading[];
}

const RUN_STATES = ['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER'];

/**
 * Reads one OpenLineage event.
 *
 * - A run that is `COMPLETE` made its outputs as fresh as its `eventTime`;
 *   `outputStatistics` and `dataQualityMetrics` are volume, completeness and
 *   uniqueness, `schema` is schema conformance.
 * - `dataQualityAssertions` are quality, by the assertion's name; also of a run
 *   that is a `FAIL`, because that is how some clients report a test that
 *   failed.
 * - Everything else, also events about datasets and jobs, measures no data.
 *
 * Datasets are named `<namespace>/<name>`, as the client sends them.
 *
 * @param event - as JSON gives it
 * @returns what was measured, and what was refused with where and why. It
 *   never throws.
 * @public
 */
export function readOpenLineageEvent(event: unknown): OpenLineageReading {
  const reading: OpenLineageReading = {
    observations: [],
    refused: [],
    ignored: [],
    schemas: [],
  };
  if (!recordOf(event)) {
    reading.refused.push({
      where: '',
      reason: `an event must be an object, but is ${describeGot(event)}`,
    });
    return reading;
  }
  const aboutNoRun = aboutWhat(event);
  if (aboutNoRun) {
    reading.ignored.push({
      where: '',
      reason: `an event about a ${aboutNoRun} measures no data`,
    });
    return reading;
  }
  const run = readRun(event, reading);
  if (!run) {
    return reading;
  }
  const state = textField(event, 'eventType');
  if (state !== 'COMPLETE') {
    reading.ignored.push({
      where: '/eventType',
      reason: describeState(state, event),
    });
  }
  if (state === 'COMPLETE' || state === 'FAIL') {
    readMeasurements(event, run, state === 'COMPLETE', reading);
  }
  return reading;
}

function readMeasurements(
  event: unknown,
  run: LineageRun,
  isComplete: boolean,
  reading: OpenLineageReading,
): void {
  const outputs = readDatasets(event, 'outputs', reading.refused);
  const inputs = readDatasets(event, 'inputs', reading.refused);
  const datasets = uniqueDatasets([...outputs, ...inputs]);
  const checks = new CheckBook();
  for (const dataset of datasets) {
    readAssertions(dataset, run, checks, reading.refused);
  }
  reading.observations.push(...checks.observations(run.id, run.source));
  if (!isComplete) {
    return;
  }
  for (const output of outputs) {
    // What it says is an edge's; here, what is wrong with it.
    readColumnLineage(output, reading.refused);
  }
  // The same may be measured in several ways: the first one stands.
  const ids = new Set(reading.observations.map(({ id }) => id));
  for (const dataset of datasets) {
    const { refused } = reading;
    for (const observation of [
      ...readFreshnessAndVolume(dataset, run, refused),
      ...readColumnMetrics(dataset, run, refused),
    ]) {
      if (!ids.has(observation.id)) {
        ids.add(observation.id);
        reading.observations.push(observation);
      }
    }
    const schema = readSchema(dataset, run);
    if (schema) {
      reading.schemas.push(schema);
    }
  }
}

/** A table that a run reads and writes is one dataset, whose facets are all looked at. */
function uniqueDatasets(datasets: readonly LineageDataset[]): LineageDataset[] {
  const byName = new Map<string, LineageDataset>();
  for (const dataset of datasets) {
    const first = byName.get(dataset.dataset);
    byName.set(
      dataset.dataset,
      first
        ? {
            ...first,
            facets: { ...dataset.facets, ...first.facets },
          }
        : dataset,
    );
  }
  return [...byName.values()];
}

/** Only events about runs have a run; those about a dataset or a job say what they are. */
function aboutWhat(event: unknown): 'dataset' | 'job' | undefined {
  if (fieldOf(event, 'run') !== undefined || fieldOf(event, 'eventType')) {
    return undefined;
  }
  if (recordField(event, 'dataset')) {
    return 'dataset';
  }
  return recordField(event, 'job') ? 'job' : undefined;
}

function readRun(
  event: unknown,
  { refused }: PipelineReading,
): LineageRun | undefined {
  const id = textField(fieldOf(event, 'run'), 'runId');
  const at = timeField(event, 'eventTime');
  const state = textField(event, 'eventType');
  if (!id) {
    refused.push({ where: '', reason: 'an event needs "run" with a "runId"' });
  }
  if (at === undefined) {
    const got = fieldOf(event, 'eventTime');
    refused.push({
      where: got === undefined ? '' : pointerTo('eventTime'),
      reason: `"eventTime" must be an ISO 8601 date-time, but is ${describeGot(
        got,
      )}`,
    });
  }
  if (state !== undefined && !RUN_STATES.includes(state)) {
    refused.push({
      where: pointerTo('eventType'),
      reason: `"eventType" must be one of ${RUN_STATES.join(
        ', ',
      )}, but is "${quote(state)}"`,
    });
    return undefined;
  }
  const job = fieldOf(event, 'job');
  return id && at !== undefined
    ? {
        id,
        at,
        source: sourceOf(
          ['openlineage', textField(job, 'namespace'), textField(job, 'name')]
            .filter(part => part !== undefined)
            .join('/'),
        ),
      }
    : undefined;
}

function describeState(state: string | undefined, event: unknown): string {
  const facets = fieldOf(fieldOf(event, 'run'), 'facets');
  const message = textField(fieldOf(facets, 'errorMessage'), 'message');
  switch (state) {
    case 'FAIL':
    case 'ABORT':
      return `the run ${state === 'FAIL' ? 'failed' : 'was aborted'}${
        message ? `: ${quote(message)}` : ''
      }; its outputs are no fresher for it`;
    case undefined:
      return 'an event without "eventType" tells nothing about its outputs';
    default:
      return `a run tells about its outputs when it is COMPLETE, and this event is ${state}`;
  }
}
