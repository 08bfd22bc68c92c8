import { IndicatorUnit } from '@handoff/backstage-plugin-data-products-common';

/** About so many lines across a chart. */
const LINES = 4;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps that are whole in the words that people use for times, in seconds. */
const TIME_STEPS = [
  1,
  5,
  10,
  30,
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
];

/**
 * Round numbers from below the lowest to above the highest of the values.
 *
 * @param values - at least one
 */
export function axisTicks(
  unit: IndicatorUnit,
  values: readonly number[],
): number[] {
  const highest = Math.max(...values);
  // Ages and counts are read against nothing; shares against each other.
  const lowest =
    unit === 'ratio' ? Math.min(...values) : Math.min(0, ...values);
  const rough = (highest - lowest || Math.abs(highest) || 1) / LINES;
  const step =
    unit === 'seconds' || unit === 'time-of-day'
      ? timeStep(rough)
      : decimalStep(rough);
  const first = Math.floor(lowest / step);
  const last = Math.max(first + 1, Math.ceil(highest / step));
  return Array.from({ length: last - first + 1 }, (_, i) =>
    // 0.1 + 0.2 is no round number.
    Number(((first + i) * step).toPrecision(12)),
  );
}

function timeStep(rough: number): number {
  return (
    TIME_STEPS.find(step => step >= rough) ?? DAY * decimalStep(rough / DAY)
  );
}

function decimalStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 5, 10].find(digit => digit * power >= rough * 0.999)!;
}
