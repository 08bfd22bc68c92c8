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
  /** Instead of the indicator's own words. */
  words?: string;
  /** Whether the words are a verb for the bare number, as in "its own check yields". */
  yields?: boolean;
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
  const words = wording?.words ?? INDICATOR_TRAITS[indicator].words;
  const range = describeRange(promised);
  if (wording?.yields) {
    return `${words} ${range}`;
  }
  switch (unit) {
    case 'time-of-day':
      return `${words} by ${describeTimeOfDay(String(target))}`;
    case 'seconds':
      if (comparator !== 'at-most') {
        return `${words} for ${range}`;
      }
      return `${words} ${
        indicator === 'delivery-time' ? 'every' : 'within'
      } ${describeDuration(Number(target))}`;
    case 'ratio':
      // More than all is not possible.
      return target === 1 ? `100 % ${words}` : `${range} ${words}`;
    default:
      return describeCount(promised, words, range);
  }
}

function describeCount(
  { indicator, comparator, target }: Promised,
  words: string,
  range: string,
): string {
  const errors = ERROR_WORDS[indicator];
  if (!errors) {
    return `${words} ${range}`;
  }
  return target === 0 && comparator !== 'at-least'
    ? `no ${errors}`
    : `${describeRange({ comparator, target, unit: 'count' })} ${errors}`;
}

function describeRange({
  comparator,
  target,
  unit,
  countUnit,
}: Pick<Promised, 'comparator' | 'target' | 'unit' | 'countUnit'>): string {
  const after = unit === 'count' && countUnit ? ` ${countUnit}` : '';
  if (Array.isArray(target)) {
    const [low, high] = target.map(bound => describeQuantity(bound, unit));
    return `between ${low} and ${high}${after}`;
  }
  const quantity = describeQuantity(Number(target), unit);
  return `${COMPARATORS[comparator]} ${quantity}${after}`;
}

function describeQuantity(value: number, unit: Objective['unit']): string {
  switch (unit) {
    case 'seconds':
      return describeDuration(value);
    case 'ratio':
      return describeShare(value);
    default:
      return value.toLocaleString('en');
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
  if (offset?.startsWith(' ')) {
    return time;
  }
  const zone = offset === '+00:00' ? 'UTC' : `UTC${offset?.replace('-', '−')}`;
  return `${clock} ${zone}`;
}
