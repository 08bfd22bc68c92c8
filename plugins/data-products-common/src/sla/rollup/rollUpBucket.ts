import { HOUR_MS, JudgingTerms, judgingTermsOf } from '../judging/JudgingTerms';
import { worseOf } from '../judging/judgeObservation';
import { Objective } from '../Objective';
import { Bucket, Carry, emptyBucket, Measurement, Rollup } from './Bucket';
import { judgeSpan, knownUntil } from './judgeSpan';

/**
 * Sums up one hour of one objective. The order of its observations does not
 * count. The time after the last of them is judged as if nothing came until
 * the hour's end; whoever looks earlier takes that time off again.
 *
 * When `carryOut` differs from before, the next bucket has to be made again
 * with it, and so on until one comes out with the same.
 *
 * @param hourStart - a full UTC hour, epoch ms
 * @param measurements - all of that hour, each id once
 * @param carryIn - `carryOut` of the latest bucket before, if there is one
 * @public
 */
export function rollUpBucket(
  objective: Objective,
  hourStart: number,
  measurements: readonly Measurement[],
  carryIn: Carry | undefined,
): Rollup {
  const terms = judgingTermsOf(objective);
  const bucket = emptyBucket(hourStart, hourStart + HOUR_MS);
  let carry = carryIn;
  let time = hourStart;
  for (const measurement of [...measurements].sort(byTimeThenId)) {
    judgeSpan(bucket, terms, carry, time, measurement.at);
    time = measurement.at;
    carry = advance(terms, carry, measurement);
    count(bucket, terms, carry);
  }
  judgeSpan(bucket, terms, carry, time, bucket.to);
  return { bucket, carryOut: carry };
}

/**
 * Whether two buckets hand on the same.
 *
 * @public
 */
export function isSameCarry(
  first: Carry | undefined,
  second: Carry | undefined,
): boolean {
  return (
    first?.at === second?.at &&
    first?.source === second?.source &&
    first?.measured === second?.measured &&
    first?.value === second?.value &&
    first?.valueAt === second?.valueAt &&
    first?.newestAt === second?.newestAt &&
    first?.kept === second?.kept &&
    first?.since === second?.since &&
    first?.streak === second?.streak
  );
}

/** Ids tell observations of the same instant apart, so that one of them is last. */
export function byTimeThenId(first: Measurement, second: Measurement): number {
  if (first.at !== second.at) {
    return first.at - second.at;
  }
  return first.id < second.id ? -1 : 1;
}

/** What is known after an observation. */
export function advance(
  terms: JudgingTerms,
  before: Carry | undefined,
  { at, source, value }: Measurement,
): Carry {
  if (value === undefined) {
    return before
      ? { ...before, at, source, measured: false }
      : { at, source, measured: false, streak: 0 };
  }
  if (terms.manner !== 'ages') {
    const kept = value >= terms.low && value <= terms.high;
    const goesOn = before?.kept === kept;
    return {
      at,
      source,
      measured: true,
      value,
      valueAt: at,
      kept,
      since: goesOn ? before.since : at,
      streak: goesOn ? before.streak + 1 : 1,
    };
  }
  const newestAt = Math.max(
    Math.round(at - value * 1_000),
    before?.newestAt ?? -Infinity,
  );
  const kept = at - newestAt <= terms.maxAgeMs;
  const current = before && runAt(terms, before, at);
  const goesOn = current?.kept === kept;
  return {
    at,
    source,
    measured: true,
    value: (at - newestAt) / 1_000,
    valueAt: at,
    newestAt,
    kept,
    since: goesOn ? current.since : at,
    // Data that went out of target in between has begun anew.
    streak: goesOn && before?.kept === kept ? before.streak + 1 : 1,
  };
}

/** Whether the target is met at a time after the last observation, and since when. */
export function runAt(
  terms: JudgingTerms,
  carry: Carry,
  at: number,
): { kept: boolean | undefined; since: number | undefined } {
  if (terms.manner === 'ages' && carry.kept) {
    const edge = knownUntil(terms, carry);
    if (at > edge) {
      return { kept: false, since: edge };
    }
  }
  return { kept: carry.kept, since: carry.since };
}

function count(bucket: Bucket, terms: JudgingTerms, carry: Carry): void {
  bucket.firstAt ??= carry.at;
  bucket.lastAt = carry.at;
  if (!carry.measured || carry.value === undefined) {
    bucket.unknown += 1;
    return;
  }
  const { value } = carry;
  if (carry.kept) {
    bucket.good += 1;
  } else {
    bucket.bad += 1;
  }
  bucket.sum += value;
  bucket.min = Math.min(bucket.min ?? value, value);
  bucket.max = Math.max(bucket.max ?? value, value);
  bucket.last = value;
  bucket.worst = worseOf(terms, bucket.worst, value);
}
