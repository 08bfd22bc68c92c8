import { Series } from '@handoff/backstage-plugin-data-products-common';

/**
 * Of what was measured in a stretch the value that was furthest out of target,
 * or, where all were in it, nearest to being out; absent when nothing was
 * measured.
 */
export function worstOf(
  { min, max }: Series['points'][number],
  { low = -Infinity, high = Infinity }: Series['bounds'],
): number | undefined {
  if (min === undefined || max === undefined) {
    return min ?? max;
  }
  return low - min > max - high ? min : max;
}
