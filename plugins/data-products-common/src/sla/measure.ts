import { IANAZone } from 'luxon';
import { numberOf } from '../contract/DocumentObject';
import {
  KNOWN_TIME_UNITS,
  MAX_SECONDS,
  parseDuration,
  secondsPerUnit,
} from './duration';
import { IndicatorUnit } from './Objective';

/** A value in an indicator's unit, or why there is none. */
export type Measure =
  | { value: number | string; countUnit?: string }
  | { problem: string; at: 'value' | 'unit' };

const EXAMPLES: Readonly<Record<IndicatorUnit, string>> = {
  seconds: 'a duration such as PT6H, or a number with a unit of time',
  ratio: 'a share such as 0.98, or a number with unit: percent',
  count: 'a number',
  'time-of-day':
    'a time of day with its offset from UTC or its zone, such as 09:00+01:00 or 09:00 Europe/Berlin',
};

const PERCENT = /^(percent|percentage|pct|%)$/i;

/** Whether a unit says per cent, by any of its names. */
export function isPercent(unit: string | undefined): boolean {
  return PERCENT.test(unit?.trim() ?? '');
}

/**
 * Brings a declared value and its unit into an indicator's unit.
 *
 * @param value - as declared: a number, or text such as `PT6H`, `6 h`, `98 %`
 * @param unit - as declared; a unit within the value counts without it
 */
export function readMeasure(
  value: string | number | boolean | undefined,
  unit: string | undefined,
  wanted: IndicatorUnit,
): Measure {
  if (value === undefined || typeof value === 'boolean') {
    return refuse(value, EXAMPLES[wanted]);
  }
  switch (wanted) {
    case 'seconds':
      return readSeconds(value, unit);
    case 'ratio':
      return readRatio(value, unit);
    case 'time-of-day':
      return readTimeOfDay(String(value));
    default:
      return readCount(value, unit);
  }
}

function readSeconds(
  value: string | number,
  unit: string | undefined,
): Measure {
  const number = numberOf(value);
  if (number === undefined) {
    const seconds = parseDuration(String(value));
    return seconds === undefined
      ? refuse(value, EXAMPLES.seconds)
      : { value: seconds };
  }
  if (number < 0) {
    return refuse(value, EXAMPLES.seconds);
  }
  if (unit === undefined) {
    return {
      problem: `${value} has no unit: give one of ${KNOWN_TIME_UNITS}, or a duration such as PT6H`,
      at: 'value',
    };
  }
  const size = secondsPerUnit(unit);
  if (size === undefined) {
    return {
      problem: `"${unit}" is not a unit of time: use one of ${KNOWN_TIME_UNITS}`,
      at: 'unit',
    };
  }
  const seconds = number * size;
  return seconds > MAX_SECONDS
    ? refuse(value, `${EXAMPLES.seconds}, up to 1,000 years`)
    : { value: tidy(seconds) };
}

function readRatio(value: string | number, unit: string | undefined): Measure {
  const [, digits, sign] = /^(.*?)\s*(%|percent)?$/i.exec(
    String(value).trim(),
  )!;
  const number = numberOf(digits);
  if (number === undefined) {
    return refuse(value, EXAMPLES.ratio);
  }
  if (
    unit !== undefined &&
    !isPercent(unit) &&
    !/^(ratio|share)$/i.test(unit)
  ) {
    return {
      problem: `"${unit}" is not a unit of a share: use percent, or ratio for a number from 0 to 1`,
      at: 'unit',
    };
  }
  const ratio = sign || isPercent(unit) ? number / 100 : number;
  return ratio >= 0 && ratio <= 1
    ? { value: tidy(ratio) }
    : refuse(value, `${EXAMPLES.ratio}, from 0 to 100 %`);
}

function readCount(value: string | number, unit: string | undefined): Measure {
  const number = numberOf(value);
  return number === undefined
    ? refuse(value, EXAMPLES.count)
    : { value: number, countUnit: unit };
}

/**
 * Reads `9:00`, `09:00:00`, `09:00Z`, `09:00+01:00`, and with an IANA zone,
 * whose changes of the clock count, `09:00 Europe/Berlin`. Without an offset it
 * is UTC.
 */
function readTimeOfDay(value: string): Measure {
  const [, hour, minute, sign, offsetHour, offsetMinute, zone] =
    /^T?(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?:Z|UTC|([+−-])(\d{1,2}):?(\d{2})?|([a-z_]+\/[\w+/-]+))?$/i.exec(
      value.trim(),
    ) ?? [];
  if (
    hour === undefined ||
    Number(hour) > 23 ||
    Number(minute) > 59 ||
    Number(offsetHour ?? 0) > 14 ||
    Number(offsetMinute ?? 0) > 59 ||
    (zone !== undefined && !IANAZone.isValidZone(zone))
  ) {
    return refuse(value, EXAMPLES['time-of-day']);
  }
  const offset = sign
    ? `${sign === '+' ? '+' : '-'}${offsetHour.padStart(2, '0')}:${
        offsetMinute ?? '00'
      }`
    : '+00:00';
  const clock = `${hour.padStart(2, '0')}:${minute}`;
  return { value: zone ? `${clock} ${zone}` : `${clock}${offset}` };
}

/** Takes off the digits that binary fractions add. */
export function tidy(value: number): number {
  // Most have fewer digits than could be too many.
  if (String(value).length <= 12) {
    return value;
  }
  return Number(value.toPrecision(12));
}

function refuse(
  value: string | number | boolean | undefined,
  wanted: string,
): Measure {
  const got = value === undefined ? 'nothing' : `"${value}"`;
  return { problem: `must be ${wanted}, but is ${got}`, at: 'value' };
}
