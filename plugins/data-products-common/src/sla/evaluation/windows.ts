import { HOUR_MS, judgingTermsOf, WindowLength } from '../judging/JudgingTerms';
import { Objective } from '../Objective';
import { Carry, History, Tally } from '../rollup/Bucket';
import { mergeHistory } from '../rollup/mergeBuckets';

/**
 * The windows that an evaluation looks at.
 *
 * @public
 */
export const WINDOW_NAMES = [
  'window',
  'threeDays',
  'sixHours',
  'hour',
] as const;

/**
 * One of {@link WINDOW_NAMES}.
 *
 * @public
 */
export type WindowName = (typeof WINDOW_NAMES)[number];

/**
 * An objective's windows, summed up so that evaluating it reads nothing else.
 *
 * @public
 */
export interface WindowTallies extends Record<WindowName, WindowTally> {
  /**
   * Up to where the tallies reach, epoch ms: the end of the hour of the last
   * observation. The time from there on follows from the carry.
   */
  through: number;
  /**
   * The hour of the first observation ever, epoch ms; absent when some may be
   * older than the window.
   */
  since?: number;
}

/**
 * One window, summed up.
 *
 * @public
 */
export interface WindowTally {
  /** A full UTC hour, epoch ms; see {@link windowStarts}. */
  from: number;
  tally: Tally;
}

const NOTHING: Tally = {
  good: 0,
  bad: 0,
  unknown: 0,
  keptMs: 0,
  brokenMs: 0,
  silentMs: 0,
};

const SHORT_WINDOWS: Readonly<Record<Exclude<WindowName, 'window'>, number>> = {
  threeDays: 72 * HOUR_MS,
  sixHours: 6 * HOUR_MS,
  hour: HOUR_MS,
};

/**
 * Where the windows that end at a time begin: at the full UTC hour before they
 * would to the millisecond, so that whole buckets make them up.
 *
 * A window of months begins on the same day of the earlier month. A day that
 * it does not have counts as its end, so that a window never moves back.
 *
 * @param at - epoch ms
 * @public
 */
export function windowStarts(
  objective: Objective,
  at: number,
): Record<WindowName, number> {
  return {
    window: windowStart(judgingTermsOf(objective).window, at),
    threeDays: hourOf(at - SHORT_WINDOWS.threeDays),
    sixHours: hourOf(at - SHORT_WINDOWS.sixHours),
    hour: hourOf(at - SHORT_WINDOWS.hour),
  };
}

/**
 * Sums up the windows of an objective.
 *
 * @param history - from the earliest of {@link windowStarts} on
 * @param now - epoch ms
 * @public
 */
export function sumWindows(
  objective: Objective,
  history: History,
  now: number,
): WindowTallies {
  const { rollups, carryIn } = history;
  const last = rollups[rollups.length - 1];
  const carry = last ? last.carryOut : carryIn;
  const starts = windowStarts(objective, evaluationTime(carry, now));
  const through = last?.bucket.to ?? 0;
  const sum = (from: number): WindowTally => {
    const { good, bad, unknown, keptMs, brokenMs, silentMs } = mergeHistory(
      objective,
      history,
      from,
      Math.max(from, through),
    );
    return {
      from,
      tally: { good, bad, unknown, keptMs, brokenMs, silentMs },
    };
  };
  return {
    through,
    since: carryIn ? undefined : rollups[0]?.bucket.from,
    window: sum(starts.window),
    threeDays: sum(starts.threeDays),
    sixHours: sum(starts.sixHours),
    hour: sum(starts.hour),
  };
}

/**
 * Windows that were summed up earlier, moved on to a time, where that needs no
 * look at the history: nothing leaves them, or nothing that counts. Evaluating
 * with them gives what those of {@link sumWindows} would; but what they count
 * of the shorter windows is not exact, so they are not to be kept.
 *
 * @param windows - summed up since the last observation
 * @param now - epoch ms
 * @returns nothing when the history has to be read.
 * @public
 */
export function moveWindows(
  objective: Objective,
  windows: WindowTallies,
  carry: Carry,
  now: number,
): WindowTallies | undefined {
  const starts = windowStarts(objective, evaluationTime(carry, now));
  const isTimed = judgingTermsOf(objective).manner !== 'events';
  const { through, since = -Infinity } = windows;
  const moved: WindowTallies = { ...windows };
  for (const name of WINDOW_NAMES) {
    const { from, tally } = windows[name];
    const start = starts[name];
    const isKept = isTimed && tally.keptMs === through - from;
    // Burn rates only ask what was missed.
    const isShort = name !== 'window';
    const isUnmissed = (isTimed ? tally.brokenMs : tally.bad) === 0;
    if (start < from) {
      return undefined;
    }
    if (start === from || start <= since) {
      moved[name] = { from: start, tally };
    } else if (start >= through) {
      moved[name] = { from: start, tally: NOTHING };
    } else if (isKept) {
      const keptMs = through - start;
      moved[name] = { from: start, tally: { ...tally, keptMs } };
    } else if (isShort && isUnmissed) {
      moved[name] = { from: start, tally };
    } else {
      return undefined;
    }
  }
  return moved;
}

/**
 * The time for which an evaluation holds: now, or the last observation where
 * its source's clock is ahead of ours.
 *
 * @public
 */
export function evaluationTime(
  carry: { at: number } | undefined,
  now: number,
): number {
  return carry ? Math.max(now, carry.at) : now;
}

/** The full UTC hour that a time is in. */
export function hourOf(time: number): number {
  return Math.floor(time / HOUR_MS) * HOUR_MS;
}

function windowStart({ months, ms }: WindowLength, at: number): number {
  return hourOf((months > 0 ? monthsBefore(at, months) : at) - ms);
}

function monthsBefore(time: number, months: number): number {
  const date = new Date(time);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() - months;
  const monthEnd = Date.UTC(year, month + 1, 1);
  const midnight = Date.UTC(year, month, date.getUTCDate());
  // Date.UTC rolls a day that the month does not have into the next month.
  return midnight >= monthEnd ? monthEnd : midnight + (time % (24 * HOUR_MS));
}
