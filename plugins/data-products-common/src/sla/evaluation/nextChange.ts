import { HOUR_MS, JudgingTerms, judgingTermsOf } from '../judging/JudgingTerms';
import { Objective } from '../Objective';
import { Carry, History } from '../rollup/Bucket';
import { knownUntil } from '../rollup/judgeSpan';
import { ageAtRiskFrom, judgeStanding, Standing } from './judgeStanding';
import { evaluationTime, hourOf, sumWindows, WindowTallies } from './windows';

/**
 * Until when time alone leaves a standing as it is: to the millisecond where
 * the clock decides; where it is the windows that move on, the next full hour
 * at which anything may leave them.
 *
 * @returns epoch ms, or nothing when only an observation can change it.
 */
export function validUntil(
  terms: JudgingTerms,
  windows: WindowTallies,
  carry: Carry,
  standing: Standing,
): number | undefined {
  const shift = nextShift(terms, windows, carry, standing);
  for (const time of clockChanges(terms, carry)) {
    if (time > standing.at) {
      if (shift !== undefined && shift <= time) {
        return shift;
      }
      if (differs(standing, judgeStanding(terms, windows, carry, time))) {
        return time;
      }
    }
  }
  return shift;
}

/**
 * The first instant at which time alone changes the state of an objective, to
 * the millisecond. It looks at every hour that leaves the window, so it costs
 * more than the `validUntil` of a status, which is never later.
 *
 * @param history - from the start of the objective's window on
 * @param now - epoch ms
 * @returns epoch ms, or nothing when only an observation can change it.
 * @public
 */
export function nextChange(
  objective: Objective,
  history: History,
  now: number,
): number | undefined {
  const { rollups, carryIn } = history;
  const carry = rollups.length ? rollups[rollups.length - 1].carryOut : carryIn;
  if (!carry) {
    return undefined;
  }
  const terms = judgingTermsOf(objective);
  let time: number | undefined = evaluationTime(carry, now);
  let first: Standing | undefined;
  while (time !== undefined) {
    const windows = sumWindows(objective, history, time);
    const standing = judgeStanding(terms, windows, carry, time);
    first ??= standing;
    if (differs(first, standing)) {
      return time;
    }
    time = validUntil(terms, windows, carry, standing);
  }
  return undefined;
}

function differs(first: Standing, second: Standing): boolean {
  return (
    first.state !== second.state ||
    first.inTarget !== second.inTarget ||
    (first.state === 'unknown' && first.cause !== second.cause)
  );
}

/** Instants at which the clock may change a standing, in order. */
function clockChanges(terms: JudgingTerms, carry: Carry): number[] {
  if (terms.manner === 'ages') {
    return carry.newestAt === undefined
      ? []
      : [ageAtRiskFrom(terms, carry), knownUntil(terms, carry) + 1];
  }
  return [knownUntil(terms, carry), carry.at + terms.silentAfterMs]
    .filter(Number.isFinite)
    .sort((first, second) => first - second)
    .map(time => time + 1);
}

/** When something that counts may leave a window next. */
function nextShift(
  terms: JudgingTerms,
  windows: WindowTallies,
  carry: Carry,
  { at, bad, inTarget, cause }: Standing,
): number | undefined {
  const isTimed = terms.manner !== 'events';
  if (isTimed ? inTarget === false || bad === 0 : cause === 'no-window') {
    return undefined;
  }
  const boundary = hourOf(at) + HOUR_MS;
  const { months, ms } = terms.window;
  const next =
    months > 0
      ? boundary
      : Math.min(boundary, windows.window.from + HOUR_MS + ms);
  if (isTimed || (bad > 0 && inTarget !== false)) {
    return next;
  }
  // All that can happen is that the last value leaves.
  if (inTarget === undefined || carry.valueAt === undefined) {
    return undefined;
  }
  return months > 0 ? next : hourOf(carry.valueAt) + HOUR_MS + ms;
}
