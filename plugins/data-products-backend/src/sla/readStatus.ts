import {
  evaluateObjective,
  moveWindows,
  ObjectiveStatus,
  sumWindows,
  windowStarts,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { readHistory } from './SlaEvaluator';
import { SlaStore } from './SlaStore';
import { StoredStanding, toldAt } from './StoredStanding';

/**
 * How an objective stands at a time: by what is stored, with the numbers that
 * grow with the clock, such as the age of data, as they are then.
 *
 * @param now - epoch ms
 */
export async function readStatus(
  store: SlaStore,
  knex: Knex,
  stored: StoredStanding,
  now: number,
): Promise<ObjectiveStatus> {
  const { objectiveId, objective, carry, windows } = stored;
  if (!carry) {
    return evaluateObjective(objective, undefined, undefined, now);
  }
  const at = toldAt(stored, now);
  const moved = windows && moveWindows(objective, windows, carry, at);
  if (moved) {
    return evaluateObjective(objective, moved, carry, at);
  }
  const starts = windowStarts(objective, at);
  const history = await readHistory(store, knex, {
    objectiveId,
    objective,
    from: starts.window,
    hoursFrom: starts.threeDays,
  });
  return evaluateObjective(
    objective,
    sumWindows(objective, history, at),
    carry,
    at,
  );
}
