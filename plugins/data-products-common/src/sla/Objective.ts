import { Criticality } from '../kinds';

/**
 * What can be promised and measured about data.
 *
 * @public
 */
export const INDICATORS = [
  'freshness',
  'latency',
  'completeness',
  'accuracy',
  'consistency',
  'validity',
  'uniqueness',
  'interpretability',
  'availability',
  'throughput',
  'volume',
  'schema-conformance',
  'delivery-time',
  'retention',
  'response-time',
  'restore-time',
] as const;

/**
 * One of {@link INDICATORS}.
 *
 * @public
 */
export type Indicator = (typeof INDICATORS)[number];

/**
 * The unit of an indicator's values. Durations are kept in seconds.
 *
 * @public
 */
export type IndicatorUnit = 'seconds' | 'ratio' | 'count' | 'time-of-day';

/**
 * One measurable promise in the one form that every source is brought into:
 * `spec.objectives`, ODCS `slaProperties` and ODCS quality rules.
 *
 * @public
 */
export interface Objective {
  /** Unique within the entity. */
  name: string;
  indicator: Indicator;
  /** `schema` or `schema.column`; absent for the whole product. */
  element?: string;
  comparator: 'at-most' | 'at-least' | 'equals' | 'between';
  /**
   * In `unit`; two bounds for `between`; for a time of day
   * `HH:MM±HH:MM`, or `HH:MM` and an IANA zone, as in `09:00 Europe/Berlin`.
   */
  target: number | string | [number, number];
  unit: IndicatorUnit;
  /** What a count counts, as declared: `rows`, `rows/s`. */
  countUnit?: string;
  /** Share of the window in which the target must hold; (0, 1]. */
  goal: number;
  /** ISO 8601 duration. */
  window: string;
  /** How often an observation is expected; ISO 8601 duration. */
  cadence?: string;
  driver?: string;
  severity: Criticality;
  /** The promise in words: "fresh within 6 h, 99 % of the time over 30 days". */
  promise: string;
  /** Where it was declared. */
  source: 'spec' | 'contract-sla' | 'contract-quality';
}

/**
 * A promise with a date instead of a measure: end of support, general
 * availability. It is shown and reminded of, never measured.
 *
 * @public
 */
export interface DatedTerm {
  term: 'general-availability' | 'end-of-support' | 'end-of-life' | 'renewal';
  /** ISO 8601 date or date-time, as declared. */
  at: string;
  description?: string;
  source: 'spec' | 'contract-sla';
}

/**
 * Everything that an entity promises.
 *
 * @public
 */
export interface Promises {
  objectives: Objective[];
  datedTerms: DatedTerm[];
  /** What was declared and could not be understood, with where. */
  problems: { pointer: string; message: string }[];
}
