import { ChangeTerms } from '../agreement';
import { parseDuration } from '../sla';
import { GateTerms } from './rules';

/**
 * What agreements with one consumer say of changes. Of several the most
 * cautious counts: the longest time, and silence is acceptance only where all
 * of them say so.
 *
 * @returns only what they say; the policy of the gate holds for the rest
 * @public
 */
export function agreedChangeTerms(
  agreed: readonly (ChangeTerms | undefined)[],
): Partial<GateTerms> {
  const times = agreed.flatMap(terms => {
    const seconds =
      terms?.answerWithin === undefined
        ? undefined
        : parseDuration(terms.answerWithin);
    return seconds === undefined ? [] : [seconds * 1_000];
  });
  const silences = agreed.map(terms => terms?.silence);
  const isAccepted = silences.every(silence => silence === 'accepted');
  return {
    ...(times.length && { answerWithin: Math.max(...times) }),
    ...(silences.length > 0 && isAccepted && { silence: 'accepted' }),
    ...(silences.includes('not-accepted') && { silence: 'not-accepted' }),
  };
}
