import { Criticality } from '../kinds/entities';
import { ReadinessLevel } from './Check';

/**
 * How much an entity counts in the score of its team and its domain.
 *
 * @public
 */
export const CRITICALITY_WEIGHTS: Record<Criticality, number> = {
  low: 1,
  medium: 2,
  high: 4,
  critical: 8,
};

/** One entity's readiness, as a sum over many takes it. @public */
export interface RollUpItem {
  score: number;
  level: ReadinessLevel;
  weight: number;
  /** Ids of failing checks, each with what the score would rise by were it to pass. */
  failing: readonly { checkId: string; gain: number }[];
}

/** Readiness summed over a set of entities. @public */
export interface RollUp {
  entities: number;
  /** Sum of weights. */
  weight: number;
  /** Sum of weight × score. */
  weightedScore: number;
  counts: Record<ReadinessLevel, number>;
  /** By check: entities that fail it, and the sum of weight × gain. */
  failing: Map<string, { count: number; weightedGain: number }>;
}

/**
 * The sum over nothing.
 *
 * @public
 */
export function emptyRollUp(): RollUp {
  return {
    entities: 0,
    weight: 0,
    weightedScore: 0,
    counts: { ready: 0, 'at-risk': 0, 'not-ready': 0 },
    failing: new Map(),
  };
}

/** Adds one entity to a sum, in place. @public */
export function addToRollUp(sum: RollUp, item: RollUpItem): void {
  sum.entities += 1;
  sum.weight += item.weight;
  sum.weightedScore += item.weight * item.score;
  sum.counts[item.level] += 1;
  for (const { checkId, gain } of item.failing) {
    addFailing(sum, checkId, 1, item.weight * gain);
  }
}

/** Adds one sum to another, in place. @public */
export function mergeRollUp(sum: RollUp, other: RollUp): void {
  sum.entities += other.entities;
  sum.weight += other.weight;
  sum.weightedScore += other.weightedScore;
  for (const level of Object.keys(other.counts) as ReadinessLevel[]) {
    sum.counts[level] += other.counts[level];
  }
  for (const [checkId, { count, weightedGain }] of other.failing) {
    addFailing(sum, checkId, count, weightedGain);
  }
}

function addFailing(
  sum: RollUp,
  checkId: string,
  count: number,
  weightedGain: number,
) {
  const entry = sum.failing.get(checkId);
  if (entry) {
    entry.count += count;
    entry.weightedGain += weightedGain;
  } else {
    sum.failing.set(checkId, { count, weightedGain });
  }
}

/**
 * The score of a sum: the mean of the entities' scores weighted by
 * criticality, 0 to 100 with one decimal; `undefined` for an empty sum.
 *
 * @public
 */
export function rollUpScore(sum: {
  weight: number;
  weightedScore: number;
}): number | undefined {
  return sum.weight === 0
    ? undefined
    : Math.round((10 * sum.weightedScore) / sum.weight) / 10;
}

/**
 * The checks that fail most, first those whose repair raises the score most.
 *
 * @public
 */
export function topFailing(
  sum: RollUp,
  limit: number,
): { checkId: string; count: number; gain: number }[] {
  return [...sum.failing]
    .map(([checkId, { count, weightedGain }]) => ({
      checkId,
      count,
      gain: Math.round((10 * weightedGain) / sum.weight) / 10,
    }))
    .sort(
      (a, b) =>
        b.gain - a.gain ||
        b.count - a.count ||
        a.checkId.localeCompare(b.checkId),
    )
    .slice(0, limit);
}
