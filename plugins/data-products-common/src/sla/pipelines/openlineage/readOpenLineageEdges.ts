import { DatasetEdge } from '../../../impact/lineage';
import { fieldOf, textField, timeField } from '../jsonValue';
import { observationId } from '../observationId';
import { LineageDataset, readDatasets } from './LineageDataset';
import { readColumnLineage } from './readColumnLineage';

/**
 * With more pairs than that, a run stands between its inputs and outputs. Only
 * pairs whose columns are known have an edge each besides: those are no more
 * than the event names.
 */
const MAX_PAIRS = 1_000;

/**
 * Reads from an OpenLineage event which datasets are made of which: every
 * output of a `COMPLETE` run of all of its inputs. Where the output's facet
 * `columnLineage` names columns of an input, those are what is read of it.
 *
 * @param event - as JSON gives it
 * @returns nothing for events that say nothing of it. It never throws; what is
 *   wrong with an event, {@link readOpenLineageEvent} tells.
 * @public
 */
export function readOpenLineageEdges(event: unknown): DatasetEdge[] {
  if (textField(event, 'eventType') !== 'COMPLETE') {
    return [];
  }
  const outputs = byName(readDatasets(event, 'outputs', []));
  const inputs = [...byName(readDatasets(event, 'inputs', [])).keys()];
  const report = { job: jobOf(event), at: timeOf(event) };
  const toEdge = (
    from: string,
    to: string,
    read?: ReadonlySet<string>,
  ): DatasetEdge => ({
    from: [from],
    to: [to],
    ...report,
    ...(read && { reads: [...read].sort() }),
  });
  if (inputs.length * outputs.size <= MAX_PAIRS) {
    return [...outputs].flatMap(([to, parts]) => {
      const reads = readsOf(parts);
      return inputs
        .filter(from => from !== to)
        .map(from => toEdge(from, to, reads?.get(from)));
    });
  }
  const isInput = new Set(inputs);
  // The same for the same datasets, so that it is kept once.
  const run = `run://${observationId([...inputs, '', ...outputs.keys()])}`;
  return [
    ...inputs.map(from => toEdge(from, run)),
    ...[...outputs].flatMap(([to, parts]) => {
      const known = [...(readsOf(parts) ?? [])].filter(
        ([from]) => from !== to && isInput.has(from),
      );
      return [
        {
          ...toEdge(run, to),
          ...(known.length > 0 && {
            besides: known.map(([from]) => from).sort(),
          }),
        },
        ...known.map(([from, read]) => toEdge(from, to, read)),
      ];
    }),
  ];
}

/** A dataset may be listed more than once. */
function byName(
  datasets: readonly LineageDataset[],
): Map<string, LineageDataset[]> {
  const named = new Map<string, LineageDataset[]>();
  for (const each of datasets) {
    const parts = named.get(each.dataset);
    if (parts) {
      parts.push(each);
    } else {
      named.set(each.dataset, [each]);
    }
  }
  return named;
}

/** By dataset; of an output in several parts, who knows whether one has it all. */
function readsOf(
  parts: readonly LineageDataset[],
): Map<string, Set<string>> | undefined {
  return parts.length === 1 ? readColumnLineage(parts[0], []) : undefined;
}

/** Of a run, which job it is of; jobs of two schedulers may have one name. */
function jobOf(event: unknown): string {
  const job = fieldOf(event, 'job');
  return JSON.stringify([
    textField(job, 'namespace') ?? '',
    textField(job, 'name') ?? '',
  ]);
}

function timeOf(event: unknown): string | undefined {
  const time = timeField(event, 'eventTime');
  return time === undefined ? undefined : new Date(time).toISOString();
}
