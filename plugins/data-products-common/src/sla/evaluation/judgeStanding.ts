import { HOUR_MS, JudgingTerms } from '../judging/JudgingTerms';
import { ErrorBudget, ObjectiveState, UnknownCause } from '../ObjectiveStatus';
import { Carry, Tally } from '../rollup/Bucket';
import { judgeSpan, knownUntil } from '../rollup/judgeSpan';
import { runAt } from '../rollup/rollUpBucket';
import { hourOf, WindowName, WindowTallies } from './windows';

/** From this part of its highest age on, data is at risk of becoming too old. */
const AGE_AT_RISK = 0.8;

/** From this part of the budget on, what is left is at risk. */
const USE_AT_RISK = 0.75;

/** Below so many observations in a window, shares say less than counts. */
const LOW_COUNT = 100;

/** The cadence from which on shares of a window say less than counts. */
const SLOW_CADENCE_MS = 24 * HOUR_MS;

/**
 * Alerts on burn rates, of "The Site Reliability Workbook", chapter 5: the
 * part of the whole budget that may be used within a window before it alerts,
 * and the shorter window that must still burn as fast. The book's windows of
 * minutes are finer than buckets; what is the state now stands for them.
 */
const BURN_ALERTS: readonly {
  long: Exclude<WindowName, 'window'>;
  hours: number;
  short: Exclude<WindowName, 'window'>;
  part: number;
}[] = [
  { long: 'hour', hours: 1, short: 'hour', part: 0.02 },
  { long: 'sixHours', hours: 6, short: 'hour', part: 0.05 },
  { long: 'threeDays', hours: 72, short: 'sixHours', part: 0.1 },
];

/** Why a promise stands as it does. */
export type StandingCause =
  | UnknownCause
  | 'out-of-target'
  | 'budget-spent'
  | 'slipped'
  | 'budget-used'
  | 'burning'
  | 'ageing'
  | 'in-target';

/** What is judged of an objective at one time, before it is put in words. */
export interface Standing {
  at: number;
  state: ObjectiveState;
  cause: StandingCause;
  /** Whether the target is met now; absent when unknown. */
  inTarget: boolean | undefined;
  since: number | undefined;
  /** Of the window. */
  good: number;
  bad: number;
  budget: ErrorBudget;
  /** In the order hour, six hours, three days; absent where it says nothing. */
  burn: { hour: number; sixHours: number; threeDays: number } | undefined;
}

/** How a promise stands at a time that is not before the last observation. */
export function judgeStanding(
  terms: JudgingTerms,
  windows: WindowTallies,
  carry: Carry,
  at: number,
): Standing {
  const tally = tallyUntil(terms, windows, 'window', carry, at);
  const isTimed = terms.manner !== 'events';
  const good = isTimed ? tally.keptMs : tally.good;
  const bad = isTimed ? tally.brokenMs : tally.bad;
  const budget = budgetOf(terms, good, bad);
  const unknown = whyUnknown(terms, carry, tally, at);
  const run = runAt(terms, carry, at);
  const inTarget = unknown ? undefined : run.kept;
  const burn = burnOf(terms, windows, carry, at, good + bad);
  const standing: Standing = {
    at,
    state: 'kept',
    cause: 'in-target',
    inTarget,
    since: run.since,
    good,
    bad,
    budget,
    burn,
  };
  if (inTarget === false) {
    return settle(standing, 'broken', 'out-of-target');
  }
  if (terms.goal < 1 && budget.left < 0) {
    return settle(standing, 'broken', 'budget-spent');
  }
  if (unknown) {
    return settle(standing, 'unknown', unknown);
  }
  if (budget.used > 0 && budget.used >= USE_AT_RISK * budget.total) {
    // A promise of "always" has no budget to spend: it is kept again as soon
    // as the target is met, but what happened is not forgotten.
    return settle(
      standing,
      'at-risk',
      terms.goal < 1 ? 'budget-used' : 'slipped',
    );
  }
  if (burn && isBurning(terms, burn)) {
    return settle(standing, 'at-risk', 'burning');
  }
  return terms.manner === 'ages' && at >= ageAtRiskFrom(terms, carry)
    ? settle(standing, 'at-risk', 'ageing')
    : standing;
}

/** The first instant at which the age of data puts the promise at risk. */
export function ageAtRiskFrom(terms: JudgingTerms, carry: Carry): number {
  return (carry.newestAt ?? 0) + Math.ceil(terms.maxAgeMs * AGE_AT_RISK);
}

function settle(
  standing: Standing,
  state: ObjectiveState,
  cause: StandingCause,
): Standing {
  standing.state = state;
  standing.cause = cause;
  return standing;
}

/** A window up to a time: what is stored ends with the hour of the last observation. */
function tallyUntil(
  terms: JudgingTerms,
  windows: WindowTallies,
  name: WindowName,
  carry: Carry,
  at: number,
): Tally {
  const { from, tally } = windows[name];
  const { through } = windows;
  if (terms.manner === 'events') {
    return tally;
  }
  const sum: Tally = {
    good: tally.good,
    bad: tally.bad,
    unknown: tally.unknown,
    keptMs: tally.keptMs,
    brokenMs: tally.brokenMs,
    silentMs: tally.silentMs,
  };
  const edge = Math.max(from, through);
  if (at >= edge) {
    judgeSpan(sum, terms, carry, edge, at);
  } else {
    judgeSpan(sum, terms, carry, Math.max(from, at), edge, -1);
  }
  return sum;
}

function whyUnknown(
  terms: JudgingTerms,
  carry: Carry,
  window: Tally,
  at: number,
): UnknownCause | undefined {
  if (terms.manner === 'ages') {
    return carry.newestAt === undefined ? 'not-measured' : undefined;
  }
  if (at > carry.at + terms.silentAfterMs) {
    return 'silent';
  }
  if (!carry.measured) {
    return 'not-measured';
  }
  if (at > knownUntil(terms, carry)) {
    return 'silent';
  }
  return terms.manner === 'events' && window.good + window.bad === 0
    ? 'no-window'
    : undefined;
}

/**
 * What the goal allows: of time a share of the whole window, of observations a
 * share of those in it, or of those expected in it where that is more. A low
 * count is taken in whole observations.
 */
function budgetOf(terms: JudgingTerms, good: number, bad: number): ErrorBudget {
  if (terms.manner !== 'events') {
    const total = Math.round((1 - terms.goal) * terms.windowMs);
    return { unit: 'ms', total, used: bad, left: total - bad };
  }
  const count = countInWindow(terms, good + bad);
  const share = tidyCount((1 - terms.goal) * count);
  const total = isLowCount(terms, count) ? Math.floor(share) : share;
  return { unit: 'events', total, used: bad, left: tidyCount(total - bad) };
}

function countInWindow(terms: JudgingTerms, observed: number): number {
  const { cadenceMs, windowMs } = terms;
  return cadenceMs === undefined
    ? observed
    : Math.max(observed, Math.floor(windowMs / cadenceMs));
}

function isLowCount(terms: JudgingTerms, count: number): boolean {
  return (
    (terms.cadenceMs ?? 0) >= SLOW_CADENCE_MS ||
    (terms.manner === 'events' && count < LOW_COUNT)
  );
}

/** Without the digits that binary fractions add: a tenth of ten is one. */
function tidyCount(count: number): number {
  return Math.round(count * 1e6) / 1e6;
}

function burnOf(
  terms: JudgingTerms,
  windows: WindowTallies,
  carry: Carry,
  at: number,
  judged: number,
): Standing['burn'] {
  if (terms.goal === 1 || isLowCount(terms, countInWindow(terms, judged))) {
    return undefined;
  }
  const rate = (name: Exclude<WindowName, 'window'>) => {
    const { from } = windows[name];
    // The hours that it touches, so that it is the same all through an hour.
    const length = hourOf(at) + HOUR_MS - from;
    const tally = tallyUntil(terms, windows, name, carry, at);
    if (terms.manner !== 'events') {
      return tidyCount(tally.brokenMs / length / (1 - terms.goal));
    }
    const expected =
      terms.cadenceMs === undefined ? 0 : length / terms.cadenceMs;
    const count = Math.max(tally.good + tally.bad, expected);
    return count === 0 ? 0 : tidyCount(tally.bad / count / (1 - terms.goal));
  };
  return {
    hour: rate('hour'),
    sixHours: rate('sixHours'),
    threeDays: rate('threeDays'),
  };
}

/** Whether the budget ends long before the window does if it goes on so. */
function isBurning(
  terms: JudgingTerms,
  burn: NonNullable<Standing['burn']>,
): boolean {
  for (const { long, short, hours, part } of BURN_ALERTS) {
    const length = hours * HOUR_MS;
    if (length < terms.windowMs) {
      // 14.4, 6 and 1 for 30 days, as the book has them.
      const threshold = Math.max((part * terms.windowMs) / length, 1);
      if (burn[long] >= threshold && burn[short] >= threshold) {
        return true;
      }
    }
  }
  return false;
}
