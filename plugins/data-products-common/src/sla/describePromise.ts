import { Duration } from 'luxon';
import { describeDuration } from './duration';
import { ERROR_WORDS, INDICATOR_TRAITS } from './indicatorTraits';
import { Objective } from './Objective';

/** An objective before it is put in words. */
export type Promised = Omit<Objective, 'promise'>;

const COMPARATORS: Readonly<Record<Objective['comparator'], string>> = {
  'at-most': 'at most',
  'at-least': 'at least',
  equals: 'exactly',
  between: 'between',
};

/** What a promise's words need and the objective does not keep. */
export interface PromiseWording {
  /** What a count counts, such as `rows/s`. */
  countUnit?: string;
  /** Begins the promise instead of the indicator's own words. */
  subject?: string;
}

/** A promise in words: how good, of what, how often. */
export function describePromise(
  promised: Promised,
  wording?: PromiseWording,
): string {
  const { element } = promised;
  const about = element ? ` (${element})` : '';
  return `${describeTarget(promised, wording)}${about}, ${describeGoal(
    promised,
  )}`;
}

function describeTarget(promised: Promised, wording?: PromiseWording): string {
  const { indicator, comparator, target, unit } = promised;
  const { words } = INDICATOR_TRAITS[indicator];
  const quantity = (value: number | string) =>
    describeQuantity(Number(value), unit, wording?.countUnit);
  if (wording?.subject) {
    return `${wording.subject} ${describeRange(promised, quantity)}`;
  }
  if (unit === 'time-of-day') {
    return `${words} by ${describeTimeOfDay(String(target))}`;
  }
  const errors = unit === 'count' ? ERROR_WORDS[indicator] : undefined;
  if (errors) {
    return target === 0 && comparator !== 'at-least'
      ? `no ${errors}`
      : `${describeRange(promised, String)} ${errors}`;
  }
  if (unit === 'seconds' && comparator === 'at-most') {
    const link = indicator === 'delivery-time' ? 'every' : 'within';
    return `${words} ${link} ${quantity(Number(target))}`;
  }
  if (unit === 'seconds') {
    return `${words} for ${describeRange(promised, quantity)}`;
  }
  // A share is reached ("complete to …"), a number is had ("volume …").
  const link = unit === 'ratio' ? ' to' : '';
  return `${words}${link} ${describeRange(promised, quantity)}`;
}

function describeRange(
  { comparator, target }: Promised,
  quantity: (value: number | string) => string,
): string {
  return Array.isArray(target)
    ? `between ${quantity(target[0])} and ${quantity(target[1])}`
    : `${COMPARATORS[comparator]} ${quantity(target)}`;
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
