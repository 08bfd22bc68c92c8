import { Duration } from 'luxon';
import { parseDuration } from '../duration';
import { basisOf } from '../indicatorTraits';
import { Objective } from '../Objective';
import { readDailyDue } from './timeOfDay';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** An availability holds for so long where no cadence says when the next is due. */
const DEFAULT_HOLD_MS = DAY_MS;

/** Nobody is late by less than half a cadence; nor by more than this. */
const MAX_GRACE_MS = 6 * HOUR_MS;

/** What judging an objective needs, worked out once. */
export interface JudgingTerms {
  /**
   * `ages`: by time, from the newest data on. `holds`: by time, each value
   * until the next. `events`: by observations.
   */
  manner: 'ages' | 'holds' | 'events';
  /** Values from here … */
  low: number;
  /** … to here keep the target. */
  high: number;
  /** Of what ages: the highest age that keeps the target, in ms. */
  maxAgeMs: number;
  /** Share of the window that must be in target; (0, 1]. */
  goal: number;
  /** A month counts 30 days, a year 365. */
  windowMs: number;
  /** The window, as it is taken from a date. */
  window: WindowLength;
  cadenceMs: number | undefined;
  /** From the last observation until silence: the cadence with its grace. */
  silentAfterMs: number;
  /** From the last value of what holds until it says nothing any more. */
  holdMs: number;
}

/** A duration, parted into calendar months and what has a fixed length. */
export interface WindowLength {
  months: number;
  ms: number;
}

interface Length {
  total: number;
  parted: WindowLength;
}

const TERMS = new WeakMap<Objective, JudgingTerms>();

/** Few durations are in use, and reading one is slow. */
const LENGTHS = new Map<string, Length>();
const MAX_LENGTHS = 1_000;

/** What judging the objective needs. */
export function judgingTermsOf(objective: Objective): JudgingTerms {
  let terms = TERMS.get(objective);
  if (!terms) {
    terms = workOutTerms(objective);
    TERMS.set(objective, terms);
  }
  return terms;
}

function workOutTerms(objective: Objective): JudgingTerms {
  const { goal, window, cadence } = objective;
  const [low, high] = boundsOf(objective);
  const cadenceMs = cadence === undefined ? undefined : lengthOf(cadence).total;
  const silentAfterMs =
    cadenceMs === undefined
      ? Infinity
      : cadenceMs + Math.min(cadenceMs / 2, MAX_GRACE_MS);
  const manner = mannerOf(objective);
  const { total, parted } = lengthOf(window);
  return {
    manner,
    low,
    high,
    maxAgeMs: Math.floor(high * 1_000),
    goal:
      // "Available 99.9 %" is itself a share of time: the target is the goal,
      // and each value says whether it was up.
      manner === 'holds' && goal === 1 && low > 0 && low < 1 ? low : goal,
    windowMs: total,
    window: parted,
    cadenceMs,
    silentAfterMs,
    holdMs: cadenceMs === undefined ? DEFAULT_HOLD_MS : silentAfterMs,
  };
}

function mannerOf(objective: Objective): JudgingTerms['manner'] {
  if (basisOf(objective) === 'events') {
    return 'events';
  }
  return objective.indicator === 'availability' ? 'holds' : 'ages';
}

function boundsOf({
  comparator,
  target,
  unit,
}: Objective): [low: number, high: number] {
  if (Array.isArray(target)) {
    return target;
  }
  const value =
    unit === 'time-of-day'
      ? readDailyDue(String(target)).seconds
      : Number(target);
  switch (comparator) {
    case 'at-least':
      return [value, Infinity];
    case 'at-most':
      return [-Infinity, value];
    default:
      return [value, value];
  }
}

/** @throws Error for what is no duration; reading a promise makes sure of it. */
function lengthOf(text: string): Length {
  let length = LENGTHS.get(text);
  if (!length) {
    const seconds = parseDuration(text);
    if (!seconds) {
      throw new Error(`"${text}" is not a duration such as P30D`);
    }
    const duration = Duration.fromISO(text.toLocaleUpperCase('en-US'));
    const months =
      duration.years * 12 + duration.quarters * 3 + duration.months;
    const isCalendar = duration.isValid && Number.isInteger(months);
    length = {
      total: seconds * 1_000,
      parted: isCalendar
        ? {
            months,
            ms: duration.set({ years: 0, quarters: 0, months: 0 }).toMillis(),
          }
        : { months: 0, ms: seconds * 1_000 },
    };
    if (LENGTHS.size >= MAX_LENGTHS) {
      LENGTHS.clear();
    }
    LENGTHS.set(text, length);
  }
  return length;
}
