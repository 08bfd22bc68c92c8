import { IndexEntry, TREND_DAYS } from './ReadinessIndex';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The score of a set of entities at the end of one UTC day. */
export interface TrendPoint {
  date: string;
  score: number;
}

/**
 * The score of a set of entities on each of the last days, from the changes
 * of each of them, weighted by today's criticality. Days on which nothing was
 * scored yet are left out.
 */
export function trendOf(
  entries: Iterable<IndexEntry>,
  now: Date,
): TrendPoint[] {
  const today = Math.floor(now.getTime() / DAY_MS);
  const first = today - TREND_DAYS + 1;
  // What each day adds to the sums of the day before.
  const weight = new Float64Array(TREND_DAYS);
  const weightedScore = new Float64Array(TREND_DAYS);

  for (const entry of entries) {
    if (!entry.result) {
      continue;
    }
    let current = entry.history.length
      ? entry.scoredBefore
      : entry.result.score;
    if (current !== undefined) {
      weight[0] += entry.weight;
      weightedScore[0] += entry.weight * current;
    }
    for (const { day, score } of entry.history) {
      const index = Math.max(0, day - first);
      if (current === undefined) {
        weight[index] += entry.weight;
      }
      weightedScore[index] += entry.weight * (score - (current ?? 0));
      current = score;
    }
  }

  const points: TrendPoint[] = [];
  let weightSum = 0;
  let weightedSum = 0;
  for (let i = 0; i < TREND_DAYS; i++) {
    weightSum += weight[i];
    weightedSum += weightedScore[i];
    if (weightSum > 0) {
      points.push({
        date: new Date((first + i) * DAY_MS).toISOString().slice(0, 10),
        score: Math.round((10 * weightedSum) / weightSum) / 10,
      });
    }
  }
  return points;
}
