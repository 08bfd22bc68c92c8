import { Objective } from '../Objective';

/**
 * What the rollups of an objective depend on, as stable text. When it changes,
 * they have to be made again from raw observations.
 *
 * @public
 */
export function objectiveKey(objective: Objective): string {
  const { indicator, element, comparator, target, unit, cadence } = objective;
  return JSON.stringify([
    indicator,
    element ?? '',
    comparator,
    target,
    unit,
    cadence ?? '',
  ]);
}
