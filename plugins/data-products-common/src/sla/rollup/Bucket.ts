import { Observation, usualObservationId } from '../Observation';

/**
 * An observation as rollups take it: epoch ms instead of text.
 *
 * @public
 */
export interface Measurement {
  id: string;
  /** When it was observed; epoch ms. */
  at: number;
  /** Absent when it could not be measured. */
  value?: number;
  source: string;
}

/**
 * Counts of observations, and times in ms that were in target, out of it, or
 * without knowledge. Times are counted only from the first observation ever on;
 * of objectives judged by observations only silence is.
 *
 * @public
 */
export interface Tally {
  /** Observations in target. */
  good: number;
  /** Observations out of target. */
  bad: number;
  /** Observations that could not be measured. */
  unknown: number;
  keptMs: number;
  brokenMs: number;
  silentMs: number;
}

/**
 * What there is to know of one objective over one stretch of time, so that no
 * observation has to be read again. Of what ages, the values are ages at the
 * time of observation, of the newest data that was known then.
 *
 * @public
 */
export interface Bucket extends Tally {
  /** Epoch ms, included; a full UTC hour. */
  from: number;
  /** Epoch ms, excluded. */
  to: number;
  /** Of the measured values; all absent when there is none. */
  sum: number;
  min?: number;
  max?: number;
  last?: number;
  /** The value furthest out of target, or nearest to being out. */
  worst?: number;
  /** Of all observations, epoch ms. */
  firstAt?: number;
  lastAt?: number;
}

/**
 * What a time has to know of all times before it: the last observation, and
 * for how long things have been as they are. Times in epoch ms.
 *
 * @public
 */
export interface Carry {
  /** The last observation. */
  at: number;
  source: string;
  /** Whether the last observation was measured. */
  measured: boolean;
  /** The last that was measured. */
  value?: number;
  valueAt?: number;
  /** Of what ages: the time of the newest data seen. */
  newestAt?: number;
  /** Whether the last that was measured kept the target. */
  kept?: boolean;
  /** Since when it has been so without a break. */
  since?: number;
  /** By how many observations in a row. */
  streak: number;
  /** The breach that was open then, of those that were replayed. */
  breach?: CarriedBreach;
}

/**
 * A breach that was open at some time; times in epoch ms.
 *
 * @public
 */
export interface CarriedBreach {
  since: number;
  /** In the objective's unit. */
  worstValue?: number;
  worstAt?: number;
}

/**
 * A bucket, and what its successors have to know.
 *
 * @public
 */
export interface Rollup {
  bucket: Bucket;
  carryOut: Carry | undefined;
}

/**
 * The rollups of a stretch of time: those of hours with observations, in
 * order. Hours between them follow from what was known before.
 *
 * @public
 */
export interface History {
  /** `carryOut` of the rollup before the first. */
  carryIn: Carry | undefined;
  rollups: readonly Rollup[];
}

/** A stretch in which nothing has happened yet. */
export function emptyBucket(from: number, to: number): Bucket {
  return {
    from,
    to,
    good: 0,
    bad: 0,
    unknown: 0,
    keptMs: 0,
    brokenMs: 0,
    silentMs: 0,
    sum: 0,
    min: undefined,
    max: undefined,
    last: undefined,
    worst: undefined,
    firstAt: undefined,
    lastAt: undefined,
  };
}

/**
 * An observation as rollups take it.
 *
 * @public
 */
export function measurementOf(observation: Observation): Measurement {
  const { ownId, objective, source, at, value } = observation;
  return {
    id: ownId ?? usualObservationId(objective, source, at),
    at,
    value,
    source,
  };
}
