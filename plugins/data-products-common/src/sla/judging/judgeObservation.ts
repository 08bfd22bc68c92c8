import { Objective } from '../Objective';
import { judgingTermsOf } from './JudgingTerms';

/**
 * Whether a value keeps an objective's target; bounds are included.
 *
 * @param value - in the form of {@link Observation.value}
 * @public
 */
export function judgeObservation(
  objective: Objective,
  value: number,
): 'keeps' | 'breaks' {
  const { low, high } = judgingTermsOf(objective);
  return value >= low && value <= high ? 'keeps' : 'breaks';
}

/**
 * Of two values the one that is worse for a target: further out, or, where
 * both keep it, nearer to being out.
 */
export function worseOf(
  bounds: { low: number; high: number },
  first: number | undefined,
  second: number | undefined,
): number | undefined {
  if (first === undefined || second === undefined) {
    return first ?? second;
  }
  return badness(bounds, second) > badness(bounds, first) ? second : first;
}

/** Above 0 when out of target, else how near to a bound, as less than 0. */
function badness(
  { low, high }: { low: number; high: number },
  value: number,
): number {
  return Math.max(low - value, value - high);
}
