import { numberOf } from '../../contract/DocumentObject';
import { secondsPerUnit } from '../duration';
import { INDICATOR_TRAITS } from '../indicatorTraits';
import { judgingTermsOf } from '../judging/JudgingTerms';
import {
  latestInstant,
  readDailyDue,
  secondsOfDelivery,
} from '../judging/timeOfDay';
import { isPercent, readMeasure, tidy } from '../measure';
import { Objective } from '../Objective';
import { readInstant } from './readInstant';

/** Clocks of sources may be ahead of each other by so much. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/** A value in the form of {@link Observation.value}, or what is wrong with it. */
export type ReadValue =
  | { value: number }
  | { field: 'value' | 'unit'; wanted: string };

/** What a pipeline says that it measured. */
export interface MeasuredValue {
  value: number | string;
  unit: string | undefined;
  /** Epoch ms. */
  observedAt: number;
  /** Whether the objective was named, so that a bare number is in its unit. */
  isNamed: boolean;
}

/** Brings a value into the unit of an objective. */
export function readValue(
  objective: Objective,
  measured: MeasuredValue,
): ReadValue {
  switch (objective.unit) {
    case 'seconds':
      return readSeconds(objective, measured);
    case 'time-of-day':
      return readDelivery(objective, measured);
    case 'count':
      return readCount(objective, measured);
    default:
      return readShare(measured);
  }
}

function readSeconds(
  objective: Objective,
  { value, unit, observedAt }: MeasuredValue,
): ReadValue {
  const ages = judgingTermsOf(objective).manner === 'ages';
  const wanted = `${
    ages ? 'an age' : 'a duration'
  } of at least 0 in seconds, with another unit of time, or as in PT6H${
    ages ? '; or the ISO 8601 date-time of the newest data' : ''
  }`;
  const instant =
    ages && typeof value === 'string' ? readInstant(value) : undefined;
  if (instant !== undefined) {
    return instant > observedAt + CLOCK_SKEW_MS
      ? { field: 'value', wanted: 'a date-time that is not after observedAt' }
      : { value: Math.max(observedAt - instant, 0) / 1_000 };
  }
  const measure = readMeasure(value, unit ?? 's', 'seconds');
  if ('problem' in measure) {
    return measure.at === 'unit'
      ? { field: 'unit', wanted: 'a unit of time: s, min, h, d, w' }
      : { field: 'value', wanted };
  }
  return { value: Number(measure.value) };
}

function readShare({ value, unit }: MeasuredValue): ReadValue {
  const measure = readMeasure(value, unit, 'ratio');
  if ('problem' in measure) {
    return measure.at === 'unit'
      ? { field: 'unit', wanted: 'percent, or ratio for a share from 0 to 1' }
      : {
          field: 'value',
          wanted: 'a share from 0 to 1, or a number with unit percent',
        };
  }
  return { value: Number(measure.value) };
}

function readCount(
  objective: Objective,
  { value, unit, isNamed }: MeasuredValue,
): ReadValue {
  const number = numberOf(value);
  if (number === undefined) {
    return { field: 'value', wanted: 'a number' };
  }
  const counted = objective.countUnit ?? 'rows';
  if (
    unit === undefined &&
    !isNamed &&
    INDICATOR_TRAITS[objective.indicator].unit === 'ratio'
  ) {
    // 0.99 complete would else be taken for less than one missing value.
    return {
      field: 'unit',
      wanted: `"${counted}", because this is promised as a number and not as a share; or name the objective`,
    };
  }
  const factor = unit === undefined ? 1 : factorBetween(unit, objective);
  return factor === undefined
    ? { field: 'unit', wanted: `"${counted}"` }
    : { value: factor === 1 ? number : tidy(number * factor) };
}

/** What to multiply a count by; nothing when its unit is of another sort. */
function factorBetween(unit: string, objective: Objective): number | undefined {
  if (isPercent(unit) || /^(ratio|share)$/i.test(unit)) {
    return undefined;
  }
  const [thing, time] = unit.split('/');
  const [wantedThing, wantedTime] = (objective.countUnit ?? '').split('/');
  if (time === undefined && wantedTime === undefined) {
    // Whatever is counted, a number of it is one; but no time.
    return secondsPerUnit(thing) === undefined ||
      isSameThing(thing, wantedThing)
      ? 1
      : undefined;
  }
  const seconds = secondsPerUnit(time ?? '');
  const wantedSeconds = secondsPerUnit(wantedTime ?? '');
  if (objective.countUnit === undefined && seconds !== undefined) {
    return 1;
  }
  return seconds !== undefined &&
    wantedSeconds !== undefined &&
    isSameThing(thing, wantedThing)
    ? wantedSeconds / seconds
    : undefined;
}

function isSameThing(first: string, second: string): boolean {
  const stem = (word: string) =>
    word.trim().toLocaleLowerCase('en-US').replace(/s$/, '');
  return stem(first) === stem(second);
}

function readDelivery(
  objective: Objective,
  { value, observedAt }: MeasuredValue,
): ReadValue {
  const due = readDailyDue(String(objective.target));
  const wanted =
    'the ISO 8601 date-time of delivery, or its time of day such as 08:40 or 08:40+01:00';
  if (typeof value !== 'string') {
    return { field: 'value', wanted };
  }
  let instant = readInstant(value);
  if (instant === undefined) {
    const measure = readMeasure(value, undefined, 'time-of-day');
    if ('problem' in measure) {
      return { field: 'value', wanted };
    }
    const clock = readDailyDue(String(measure.value));
    // A time without an offset or zone is meant where it is promised.
    const isBare = /^T?[\d:.]+$/.test(value.trim());
    instant = latestInstant(
      isBare ? due.zone : clock.zone,
      clock.seconds,
      observedAt + CLOCK_SKEW_MS,
    );
  }
  return instant > observedAt + CLOCK_SKEW_MS
    ? { field: 'value', wanted: 'a date-time that is not after observedAt' }
    : { value: secondsOfDelivery(due, instant) };
}
