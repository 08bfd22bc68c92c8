import { DateTime, Duration } from 'luxon';
import { Objective } from '../Objective';

/** One observation of the final series. */
export interface Seen {
  id: string;
  /** Epoch ms. */
  at: number;
  /** Of what ages: epoch ms of the newest data. Of the rest: whether it keeps. */
  seen: number | boolean | undefined;
}

/** What a simple evaluation of a whole series finds. */
export interface Found {
  state: string;
  unknownCause: string | undefined;
  inTarget: boolean | undefined;
  since: number | undefined;
  good: number;
  bad: number;
  total: number;
}

const HOUR = 3_600_000;

/**
 * Evaluates an objective over a whole series, slowly and by the definitions:
 * no buckets, no carry, every instant looked up from the start.
 */
export function bruteForce(
  objective: Objective,
  series: readonly Seen[],
  now: number,
): Found {
  const sorted = [...series].sort(
    (first, second) => first.at - second.at || (first.id < second.id ? -1 : 1),
  );
  const last = sorted[sorted.length - 1];
  if (!last) {
    return {
      state: 'unknown',
      unknownCause: 'never-observed',
      inTarget: undefined,
      since: undefined,
      good: 0,
      bad: 0,
      total: 0,
    };
  }
  const at = Math.max(now, last.at);
  if (objective.indicator === 'availability' && objective.goal === 1) {
    // An availability is a share of time by itself.
    return byTime({ ...objective, goal: Number(objective.target) }, sorted, at);
  }
  return isByEvents(objective)
    ? byEvents(objective, sorted, at)
    : byTime(objective, sorted, at);
}

type Judged = Omit<Found, 'state' | 'unknownCause'>;

function standing(
  objective: Objective,
  judged: Judged,
  at: number,
  series: Seen[],
  isAged: boolean,
): Found {
  const state = stateOf(objective, judged, at, series, isAged);
  const last = series[series.length - 1];
  let unknownCause: string | undefined;
  if (state === 'unknown') {
    unknownCause = isByEvents(objective) ? 'no-window' : 'silent';
    if (objective.indicator === 'freshness' || last.seen === undefined) {
      unknownCause = 'not-measured';
    }
    if (
      objective.indicator !== 'freshness' &&
      at - last.at > silenceOf(objective)
    ) {
      unknownCause = 'silent';
    }
  }
  return { ...judged, state, unknownCause };
}

function isByEvents({ indicator }: Objective): boolean {
  return indicator === 'completeness' || indicator === 'delivery-time';
}

function byTime(objective: Objective, series: Seen[], at: number): Found {
  const from = windowStart(objective, at);
  let good = 0;
  let bad = 0;
  let since: number | undefined;
  let previous: boolean | undefined;
  const edges = series.flatMap(({ at: time, seen }) => [
    time,
    time + holdOf(objective),
    typeof seen === 'number' ? seen + ageOf(objective) : time,
  ]);
  const points = [...new Set([...edges, from, at])]
    .filter(time => time >= series[0].at && time <= at)
    .sort((first, second) => first - second);
  points.forEach((start, index) => {
    const end = points[index + 1] ?? start + 1;
    const kept = keptAt(objective, series, (start + end) / 2);
    if (end <= at && start >= from) {
      good += kept === true ? end - start : 0;
      bad += kept === false ? end - start : 0;
    }
    // At the instant itself it may be kept, and out of target right after.
    for (const time of [start, (start + end) / 2]) {
      const run = keptAt(objective, series, time);
      if (run !== undefined && run !== previous && time <= at) {
        since = start;
        previous = run;
      }
    }
  });
  if (objective.indicator !== 'freshness') {
    since = runSince(series);
  }
  const inTarget = keptAt(objective, series, at);
  const total = Math.round(
    (1 - objective.goal) *
      Duration.fromISO(objective.window).as('milliseconds'),
  );
  const found = { inTarget, since, good, bad, total };
  const isAged =
    objective.indicator === 'freshness' &&
    inTarget === true &&
    at - newestUntil(series, at)! >= Math.ceil(ageOf(objective) * 0.8);
  return standing(objective, found, at, series, isAged);
}

function byEvents(objective: Objective, series: Seen[], at: number): Found {
  const from = windowStart(objective, at);
  const measured = series.filter(({ seen }) => seen !== undefined);
  const within = measured.filter(({ at: time }) => time >= from);
  const good = within.filter(({ seen }) => seen === true).length;
  const bad = within.length - good;
  const last = series[series.length - 1];
  const isKnown =
    at - last.at <= silenceOf(objective) &&
    last.seen !== undefined &&
    within.length > 0;
  const cadence = objective.cadence && msOf(objective.cadence);
  const expected = cadence ? Math.floor(msOf(objective.window) / cadence) : 0;
  const count = Math.max(within.length, expected);
  const share = Number(((1 - objective.goal) * count).toFixed(6));
  const isLow = count < 100 || Number(cadence) >= 24 * HOUR;
  const found = {
    inTarget: isKnown ? last.seen === true : undefined,
    since: runSince(series),
    good,
    bad,
    total: isLow ? Math.floor(share) : share,
  };
  return standing(objective, found, at, series, false);
}

function stateOf(
  objective: Objective,
  { inTarget, bad, total }: Judged,
  at: number,
  series: Seen[],
  isAged: boolean,
): string {
  if (inTarget === false || (objective.goal < 1 && bad > total)) {
    return 'broken';
  }
  if (inTarget === undefined) {
    return 'unknown';
  }
  const isUsed = bad > 0 && bad >= 0.75 * total;
  return isUsed || isAged || isBurning(objective, series, at)
    ? 'at-risk'
    : 'kept';
}

function isBurning(objective: Objective, series: Seen[], at: number): boolean {
  const isTimed = !isByEvents(objective);
  const cadence = objective.cadence ? msOf(objective.cadence) : 0;
  const window = msOf(objective.window);
  const inWindow = shareOf(objective, series, windowStart(objective, at), at);
  const expected = cadence ? Math.floor(window / cadence) : 0;
  if (
    objective.goal === 1 ||
    cadence >= 24 * HOUR ||
    (!isTimed && Math.max(inWindow.count, expected) < 100)
  ) {
    return false;
  }
  const burn = (hours: number) => {
    const from = Math.floor(at / HOUR) * HOUR - hours * HOUR;
    const length = (hours + 1) * HOUR;
    const { count, bad } = shareOf(objective, series, from, at);
    const whole = isTimed
      ? length
      : Math.max(count, cadence ? length / cadence : 0);
    return whole ? Number((bad / whole / (1 - objective.goal)).toFixed(6)) : 0;
  };
  return (
    [
      [1, 1, 0.02],
      [6, 1, 0.05],
      [72, 6, 0.1],
    ] as const
  ).some(([long, short, part]) => {
    const limit = Math.max((part * window) / (long * HOUR), 1);
    return long * HOUR < window && burn(long) >= limit && burn(short) >= limit;
  });
}

function shareOf(
  objective: Objective,
  series: Seen[],
  from: number,
  at: number,
): { count: number; bad: number } {
  if (isByEvents(objective)) {
    const within = series.filter(
      ({ at: time, seen }) => time >= from && seen !== undefined,
    );
    return {
      count: within.length,
      bad: within.filter(({ seen }) => !seen).length,
    };
  }
  const points = series
    .flatMap(({ at: time, seen }) => [
      time,
      time + holdOf(objective),
      typeof seen === 'number' ? seen + ageOf(objective) : time,
    ])
    .concat(from, at)
    .filter(time => time >= from && time <= at && time >= series[0].at)
    .sort((first, second) => first - second);
  let bad = 0;
  points.slice(1).forEach((end, index) => {
    const start = points[index];
    if (keptAt(objective, series, (start + end) / 2) === false) {
      bad += end - start;
    }
  });
  return { count: at - from, bad };
}

/** Whether the target is met at an instant, by nothing but what was seen until then. */
function keptAt(
  objective: Objective,
  series: Seen[],
  time: number,
): boolean | undefined {
  if (objective.indicator === 'freshness') {
    const newest = newestUntil(series, time);
    return newest === undefined ? undefined : time - newest <= ageOf(objective);
  }
  const last = series.filter(({ at }) => at <= time).pop();
  return last?.seen !== undefined && time - last.at <= holdOf(objective)
    ? last.seen === true
    : undefined;
}

function newestUntil(series: Seen[], time: number): number | undefined {
  const newest = series.flatMap(({ at, seen }) =>
    at <= time && typeof seen === 'number' ? [seen] : [],
  );
  return newest.length ? Math.max(...newest) : undefined;
}

/**
 * Since when what was measured last was measured without a break. One that
 * says otherwise breaks it, also when it is of the same instant as the next.
 */
function runSince(series: Seen[]): number | undefined {
  let since: number | undefined;
  let previous: unknown;
  for (const { seen, at } of series) {
    if (seen !== undefined && seen !== previous) {
      since = at;
      previous = seen;
    }
  }
  return since;
}

function windowStart({ window }: Objective, at: number): number {
  const start = DateTime.fromMillis(at, { zone: 'utc' }).minus(
    Duration.fromISO(window),
  );
  return start.startOf('hour').toMillis();
}

function ageOf({ target }: Objective): number {
  return Number(target) * 1_000;
}

function silenceOf({ cadence }: Objective): number {
  return cadence
    ? msOf(cadence) + Math.min(msOf(cadence) / 2, 6 * HOUR)
    : Infinity;
}

function holdOf(objective: Objective): number {
  return objective.cadence ? silenceOf(objective) : 24 * HOUR;
}

function msOf(duration: string): number {
  return Duration.fromISO(duration).as('milliseconds');
}
