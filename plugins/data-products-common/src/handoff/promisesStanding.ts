import { ReadinessEvidence } from '../readiness';
import { PromisesStanding } from './Handoff';

/** Worst first: all together stand as the worst of them does. */
const STATES = ['broken', 'unknown', 'at-risk', 'kept'] as const;

const WORDS: Readonly<Record<(typeof STATES)[number], string>> = {
  broken: 'Broken',
  unknown: 'Not observed lately',
  'at-risk': 'At risk',
  kept: 'Kept',
};

/**
 * How the promises of an entity are kept, all together: as the worst of them
 * is. What was not judged lately is unknown.
 *
 * @public
 */
export function promisesStanding(
  { objectives, observations = {} }: ReadinessEvidence,
  now: Date,
): PromisesStanding {
  if (!objectives.length) {
    return { state: 'none', reason: 'Nothing is promised.' };
  }
  const time = now.toISOString();
  const judged = objectives.map(({ name }) => {
    const seen = observations[name];
    const isCurrent =
      seen && (seen.validUntil === undefined || time < seen.validUntil);
    return isCurrent
      ? { name, state: seen.state, validUntil: seen.validUntil }
      : { name, state: 'unknown' as const, validUntil: undefined };
  });
  const state = STATES.find(candidate =>
    judged.some(objective => objective.state === candidate),
  )!;
  const names = judged
    .filter(objective => objective.state === state)
    .map(({ name }) => name);
  return {
    state,
    reason: `${WORDS[state]}: ${names.join(', ')}.`,
    validUntil: judged.flatMap(({ validUntil }) => validUntil ?? []).sort()[0],
  };
}
