import { RecordedFacts } from './Evidence';

/**
 * How an entity's promises stand, worst first: one is broken; one could not be
 * judged, for want of observations; one is at risk; all are kept.
 *
 * @public
 */
export const PROMISE_STATES = ['broken', 'silent', 'at-risk', 'kept'] as const;

/**
 * One of {@link PROMISE_STATES}.
 *
 * @public
 */
export type PromiseState = (typeof PROMISE_STATES)[number];

/**
 * An entity's promises in one line.
 *
 * @public
 */
export interface PromiseSummary {
  /** Absent before anything was observed. */
  state?: PromiseState;
  /** How many objectives are broken. */
  broken: number;
  /** Since when the first of them is, ISO 8601. */
  brokenSince?: string;
  /** When the first agreement in force ends, ISO 8601. */
  agreedUntil?: string;
}

/**
 * Sums up what was recorded of an entity's promises.
 *
 * @returns nothing when nothing was recorded.
 *
 * @public
 */
export function summarizePromises(
  facts: RecordedFacts,
): PromiseSummary | undefined {
  const observations = Object.values(facts.observations ?? {});
  const agreements = (facts.agreements ?? []).filter(
    ({ state }) => state === 'active',
  );
  if (!observations.length && !agreements.length) {
    return undefined;
  }
  const broken = observations.filter(({ state }) => state === 'broken');
  const states = new Set(observations.map(({ state }) => state));
  let state: PromiseState | undefined;
  if (states.has('broken')) {
    state = 'broken';
  } else if (states.has('unknown')) {
    state = 'silent';
  } else if (states.has('at-risk')) {
    state = 'at-risk';
  } else if (states.has('kept')) {
    state = 'kept';
  }
  return {
    state,
    broken: broken.length,
    brokenSince: broken
      .flatMap(({ brokenSince }) => brokenSince ?? [])
      .sort()[0],
    agreedUntil: agreements.flatMap(({ until }) => until ?? []).sort()[0],
  };
}
