import { Duration } from 'luxon';

/** Luxon's casual conversion: a month has 30 days, a year 365. */
const UNITS: readonly { names: readonly string[]; seconds: number }[] = [
  { names: ['ms', 'millisecond', 'milliseconds'], seconds: 0.001 },
  { names: ['s', 'sec', 'secs', 'second', 'seconds'], seconds: 1 },
  { names: ['m', 'min', 'mins', 'minute', 'minutes'], seconds: 60 },
  { names: ['h', 'hr', 'hrs', 'hour', 'hours'], seconds: 3_600 },
  { names: ['d', 'day', 'days'], seconds: 86_400 },
  { names: ['w', 'wk', 'week', 'weeks'], seconds: 604_800 },
  { names: ['mo', 'mon', 'month', 'months'], seconds: 2_592_000 },
  { names: ['y', 'yr', 'yrs', 'year', 'years'], seconds: 31_536_000 },
];

/** No duration that anybody writes is longer. */
const LONGEST = 100;

/** A thousand years; what is longer is a mistake, and no longer exact. */
export const MAX_SECONDS = 1_000 * 31_536_000;

/** For messages: one name of each unit of time. */
export const KNOWN_TIME_UNITS = 's, min, h, d, w, month, y';

/** The seconds in a unit of time, by any of its names; case does not count. */
export function secondsPerUnit(unit: string): number | undefined {
  const name = unit.trim().toLocaleLowerCase('en-US');
  return UNITS.find(({ names }) => names.includes(name))?.seconds;
}

/**
 * The seconds in a duration: ISO 8601 (`PT5H10M`), or numbers with units
 * (`5 h 10 min`, `3 days`). A month counts 30 days and a year 365, as no start
 * is known. `undefined` when it is no duration, a negative one, or one of more
 * than 1,000 years.
 *
 * @public
 */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) {
    return undefined;
  }
  if (/^p/i.test(trimmed)) {
    const duration = Duration.fromISO(trimmed.toLocaleUpperCase('en-US'));
    // Luxon takes a bare `P` and `PT` for nothing at all.
    return duration.isValid && /\d/.test(trimmed)
      ? withinBounds(duration.as('seconds'))
      : undefined;
  }
  const parts = [...trimmed.matchAll(/\s*([\d.]+)\s*([a-z]+)\s*/gi)];
  const covered = parts.map(([whole]) => whole).join('');
  if (parts.length === 0 || covered.length !== trimmed.length) {
    return undefined;
  }
  let seconds = 0;
  for (const [, value, unit] of parts) {
    seconds += Number(value) * (secondsPerUnit(unit) ?? NaN);
  }
  return withinBounds(seconds);
}

/**
 * Seconds as an ISO 8601 duration in days, hours, minutes and seconds.
 *
 * @public
 */
export function toIsoDuration(seconds: number): string {
  return Duration.fromObject({ seconds })
    .shiftTo('days', 'hours', 'minutes', 'seconds')
    .toISO()!;
}

const DESCRIBED_UNITS: readonly [name: string, seconds: number][] = [
  ['y', 31_536_000],
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
];

/**
 * A duration in words, in its two largest units and rounded to the smaller:
 * `5 h 10 min`, `3 d`, `1 y 35 d`, `0.2 s`.
 *
 * @param seconds - a negative one is described with a minus
 * @public
 */
export function describeDuration(seconds: number): string {
  if (seconds < 0) {
    return `−${describeDuration(-seconds)}`;
  }
  if (seconds < 10) {
    return `${Number(seconds.toPrecision(2))} s`;
  }
  let index = DESCRIBED_UNITS.findIndex(([, size]) => seconds >= size);
  const smaller = DESCRIBED_UNITS[index + 1] ?? DESCRIBED_UNITS[index];
  const rounded = Math.round(seconds / smaller[1]) * smaller[1];
  // Rounding may have filled the larger unit: 23 h 59 min 59 s are a day.
  index = DESCRIBED_UNITS.findIndex(([, size]) => rounded >= size);
  const [name, size] = DESCRIBED_UNITS[index];
  const count = Math.floor(rounded / size);
  const next = DESCRIBED_UNITS[index + 1];
  const rest = next ? Math.round((rounded - count * size) / next[1]) : 0;
  return rest > 0 ? `${count} ${name} ${rest} ${next[0]}` : `${count} ${name}`;
}

function withinBounds(value: number): number | undefined {
  return value >= 0 && value <= MAX_SECONDS ? value : undefined;
}
