import { Objective } from '../Objective';
import { judgingTermsOf } from './JudgingTerms';

/**
 * Between which values an objective's target is met, both included, in the
 * unit of {@link Observation.value}; a bound is absent where there is none.
 *
 * @public
 */
export function targetBounds(objective: Objective): {
  low?: number;
  high?: number;
} {
  const { low, high } = judgingTermsOf(objective);
  return {
    low: Number.isFinite(low) ? low : undefined,
    high: Number.isFinite(high) ? high : undefined,
  };
}
