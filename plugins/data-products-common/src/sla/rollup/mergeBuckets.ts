import { JudgingTerms, judgingTermsOf } from '../judging/JudgingTerms';
import { worseOf } from '../judging/judgeObservation';
import { Objective } from '../Objective';
import { Bucket, emptyBucket, History, Tally } from './Bucket';
import { judgeSpan } from './judgeSpan';

/**
 * Sums up buckets that follow one another, such as the hours of a day. Time
 * between them is not counted: {@link mergeHistory} does.
 *
 * @param buckets - in order
 * @throws Error when there is none.
 * @public
 */
export function mergeBuckets(
  objective: Objective,
  buckets: readonly Bucket[],
): Bucket {
  if (buckets.length === 0) {
    throw new Error('There are no buckets to merge: give at least one');
  }
  const terms = judgingTermsOf(objective);
  const merged = emptyBucket(buckets[0].from, buckets[buckets.length - 1].to);
  for (const bucket of buckets) {
    addBucket(merged, terms, bucket);
  }
  return merged;
}

/**
 * Sums up a stretch of time, with the hours in which nothing was observed.
 *
 * @param history - at least all rollups of the stretch; others are passed over
 * @param from - a full UTC hour, epoch ms
 * @param to - epoch ms: a full hour, or later than every observation
 * @public
 */
export function mergeHistory(
  objective: Objective,
  history: History,
  from: number,
  to: number,
): Bucket {
  const terms = judgingTermsOf(objective);
  const merged = emptyBucket(from, to);
  let carry = history.carryIn;
  let time = from;
  for (const { bucket, carryOut } of history.rollups) {
    if (bucket.from >= to) {
      break;
    }
    if (bucket.from >= from) {
      judgeSpan(merged, terms, carry, time, bucket.from);
      addBucket(merged, terms, bucket);
      time = bucket.to;
    }
    carry = carryOut;
  }
  if (time > to) {
    judgeSpan(merged, terms, carry, to, time, -1);
  } else {
    judgeSpan(merged, terms, carry, time, to);
  }
  return merged;
}

/**
 * Adds one tally to another, or takes it off.
 *
 * @param sign - −1 to take off
 * @public
 */
export function addTally(into: Tally, tally: Tally, sign: 1 | -1 = 1): void {
  into.good += sign * tally.good;
  into.bad += sign * tally.bad;
  into.unknown += sign * tally.unknown;
  into.keptMs += sign * tally.keptMs;
  into.brokenMs += sign * tally.brokenMs;
  into.silentMs += sign * tally.silentMs;
}

function addBucket(into: Bucket, terms: JudgingTerms, bucket: Bucket): void {
  addTally(into, bucket);
  into.sum += bucket.sum;
  if (bucket.min !== undefined && bucket.max !== undefined) {
    into.min = Math.min(into.min ?? bucket.min, bucket.min);
    into.max = Math.max(into.max ?? bucket.max, bucket.max);
  }
  into.last = bucket.last ?? into.last;
  into.worst = worseOf(terms, into.worst, bucket.worst);
  into.firstAt ??= bucket.firstAt;
  into.lastAt = bucket.lastAt ?? into.lastAt;
}
