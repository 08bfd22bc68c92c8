import { QualityExpectation, QualityThreshold } from '../contract';
import { countsErrors } from '../contract/countsErrors';
import { Criticality } from '../kinds';
import { cadenceOfSchedule } from './cadenceOfSchedule';
import { PromiseWording } from './describePromise';
import { secondsPerUnit } from './duration';
import { isPercent, tidy } from './measure';
import { Indicator, Objective } from './Objective';
import { nameOfWords, PromiseBook } from './PromiseBook';
import { DEFAULT_WINDOW } from './readSpecObjectives';

/**
 * What a metric measures, by the words in its name: the standard's library,
 * and what older contracts and tools call the same.
 */
const METRIC_INDICATORS: readonly [pattern: RegExp, indicator: Indicator][] = [
  [/null|missing|complete|notempty/, 'completeness'],
  [/duplicate|unique/, 'uniqueness'],
  [/rowcount|countcheck|volume/, 'volume'],
  [/fresh|staleness/, 'freshness'],
  [/valid|pattern|format|range|enum/, 'validity'],
];

const DIMENSION_INDICATORS: Readonly<Record<string, Indicator>> = {
  accuracy: 'accuracy',
  completeness: 'completeness',
  conformity: 'validity',
  consistency: 'consistency',
  coverage: 'completeness',
  timeliness: 'freshness',
  uniqueness: 'uniqueness',
};

/** What contracts and tools call severities. */
export const SEVERITIES: Readonly<Record<string, Criticality>> = {
  info: 'low',
  low: 'low',
  minor: 'low',
  warn: 'medium',
  warning: 'medium',
  medium: 'medium',
  moderate: 'medium',
  error: 'high',
  high: 'high',
  major: 'high',
  critical: 'critical',
  blocker: 'critical',
  fatal: 'critical',
};

/**
 * Makes an objective of every quality rule that has a threshold.
 *
 * Shares are promised as what is right: at most 2 % missing is complete to at
 * least 98 %. Counts stay counts. Where a bound is excluded, the next whole
 * number is the bound of a count; of anything else, the bound itself counts as
 * kept.
 */
export function readQualityPromises(
  rules: readonly QualityExpectation[],
  criticality: Criticality,
  book: PromiseBook,
): void {
  for (const rule of rules) {
    if (!rule.threshold) {
      continue;
    }
    const goal = goalOf(rule, rule.threshold);
    if (!goal) {
      book.problem(
        `/spec/contract${rule.pointer ?? '/schema'}`,
        `a rule with ${describeThreshold(
          rule.threshold,
        )} cannot be measured as an objective: use an upper or lower bound, mustBe with a number, or mustBeBetween`,
      );
      continue;
    }
    book.add(
      {
        name: nameOf(rule),
        indicator: indicatorOf(rule),
        element: rule.element,
        ...goal,
        countUnit: goal.unit === 'count' ? countUnitOf(rule) : undefined,
        goal: 1,
        window: DEFAULT_WINDOW,
        cadence: rule.schedule && cadenceOfSchedule(rule.schedule),
        severity:
          SEVERITIES[rule.severity?.toLocaleLowerCase('en-US') ?? ''] ??
          criticality,
        source: 'contract-quality',
      },
      wordingOf(rule),
    );
  }
}

function countUnitOf(rule: QualityExpectation): string | undefined {
  return rule.metric === 'rowCount' ? 'rows' : rule.unit;
}

function indicatorOf(rule: QualityExpectation): Indicator {
  const metric = rule.metric?.toLocaleLowerCase('en-US').replace(/[^a-z]/g, '');
  const byMetric =
    metric && METRIC_INDICATORS.find(([pattern]) => pattern.test(metric));
  const indicator =
    (byMetric && byMetric[1]) || DIMENSION_INDICATORS[rule.dimension ?? ''];
  if (indicator === 'freshness' && !secondsPerUnit(rule.unit ?? '')) {
    // A number that is no time is no age.
    return 'validity';
  }
  // A rule of its own says what values are valid.
  return indicator ?? 'validity';
}

function nameOf(rule: QualityExpectation): string {
  return (
    nameOfWords(rule.id ?? rule.name) ||
    nameOfWords(rule.metric ?? rule.dimension ?? rule.type, rule.element)
  );
}

/** Only of the library's metrics is it known what their number stands for. */
function wordingOf(rule: QualityExpectation): PromiseWording {
  if (rule.type !== 'library') {
    return { words: 'its own check yields', yields: true };
  }
  return countsErrors(rule.metric) || rule.metric === 'rowCount'
    ? {}
    : { words: `${rule.metric} yields`, yields: true };
}

type Goal = Pick<Objective, 'comparator' | 'target' | 'unit'>;

function goalOf(
  rule: QualityExpectation,
  threshold: QualityThreshold,
): Goal | undefined {
  const errors = countsErrors(rule.metric);
  const percent = isPercent(rule.unit);
  const secondsEach = percent ? undefined : secondsPerUnit(rule.unit ?? '');
  const whole =
    !percent && !secondsEach && (errors || rule.metric === 'rowCount');
  const bounds = boundsOf(threshold, whole);
  if (!bounds) {
    return undefined;
  }
  if (secondsEach) {
    return goalBetween(
      scale(bounds, value => value * secondsEach),
      'seconds',
    );
  }
  if (!percent) {
    // Fewer errors than none cannot be asked for.
    const { low, high } = bounds;
    return goalBetween(errors && low === 0 ? { high } : bounds, 'count');
  }
  if (!errors) {
    return goalBetween(
      scale(bounds, value => value / 100),
      'ratio',
    );
  }
  const right = scale(bounds, value => 1 - value / 100);
  // Nothing can be more than wholly right.
  return goalBetween(
    { low: right.high, high: right.low === 1 ? undefined : right.low },
    'ratio',
  );
}

function scale(bounds: Bounds, convert: (value: number) => number): Bounds {
  const apply = (value: number | undefined) =>
    value === undefined ? undefined : tidy(convert(value));
  return { low: apply(bounds.low), high: apply(bounds.high) };
}

interface Bounds {
  low?: number;
  high?: number;
}

/** The values that a threshold lets pass, where that is one range. */
function boundsOf(
  threshold: QualityThreshold,
  whole: boolean,
): Bounds | undefined {
  if ('low' in threshold) {
    return threshold.comparator === 'between'
      ? { low: threshold.low, high: threshold.high }
      : undefined;
  }
  if (threshold.comparator === 'not-equals') {
    return undefined;
  }
  // A query that answers true or false is measured as 1 or 0.
  const value =
    typeof threshold.value === 'boolean'
      ? Number(threshold.value)
      : threshold.value;
  if (typeof value !== 'number') {
    return undefined;
  }
  switch (threshold.comparator) {
    case 'equals':
      return { low: value, high: value };
    case 'at-least':
      return { low: value };
    case 'greater-than':
      return { low: whole ? Math.floor(value) + 1 : value };
    case 'at-most':
      return { high: value };
    default:
      return { high: whole ? Math.ceil(value) - 1 : value };
  }
}

function goalBetween(
  { low, high }: Bounds,
  unit: Goal['unit'],
): Goal | undefined {
  if (low !== undefined && high !== undefined) {
    return low === high
      ? { comparator: 'equals', target: low, unit }
      : { comparator: 'between', target: [low, high], unit };
  }
  if (low !== undefined) {
    return { comparator: 'at-least', target: low, unit };
  }
  return high === undefined
    ? undefined
    : { comparator: 'at-most', target: high, unit };
}

function describeThreshold(threshold: QualityThreshold): string {
  switch (threshold.comparator) {
    case 'not-between':
      return 'mustNotBeBetween';
    case 'not-equals':
      return 'mustNotBe';
    default:
      return 'a threshold that is no number';
  }
}
