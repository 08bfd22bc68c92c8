import { describeDuration } from '../duration';
import { readDailyDue } from '../judging/timeOfDay';
import { Objective } from '../Objective';

// Building a number format takes longer than a whole evaluation.
const COUNT = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

const DAY_SECONDS = 86_400;

/**
 * A value of an objective in words: `5 h 10 min`, `97.1 %`, `182,000 rows`,
 * `09:40`, `00:30 the day after`.
 *
 * @param value - in the form of {@link Observation.value}
 * @public
 */
export function describeObservedValue(
  objective: Objective,
  value: number,
): string {
  switch (objective.unit) {
    case 'seconds':
      return describeDuration(value);
    case 'ratio':
      return describeShare(value);
    case 'time-of-day':
      return describeClock(value);
    default:
      return objective.countUnit
        ? `${COUNT.format(value)} ${objective.countUnit}`
        : COUNT.format(value);
  }
}

/** The target as a bound: `at most 6 h`, `by 09:00 Europe/Berlin`. */
export function describeBound(objective: Objective): string {
  const { comparator, target, unit } = objective;
  if (Array.isArray(target)) {
    const [low, high] = target;
    return `between ${describeObservedValue(
      { ...objective, countUnit: undefined },
      low,
    )} and ${describeObservedValue(objective, high)}`;
  }
  if (unit === 'time-of-day') {
    return `by ${describeDue(String(target))}`;
  }
  const value = describeObservedValue(objective, Number(target));
  switch (comparator) {
    case 'at-most':
      return `at most ${value}`;
    case 'at-least':
      return `at least ${value}`;
    default:
      return `exactly ${value}`;
  }
}

/** A count with separators between thousands. */
export function describeNumber(value: number): string {
  return COUNT.format(value);
}

/**
 * A share in per cent. It is never rounded to all or nothing: 99.996 % of the
 * time is not always.
 */
export function describeShare(share: number): string {
  const percent = share * 100;
  for (let digits = 1; digits <= 6; digits += 1) {
    const rounded = Number(percent.toFixed(digits));
    if ((rounded !== 100 || share === 1) && (rounded !== 0 || share === 0)) {
      return `${rounded} %`;
    }
  }
  return share > 0.5 ? 'almost 100 %' : 'almost 0 %';
}

function describeClock(seconds: number): string {
  const day = Math.floor(seconds / DAY_SECONDS);
  const minutes = Math.floor((seconds - day * DAY_SECONDS) / 60);
  const clock = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  if (day === 0) {
    return clock;
  }
  return `${clock} the day ${day > 0 ? 'after' : 'before'}`;
}

function describeDue(target: string): string {
  const { seconds, zone } = readDailyDue(target);
  const clock = describeClock(seconds);
  if ('name' in zone) {
    return `${clock} ${zone.name}`;
  }
  return zone.offsetMs === 0
    ? `${clock} UTC`
    : `${clock} UTC${target.slice(5).replace('-', '−')}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
