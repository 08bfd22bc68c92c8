import { judgingTermsOf } from '../judging/JudgingTerms';
import { Objective } from '../Objective';
import {
  ObjectiveStatus,
  UNKNOWN_CAUSES,
  UnknownCause,
} from '../ObjectiveStatus';
import { Carry } from '../rollup/Bucket';
import { describeStanding } from './describeStanding';
import { judgeStanding, StandingCause } from './judgeStanding';
import { validUntil } from './nextChange';
import { evaluationTime, WindowTallies } from './windows';

const NEVER_OBSERVED: ObjectiveStatus = {
  state: 'unknown',
  unknownCause: 'never-observed',
  reason: 'Never observed: no value has come in yet.',
  streak: 0,
};

/**
 * What is known of an objective.
 *
 * It is broken when it is out of target now, or when its error budget is
 * spent. It is at risk when it is in target now, but three quarters of the
 * budget are used, or it burns so fast that it will not last, or data has
 * reached four fifths of the age that is allowed. A promise of "always" has no
 * budget: once back in target it is at risk as long as the window remembers.
 *
 * Where the goal is a share of time, the budget is of the whole window, and
 * time without knowledge uses none of it.
 *
 * @param windows - of {@link sumWindows}, whose starts are those of
 *   {@link windowStarts} at `now`; absent when there is no observation
 * @param carry - `carryOut` of the last rollup
 * @param now - epoch ms
 * @public
 */
export function evaluateObjective(
  objective: Objective,
  windows: WindowTallies | undefined,
  carry: Carry | undefined,
  now: number,
): ObjectiveStatus {
  if (!windows || !carry) {
    return { ...NEVER_OBSERVED };
  }
  const terms = judgingTermsOf(objective);
  const at = evaluationTime(carry, now);
  const standing = judgeStanding(terms, windows, carry, at);
  const { state, cause, inTarget, good, bad, budget } = standing;
  const ages = terms.manner === 'ages' && carry.newestAt !== undefined;
  const silentSince = carry.at + terms.silentAfterMs;
  return {
    state,
    unknownCause: isUnknownCause(cause) ? cause : undefined,
    reason: describeStanding(objective, terms, carry, standing),
    inTarget,
    since: inTarget === undefined ? undefined : isoOf(standing.since),
    streak: ages && inTarget !== carry.kept ? 0 : carry.streak,
    value: ages ? (at - carry.newestAt!) / 1_000 : carry.value,
    valueAt: isoOf(ages ? at : carry.valueAt),
    observedAt: isoOf(carry.at),
    source: carry.source,
    shareKept: good + bad > 0 ? good / (good + bad) : undefined,
    budget,
    burnRate: standing.burn,
    silentSince: at > silentSince ? isoOf(silentSince) : undefined,
    validUntil: isoOf(validUntil(terms, windows, carry, standing)),
  };
}

function isUnknownCause(cause: StandingCause): cause is UnknownCause {
  return (UNKNOWN_CAUSES as readonly string[]).includes(cause);
}

function isoOf(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
