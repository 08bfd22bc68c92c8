import { Duration } from 'luxon';
import { describeDuration } from './duration';
import { ERROR_WORDS, INDICATOR_TRAITS } from './indicatorTraits';
import { Objective } from './Objective';

/** An objective before it is put in words. */
export type Promised = Omit<Objective, 'promise'>;

/**
 * A promise in words: what of what, how good, how often.
 *
 * @param countUnit - what a count counts, such as `rows/s`
 */
export function describePromise(
  promised: Promised,
  countUnit: string | undefined,
): string {
  const about = promised.element ? ` (${promised.element})` : '';
  return `${describeTarget(promised, countUnit)}${about}, ${describeGoal(
    promised,
  )}`;
}

function describeTarget(
  { indicator, comparator, target, unit }: Promised,
  countUnit: string | undefined,
): string {
  const { words } = INDICATOR_TRAITS[indicator];
  if (unit === 'time-of-day') {
    return `${words} by ${describeTimeOfDay(String(target))}`;
  }
  const quantity = (value: number | string) =>
    describeQuantity(Number(value), unit, countUnit);
  const errors = unit === 'count' ? ERROR_WORDS[indicator] : undefined;
  if (Array.isArray(target)) {
    const [low, high] = target;
    return errors
      ? `${low} to ${high} ${errors}`
      : `${words} ${preposition(unit)}${quantity(low)} to ${quantity(high)}`;
  }
  if (errors) {
    return target === 0 && comparator !== 'at-least'
      ? `no ${errors}`
      : `${COMPARATORS[comparator]} ${target} ${errors}`;
  }
  if (unit === 'seconds' && comparator === 'at-most') {
    return indicator === 'delivery-time'
      ? `${words} every ${quantity(target)}`
      : `${words} within ${quantity(target)}`;
  }
  if (unit === 'seconds' && comparator === 'at-least') {
    return `${words} for at least ${quantity(target)}`;
  }
  return `${words} ${preposition(unit)}${COMPARATORS[comparator]} ${quantity(
    target,
  )}`;
}

const COMPARATORS: Readonly<Record<Objective['comparator'], string>> = {
  'at-most': 'at most',
  'at-least': 'at least',
  equals: 'exactly',
  between: 'between',
};

/** A share is reached ("complete to …"), a number is had ("volume …"). */
function preposition(unit: Objective['unit']): string {
  return unit === 'ratio' ? 'to ' : '';
}

function describeQuantity(
  value: number,
  unit: Objective['unit'],
  countUnit: string | undefined,
): string {
  switch (unit) {
    case 'seconds':
      return describeDuration(value);
    case 'ratio':
      return describeShare(value);
    default:
      return `${value.toLocaleString('en')}${countUnit ? ` ${countUnit}` : ''}`;
  }
}

function describeGoal({ goal, window }: Promised): string {
  return goal === 1
    ? 'always'
    : `${describeShare(goal)} of the time over ${describeWindow(window)}`;
}

/** 0.999 as `99.9 %`, without the digits that binary fractions add. */
function describeShare(share: number): string {
  return `${Number((share * 100).toPrecision(10))} %`;
}

function describeWindow(window: string): string {
  return Duration.fromISO(window, { locale: 'en' }).toHuman();
}

function describeTimeOfDay(time: string): string {
  const [, clock, offset] = /^(\d\d:\d\d)(.*)$/.exec(time) ?? [];
  const zone = offset === '+00:00' ? 'UTC' : `UTC${offset?.replace('-', '−')}`;
  return `${clock} ${zone}`;
}
