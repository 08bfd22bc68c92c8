import { PromiseBook } from '../../sla/PromiseBook';
import { isPercent } from '../../sla/measure';
import { readQualityPromises } from '../../sla/readQualityPromises';
import { QualityExpectation, QualityThreshold } from '../Contract';
import { countsErrors } from '../countsErrors';
import { compareObjectives } from './compareObjectives';
import { compareRanges, NumberRange, PromiseTrend } from './compareRanges';

const WORDS = {
  equals: '',
  'not-equals': 'not ',
  'greater-than': 'more than ',
  'at-least': 'at least ',
  'less-than': 'less than ',
  'at-most': 'at most ',
} as const;

/** Compares how much two states of a quality rule let pass. */
export function compareThresholds(
  before: QualityExpectation,
  after: QualityExpectation,
): PromiseTrend {
  if (!before.threshold || !after.threshold) {
    if (before.threshold) {
      return 'weaker';
    }
    return after.threshold ? 'stronger' : 'same';
  }
  if (unitOf(before) !== unitOf(after)) {
    // As objectives, both are in the same unit where there is one.
    const [old, now] = [before, after].map(rule => {
      const book = new PromiseBook();
      readQualityPromises([rule], 'medium', book);
      return book.promises().objectives.at(0);
    });
    return old && now ? compareObjectives(old, now) : 'incomparable';
  }
  const [old, now] = [
    rangeOf(before.threshold, countsWhole(before)),
    rangeOf(after.threshold, countsWhole(after)),
  ];
  return old && now ? compareRanges(old, now) : 'incomparable';
}

/** A threshold with its unit, in words. */
export function describeThreshold({
  threshold,
  unit,
}: QualityExpectation): string | undefined {
  if (!threshold) {
    return undefined;
  }
  const after = unit ? ` ${unit}` : '';
  if ('low' in threshold) {
    const { comparator, low, high, excludes } = threshold;
    if (excludes) {
      const from = excludes.includes('low') ? 'more than' : 'at least';
      const to = excludes.includes('high') ? 'less than' : 'at most';
      return `${from} ${low} and ${to} ${high}${after}`;
    }
    const not = comparator === 'between' ? '' : 'not ';
    return `${not}between ${low} and ${high}${after}`;
  }
  return `${WORDS[threshold.comparator]}${threshold.value}${after}`;
}

function unitOf({ unit }: QualityExpectation): string {
  if (isPercent(unit)) {
    return '%';
  }
  // Rows are what is counted where nothing else is said.
  const word = (unit ?? 'rows').toLocaleLowerCase('en-US');
  return word;
}

/** Whether the rule counts rows or errors, so that 0 is the least there is. */
function countsWhole({ metric, unit }: QualityExpectation): boolean {
  return !isPercent(unit) && (countsErrors(metric) || metric === 'rowCount');
}

function rangeOf(
  threshold: QualityThreshold,
  whole: boolean,
): NumberRange | undefined {
  const range = bareRangeOf(threshold, whole);
  if (!range || !whole || range.inverted) {
    return range;
  }
  // No count is below 0: at most 0 is the same as exactly 0.
  return { ...range, low: Math.max(0, range.low ?? 0) };
}

function bareRangeOf(
  threshold: QualityThreshold,
  whole: boolean,
): NumberRange | undefined {
  if ('low' in threshold) {
    const { comparator, low, high, excludes = [] } = threshold;
    return {
      low: excludes.includes('low') ? above(low, whole) : low,
      high: excludes.includes('high') ? below(high, whole) : high,
      inverted: comparator === 'not-between',
    };
  }
  const { comparator } = threshold;
  const value =
    typeof threshold.value === 'boolean'
      ? Number(threshold.value)
      : threshold.value;
  if (typeof value !== 'number') {
    return undefined;
  }
  switch (comparator) {
    case 'equals':
      return { low: value, high: value };
    case 'not-equals':
      return { low: value, high: value, inverted: true };
    case 'at-least':
      return { low: value };
    case 'at-most':
      return { high: value };
    case 'greater-than':
      return { low: above(value, whole) };
    default:
      return { high: below(value, whole) };
  }
}

/** The next number above: an open bound as a closed one. */
function above(value: number, whole: boolean): number {
  return whole
    ? Math.floor(value) + 1
    : value + Math.max(Math.abs(value), 1) * Number.EPSILON;
}

function below(value: number, whole: boolean): number {
  return -above(-value, whole);
}
