import { JudgingTerms } from '../judging/JudgingTerms';
import { Carry, Tally } from './Bucket';

/**
 * Adds a stretch of time without any observation to a tally, by what was known
 * before it.
 *
 * @param sign - −1 takes the stretch off again
 */
export function judgeSpan(
  tally: Tally,
  terms: JudgingTerms,
  carry: Carry | undefined,
  from: number,
  to: number,
  sign: 1 | -1 = 1,
): void {
  if (!carry || to <= from) {
    return;
  }
  const edge = clamp(knownUntil(terms, carry), from, to);
  const before = sign * (edge - from);
  const after = sign * (to - edge);
  if (terms.manner === 'events') {
    tally.silentMs += after;
  } else if (
    carry.kept === undefined ||
    (terms.manner === 'holds' && !carry.measured)
  ) {
    // What could not be measured any more holds no longer.
    tally.silentMs += sign * (to - from);
  } else if (terms.manner === 'ages') {
    tally.keptMs += before;
    tally.brokenMs += after;
  } else {
    if (carry.kept) {
      tally.keptMs += before;
    } else {
      tally.brokenMs += before;
    }
    tally.silentMs += after;
  }
}

/**
 * The last instant, in epoch ms, at which things are by themselves still as
 * the last observation left them: in target for what ages, known for what
 * holds, not silent for the rest.
 */
export function knownUntil(terms: JudgingTerms, carry: Carry): number {
  switch (terms.manner) {
    case 'ages':
      return (carry.newestAt ?? -Infinity) + terms.maxAgeMs;
    case 'holds':
      return (carry.valueAt ?? -Infinity) + terms.holdMs;
    default:
      return carry.at + terms.silentAfterMs;
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
