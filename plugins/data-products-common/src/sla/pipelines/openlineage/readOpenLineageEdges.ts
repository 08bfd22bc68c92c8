import { DatasetEdge } from '../../../impact/lineage';
import { textField } from '../jsonValue';
import { observationId } from '../observationId';
import { readDatasets } from './LineageDataset';

/** With more pairs than that, a run stands between its inputs and outputs. */
const MAX_PAIRS = 1_000;

/**
 * Reads from an OpenLineage event which datasets are made of which: every
 * output of a `COMPLETE` run of all of its inputs.
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
  const namesOf = (role: 'inputs' | 'outputs') => [
    ...new Set(readDatasets(event, role, []).map(({ dataset }) => dataset)),
  ];
  const inputs = namesOf('inputs');
  const outputs = namesOf('outputs');
  if (inputs.length * outputs.length <= MAX_PAIRS) {
    return outputs.flatMap(to =>
      inputs
        .filter(from => from !== to)
        .map(from => ({ from: [from], to: [to] })),
    );
  }
  // The same for the same datasets, so that it is kept once.
  const run = `run://${observationId([...inputs, '', ...outputs])}`;
  return [
    ...inputs.map(from => ({ from: [from], to: [run] })),
    ...outputs.map(to => ({ from: [run], to: [to] })),
  ];
}
