import { Indicator, INDICATORS, IndicatorUnit, Objective } from './Objective';

/** How an indicator is measured when a promise does not say, and what it is in words. */
export interface IndicatorTraits {
  unit: IndicatorUnit;
  comparator: Objective['comparator'];
  /** As in "fresh within 6 h", "at least 98 % complete", "volume at least 10". */
  words: string;
}

/** How each indicator is measured unless the promise says otherwise. */
export const INDICATOR_TRAITS: Readonly<Record<Indicator, IndicatorTraits>> = {
  freshness: { unit: 'seconds', comparator: 'at-most', words: 'fresh' },
  latency: { unit: 'seconds', comparator: 'at-most', words: 'processed' },
  completeness: { unit: 'ratio', comparator: 'at-least', words: 'complete' },
  accuracy: { unit: 'ratio', comparator: 'at-least', words: 'accurate' },
  consistency: { unit: 'ratio', comparator: 'at-least', words: 'consistent' },
  validity: { unit: 'ratio', comparator: 'at-least', words: 'valid' },
  uniqueness: { unit: 'ratio', comparator: 'at-least', words: 'unique' },
  interpretability: {
    unit: 'ratio',
    comparator: 'at-least',
    words: 'documented',
  },
  availability: { unit: 'ratio', comparator: 'at-least', words: 'available' },
  throughput: { unit: 'count', comparator: 'at-least', words: 'throughput' },
  volume: { unit: 'count', comparator: 'at-least', words: 'volume' },
  'schema-conformance': {
    unit: 'ratio',
    comparator: 'at-least',
    words: 'conforming to the schema',
  },
  'delivery-time': {
    unit: 'time-of-day',
    comparator: 'at-most',
    words: 'delivered',
  },
  retention: { unit: 'seconds', comparator: 'at-least', words: 'kept' },
  'response-time': {
    unit: 'seconds',
    comparator: 'at-most',
    words: 'incidents answered',
  },
  'restore-time': {
    unit: 'seconds',
    comparator: 'at-most',
    words: 'service restored',
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
