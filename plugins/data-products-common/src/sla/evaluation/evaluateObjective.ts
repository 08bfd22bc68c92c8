import { JudgingTerms, judgingTermsOf } from '../judging/JudgingTerms';
import { Objective } from '../Objective';
import {
  ObjectiveStanding,
  ObjectiveStatus,
  UNKNOWN_CAUSES,
  UnknownCause,
} from '../ObjectiveStatus';
import { Carry } from '../rollup/Bucket';
import { describeStanding } from './describeStanding';
import { judgeStanding, Standing, StandingCause } from './judgeStanding';
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
  const judged = judge(objective, windows, carry, now);
  const { terms, standing } = judged;
  const { at, good, bad, budget, burn } = standing;
  const ages = isAgeing(terms, carry);
  return {
    ...toStanding(judged, windows, carry),
    reason: describeStanding(objective, terms, carry, standing),
    value: ages ? (at - carry.newestAt!) / 1_000 : carry.value,
    valueAt: isoOf(ages ? at : carry.valueAt),
    shareKept: good + bad > 0 ? good / (good + bad) : undefined,
    budget,
    burnRate: burn,
  };
}

/**
 * How an objective stands, without the words and numbers of
 * {@link evaluateObjective}, which takes the same: it is the part to store, as
 * the rest follows from the windows and the carry at any time.
 *
 * @public
 */
export function standingOf(
  objective: Objective,
  windows: WindowTallies | undefined,
  carry: Carry | undefined,
  now: number,
): ObjectiveStanding {
  if (!windows || !carry) {
    const { reason, ...standing } = NEVER_OBSERVED;
    return standing;
  }
  return toStanding(judge(objective, windows, carry, now), windows, carry);
}

interface Judged {
  terms: JudgingTerms;
  standing: Standing;
}

function judge(
  objective: Objective,
  windows: WindowTallies,
  carry: Carry,
  now: number,
): Judged {
  const terms = judgingTermsOf(objective);
  const at = evaluationTime(carry, now);
  return { terms, standing: judgeStanding(terms, windows, carry, at) };
}

function toStanding(
  { terms, standing }: Judged,
  windows: WindowTallies,
  carry: Carry,
): ObjectiveStanding {
  const { at, state, cause, inTarget, since } = standing;
  const silentSince = carry.at + terms.silentAfterMs;
  const isNew = isAgeing(terms, carry) && inTarget !== carry.kept;
  return {
    state,
    unknownCause: isUnknownCause(cause) ? cause : undefined,
    inTarget,
    since: inTarget === undefined ? undefined : isoOf(since),
    streak: isNew ? 0 : carry.streak,
    observedAt: isoOf(carry.at),
    source: carry.source,
    silentSince: at > silentSince ? isoOf(silentSince) : undefined,
    validUntil: isoOf(validUntil(terms, windows, carry, standing)),
  };
}

function isAgeing(terms: JudgingTerms, carry: Carry): boolean {
  return terms.manner === 'ages' && carry.newestAt !== undefined;
}

function isUnknownCause(cause: StandingCause): cause is UnknownCause {
  return (UNKNOWN_CAUSES as readonly string[]).includes(cause);
}

function isoOf(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
