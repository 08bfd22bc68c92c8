import { Duration, DurationObjectUnits } from 'luxon';
import { unbroken } from './unbroken';

const UNITS = [
  'years',
  'months',
  'days',
  'hours',
  'minutes',
  'seconds',
] as const;

type Unit = (typeof UNITS)[number];

// The symbols of time units are the same in every language; longer units are
// words, and come from the locale.
const SYMBOLS: Partial<Record<Unit, string>> = {
  hours: 'h',
  minutes: 'min',
  seconds: 's',
};

/**
 * An ISO 8601 duration in its two largest units, such as `5 h 10 min` or
 * `41 days`; the text itself when it is not a duration. A line does not break
 * between an amount and its unit.
 */
export function durationInWords(iso: string, locale: string): string {
  const duration = Duration.fromISO(iso);
  if (!duration.isValid) {
    return iso;
  }
  const parts: DurationObjectUnits = duration
    .shiftTo(...UNITS)
    .normalize()
    .toObject();
  const first = UNITS.findIndex(unit => Math.floor(parts[unit] ?? 0) > 0);
  if (first < 0) {
    return unbroken(`0 ${SYMBOLS.seconds}`);
  }
  return UNITS.slice(first, first + 2)
    .filter(unit => Math.floor(parts[unit] ?? 0) > 0)
    .map(unit => amountInWords(Math.floor(parts[unit] ?? 0), unit, locale))
    .join(' ');
}

/** Whether an ISO 8601 duration is no time at all. */
export function isImmediate(iso: string): boolean {
  const duration = Duration.fromISO(iso);
  return duration.isValid && duration.toMillis() === 0;
}

function amountInWords(amount: number, unit: Unit, locale: string): string {
  const symbol = SYMBOLS[unit];
  if (symbol) {
    return unbroken(`${amount} ${symbol}`);
  }
  const words = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: unit.slice(0, -1),
    unitDisplay: 'long',
  }).format(amount);
  return unbroken(words);
}
