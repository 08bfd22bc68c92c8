import { WaitingItem } from './api';

const NEVER = Number.MAX_SAFE_INTEGER;

/**
 * Orders what waits: what is due first, and what is due at all before what is
 * not; of the same, what waits longest, which may be what waits since nobody
 * knows when. It is a total order: lists do not jump.
 *
 * @returns below, at or above zero, as `Array.sort` wants it
 * @public
 */
export function byUrgency(
  a: Pick<WaitingItem, 'id' | 'due' | 'since'>,
  b: Pick<WaitingItem, 'id' | 'due' | 'since'>,
): number {
  return (
    timeOf(a.due, NEVER) - timeOf(b.due, NEVER) ||
    timeOf(a.since, 0) - timeOf(b.since, 0) ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}

function timeOf(time: string | undefined, unknown: number): number {
  const ms = time === undefined ? NaN : Date.parse(time);
  return Number.isNaN(ms) ? unknown : ms;
}
