import { StretchState } from '../api';
import { HOUR_MS } from '../judging/JudgingTerms';
import { Objective } from '../Objective';
import { Bucket, Carry, History, Rollup } from '../rollup/Bucket';
import { mergeHistory } from '../rollup/mergeBuckets';
import { hourOf } from './windows';

/**
 * Parts a stretch of time into equal ones of whole hours, at most so many,
 * and sums each up; the last may be shorter.
 *
 * @param history - from the hour of `from` on
 * @param from - epoch ms, brought to the full hour
 * @param to - epoch ms; a full hour, or not before the last observation
 * @param points - at least 1
 * @returns buckets with their states, oldest first.
 * @public
 */
export function stretchesOf(
  objective: Objective,
  history: History,
  from: number,
  to: number,
  points: number,
): { bucket: Bucket; state: StretchState }[] {
  const start = hourOf(from);
  const hours = Math.max(Math.ceil((to - start) / HOUR_MS), 1);
  const length = Math.ceil(hours / points) * HOUR_MS;
  const { rollups } = history;
  const stretches = [];
  let carryIn: Carry | undefined = history.carryIn;
  let next = 0;
  for (let time = start; time < to; time += length) {
    const end = Math.min(time + length, to);
    const part: Rollup[] = [];
    let carryOut = carryIn;
    while (next < rollups.length && rollups[next].bucket.from < end) {
      part.push(rollups[next]);
      carryOut = rollups[next].carryOut;
      next += 1;
    }
    const bucket = mergeHistory(
      objective,
      { carryIn, rollups: part },
      time,
      end,
    );
    stretches.push({ bucket, state: stateOf(bucket) });
    carryIn = carryOut;
  }
  return stretches;
}

function stateOf(bucket: Bucket): StretchState {
  if (bucket.brokenMs > 0 || bucket.bad > 0) {
    return 'broken';
  }
  if (bucket.silentMs > 0 || (bucket.unknown > 0 && bucket.good === 0)) {
    return 'silent';
  }
  return bucket.keptMs > 0 || bucket.good > 0 ? 'kept' : 'no-data';
}
