import { WaitingItem } from './api';

/**
 * Orders what waits: what is due first, and what is due at all before what is
 * not; of the same, what waits longest. It is a total order: lists do not jump.
 *
 * @returns below, at or above zero, as `Array.sort` wants it
 * @public
 */
export function byUrgency(
  a: Pick<WaitingItem, 'id' | 'due' | 'since'>,
  b: Pick<WaitingItem, 'id' | 'due' | 'since'>,
): number {
  return (
    timeOf(a.due) - timeOf(b.due) ||
    timeOf(a.since) - timeOf(b.since) ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}

/** What has no time comes last. */
function timeOf(time: string | undefined): number {
  const ms = time === undefined ? NaN : Date.parse(time);
  return Number.isNaN(ms) ? Number.MAX_SAFE_INTEGER : ms;
}
