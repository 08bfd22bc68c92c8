import { DAY_MS } from '../judging/JudgingTerms';

/**
 * What values usually are.
 *
 * @public
 */
export interface Baseline {
  /** Of all values; absent when there are too few. */
  overall?: UsualValues;
  /** By weekday, Sunday first, UTC; absent where there are too few. */
  weekdays: (UsualValues | undefined)[];
}

/**
 * The middle of values and how far they are usually from it.
 *
 * @public
 */
export interface UsualValues {
  median: number;
  /**
   * One standard deviation, estimated from the median absolute deviation; from
   * the mean absolute deviation where more than half of the values are equal.
   */
  spread: number;
  count: number;
}

const MIN_VALUES = 8;
const MIN_WEEKDAY_VALUES = 4;

/**
 * Of normally distributed values the standard deviation is so many times the
 * median, and the mean, absolute deviation (Iglewicz and Hoaglin, "How to
 * Detect and Handle Outliers", 1993).
 */
const DEVIATION_OF_MEDIAN = 1.4826;
const DEVIATION_OF_MEAN = 1.2533;

/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = 4;

/**
 * What values usually are, by weekday where a weekday has at least 4 of them.
 * Of fewer than 8 values nothing can be said.
 *
 * @param values - with when each was observed, epoch ms; in any order
 * @public
 */
export function baselineOf(
  values: readonly { value: number; at: number }[],
): Baseline {
  const weekdays: number[][] = [[], [], [], [], [], [], []];
  if (values.length < MIN_VALUES) {
    return { weekdays: weekdays.map(() => undefined) };
  }
  for (const { value, at } of values) {
    weekdays[weekdayOf(at)].push(value);
  }
  return {
    overall: usualOf(values.map(({ value }) => value)),
    weekdays: weekdays.map(ofWeekday =>
      ofWeekday.length >= MIN_WEEKDAY_VALUES ? usualOf(ofWeekday) : undefined,
    ),
  };
}

/** From 0, Sunday, on; UTC. */
export function weekdayOf(at: number): number {
  const day = (Math.floor(at / DAY_MS) + FIRST_WEEKDAY) % 7;
  return day < 0 ? day + 7 : day;
}

function usualOf(values: number[]): UsualValues {
  const median = medianOf(values);
  const deviations = values.map(value => Math.abs(value - median));
  const spread =
    medianOf(deviations) * DEVIATION_OF_MEDIAN ||
    (deviations.reduce((sum, deviation) => sum + deviation, 0) /
      deviations.length) *
      DEVIATION_OF_MEAN;
  return { median, spread, count: values.length };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((first, second) => first - second);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}
