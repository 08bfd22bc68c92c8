import { WaiverEvidence } from '../Evidence';
import { Waiver } from './Waiver';
import { waiverState } from './waiverState';

/**
 * What readiness is told of an entity's waivers: those in force.
 *
 * @param waivers - all of one entity
 * @returns in an order that depends on nothing else; `undefined` when there
 *   are none
 * @public
 */
export function waiverEvidence(
  waivers: readonly Waiver[],
  now: Date,
): WaiverEvidence[] | undefined {
  const inForce = waivers
    .filter(waiver => waiverState(waiver, now) === 'approved')
    .sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1))
    .map(({ checkId, until, reason }) => ({ checkId, until, reason }));
  return inForce.length ? inForce : undefined;
}

function orderKey({ checkId, until, id }: Waiver): string {
  return JSON.stringify([checkId, until, id]);
}
