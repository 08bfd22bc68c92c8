import { Unusual } from '../api';
import { describeObservedValue } from '../evaluation/describeValue';
import { Objective } from '../Objective';
import { Baseline, UsualValues, weekdayOf } from './baselineOf';

/** In standard deviations; the usual limit for robust estimates. */
const LIMIT = 3.5;

const WEEKDAYS = [
  'Sundays',
  'Mondays',
  'Tuesdays',
  'Wednesdays',
  'Thursdays',
  'Fridays',
  'Saturdays',
];

/**
 * Whether an observation is unusual: more than 3.5 standard deviations from
 * the median, as robust estimates have it. Where all values were equal, any
 * other is.
 *
 * @param observation - `at` in epoch ms; best not among the baseline's values
 * @returns the numbers that say so, or nothing when it is as usual, or when
 *   there is too little to compare with.
 * @public
 */
export function judgeUnusual(
  objective: Objective,
  observation: { value: number; at: number },
  baseline: Baseline,
): Unusual | undefined {
  const { value, at } = observation;
  const weekday = weekdayOf(at);
  const usual = baseline.weekdays[weekday] ?? baseline.overall;
  if (!usual || Math.abs(value - usual.median) <= LIMIT * usual.spread) {
    return undefined;
  }
  const when =
    usual === baseline.weekdays[weekday] ? `${WEEKDAYS[weekday]} ` : '';
  return {
    value,
    observedAt: new Date(at).toISOString(),
    usual: usual.median,
    spread: usual.spread,
    reason: `${describeObservedValue(objective, value)}; ${when}${describeUsual(
      objective,
      usual,
    )}`,
  };
}

function describeUsual(
  objective: Objective,
  { median, spread }: UsualValues,
): string {
  const bare = { ...objective, countUnit: undefined };
  const middle = describeObservedValue(bare, median);
  return spread === 0
    ? `always ${middle}`
    : `usually ${middle} ± ${describeSpread(bare, spread)}`;
}

/** Two digits say enough of an estimate. */
function describeSpread(objective: Objective, spread: number): string {
  const rounded = Number(spread.toPrecision(2));
  return describeObservedValue(
    // How far apart two times of day are is a duration.
    objective.unit === 'time-of-day'
      ? { ...objective, unit: 'seconds' }
      : objective,
    rounded,
  );
}
