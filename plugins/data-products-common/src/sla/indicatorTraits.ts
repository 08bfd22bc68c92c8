import { Indicator, INDICATORS, IndicatorUnit, Objective } from './Objective';

/** How an indicator is measured when a promise does not say, and what it is in words. */
export interface IndicatorTraits {
  unit: IndicatorUnit;
  comparator: Objective['comparator'];
  /** As in "fresh within 6 h", "at least 98 % complete", "volume at least 10". */
  words: string;
  /**
   * What the goal is a share of. `time`: judged by the clock, because between
   * two observations data ages and a service stays as it was. `events`: each
   * observation stands for itself, such as one run, one load, one incident.
   *
   * Latency is of one run, so an event. Time since the last delivery, a
   * delivery time promised as a duration, ages as freshness does.
   */
  basis: 'time' | 'events';
}

/** How each indicator is measured unless the promise says otherwise. */
export const INDICATOR_TRAITS: Readonly<Record<Indicator, IndicatorTraits>> = {
  freshness: {
    unit: 'seconds',
    comparator: 'at-most',
    words: 'fresh',
    basis: 'time',
  },
  latency: {
    unit: 'seconds',
    comparator: 'at-most',
    words: 'processed',
    basis: 'events',
  },
  completeness: {
    unit: 'ratio',
    comparator: 'at-least',
    words: 'complete',
    basis: 'events',
  },
  accuracy: {
    unit: 'ratio',
    comparator: 'at-least',
    words: 'accurate',
    basis: 'events',
  },
  consistency: {
    unit: 'ratio',
    comparator: 'at-least',
    words: 'consistent',
    basis: 'events',
  },
  validity: {
    unit: 'ratio',
    comparator: 'at-least',
    words: 'valid',
    basis: 'events',
  },
  uniqueness: {
    unit: 'ratio',
    comparator: 'at-least',
    words: 'unique',
    basis: 'events',
  },
  interpretability: {
    unit: 'ratio',
    comparator: 'at-least',
    words: 'documented',
    basis: 'events',
  },
  availability: {
    unit: 'ratio',
    comparator: 'at-least',
    words: 'available',
    basis: 'time',
  },
  throughput: {
    unit: 'count',
    comparator: 'at-least',
    words: 'throughput',
    basis: 'events',
  },
  volume: {
    unit: 'count',
    comparator: 'at-least',
    words: 'volume',
    basis: 'events',
  },
  'schema-conformance': {
    unit: 'ratio',
    comparator: 'at-least',
    words: 'conforming to the schema',
    basis: 'events',
  },
  'delivery-time': {
    unit: 'time-of-day',
    comparator: 'at-most',
    words: 'delivered',
    basis: 'events',
  },
  retention: {
    unit: 'seconds',
    comparator: 'at-least',
    words: 'kept',
    basis: 'events',
  },
  'response-time': {
    unit: 'seconds',
    comparator: 'at-most',
    words: 'incidents answered',
    basis: 'events',
  },
  'restore-time': {
    unit: 'seconds',
    comparator: 'at-most',
    words: 'service restored',
    basis: 'events',
  },
};

/** What is counted where an indicator of quality is promised as a number of rows. */
export const ERROR_WORDS: Readonly<Partial<Record<Indicator, string>>> = {
  completeness: 'missing values',
  accuracy: 'wrong values',
  consistency: 'inconsistent values',
  validity: 'invalid values',
  uniqueness: 'duplicates',
  'schema-conformance': 'values against the schema',
};

/** Whether a word is one of the indicators. */
export function isIndicator(word: string): word is Indicator {
  return (INDICATORS as readonly string[]).includes(word);
}

/**
 * What an objective's goal is a share of.
 *
 * Only an upper bound on an age is judged by the clock: any other promise
 * about freshness is judged when it is observed.
 */
export function basisOf(objective: Objective): 'time' | 'events' {
  const { indicator, comparator, unit } = objective;
  if (indicator === 'availability') {
    return 'time';
  }
  const ages =
    (INDICATOR_TRAITS[indicator].basis === 'time' ||
      indicator === 'delivery-time') &&
    unit === 'seconds' &&
    comparator === 'at-most';
  return ages ? 'time' : 'events';
}
