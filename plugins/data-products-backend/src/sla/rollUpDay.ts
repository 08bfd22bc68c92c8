import {
  Bucket,
  Carry,
  Measurement,
  mergeHistory,
  Objective,
  Rollup,
  rollUpBucket,
} from '@handoff/backstage-plugin-data-products-common';
import { DAY_MS, StoredObservation } from './ObservationDay';

const HOUR_MS = 60 * 60 * 1000;

/** The rollups of one day's hours that have observations, in order. */
export function rollUpHours(
  objective: Objective,
  observations: readonly StoredObservation[],
  carryIn: Carry | undefined,
): Rollup[] {
  const byHour = new Map<number, Measurement[]>();
  for (const observation of observations) {
    const hour = Math.floor(observation.at / HOUR_MS) * HOUR_MS;
    const measurements = byHour.get(hour);
    if (measurements) {
      measurements.push(observation);
    } else {
      byHour.set(hour, [observation]);
    }
  }
  const rollups: Rollup[] = [];
  let carry = carryIn;
  for (const hour of [...byHour.keys()].sort((a, b) => a - b)) {
    const rollup = rollUpBucket(objective, hour, byHour.get(hour)!, carry);
    rollups.push(rollup);
    carry = rollup.carryOut;
  }
  return rollups;
}

/** The sums of a whole day, the hours without observations included. */
export function rollUpDay(
  objective: Objective,
  day: number,
  observations: readonly StoredObservation[],
  carryIn: Carry | undefined,
): Rollup {
  const rollups = rollUpHours(objective, observations, carryIn);
  const from = day * DAY_MS;
  return {
    bucket: mergeHistory(objective, { carryIn, rollups }, from, from + DAY_MS),
    carryOut: rollups.length ? rollups[rollups.length - 1].carryOut : carryIn,
  };
}

type PackedBucket = (number | null)[];

/** Without its times, which follow from the day. */
export function packBucket(bucket: Bucket): string {
  const { good, bad, unknown, keptMs, brokenMs, silentMs, sum } = bucket;
  const { min, max, last, worst, firstAt, lastAt } = bucket;
  const offset = (time: number | undefined) =>
    time === undefined ? undefined : time - bucket.from;
  const packed: PackedBucket = [
    good,
    bad,
    unknown,
    keptMs,
    brokenMs,
    silentMs,
    sum,
    min,
    max,
    last,
    worst,
    offset(firstAt),
    offset(lastAt),
  ].map(value => value ?? null);
  return JSON.stringify(packed);
}

export function unpackBucket(day: number, packed: string): Bucket {
  const from = day * DAY_MS;
  const values: PackedBucket = JSON.parse(packed);
  const number = (index: number) => values[index] ?? 0;
  const optional = (index: number) => values[index] ?? undefined;
  const time = (index: number) => {
    const offset = optional(index);
    return offset === undefined ? undefined : from + offset;
  };
  return {
    from,
    to: from + DAY_MS,
    good: number(0),
    bad: number(1),
    unknown: number(2),
    keptMs: number(3),
    brokenMs: number(4),
    silentMs: number(5),
    sum: number(6),
    min: optional(7),
    max: optional(8),
    last: optional(9),
    worst: optional(10),
    firstAt: time(11),
    lastAt: time(12),
  };
}
