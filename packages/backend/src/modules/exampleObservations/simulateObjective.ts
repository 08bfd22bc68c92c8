import { createHash } from 'node:crypto';
import {
  Objective,
  ObservationInput,
  parseDuration,
} from '@handoff/backstage-plugin-data-products-common';
import { SeededRandom } from '../scaleGenerator/SeededRandom';
import { Trouble } from './Scenario';

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How often what ages is looked at, at most and at least. */
const LOOK_MIN_MS = HOUR_MS;
const LOOK_MAX_MS = DAY_MS;

/** Weekends are quieter. */
const BY_WEEKDAY = [0.72, 1, 0.98, 1.01, 1.03, 1.06, 0.85];

/**
 * Observations of one objective between two times. The same seed gives the
 * same values at the same times, whichever part of it is asked for.
 */
export function* simulateObjective(options: {
  entityRef: string;
  objective: Objective;
  troubles: readonly Trouble[];
  seed: number;
  /** Milliseconds since 1970; excluded. */
  after: number;
  /** Included. */
  upTo: number;
}): Generator<ObservationInput> {
  const { entityRef, objective, troubles, after, upTo } = options;
  const every = cadenceOf(objective);
  const key = `${options.seed} ${entityRef} ${objective.name}`;
  const offset = Math.floor(chanceOf(key).next() * Math.min(every, HOUR_MS));
  for (
    let time = Math.ceil((after - offset + 1) / every) * every + offset;
    time <= upTo;
    time += every
  ) {
    const random = chanceOf(`${key} ${time}`);
    const trouble = troubles.find(({ from, to }) => time >= from && time < to);
    // Now and then a report is lost; of what ages, that would break a promise.
    if (
      trouble?.what === 'silent' ||
      (objective.indicator !== 'freshness' && random.chance(0.004))
    ) {
      continue;
    }
    const value =
      objective.indicator === 'freshness'
        ? ageAt(objective, time, key, trouble)
        : valueOf(objective, time, every, random, trouble);
    if (value !== undefined) {
      yield {
        entityRef,
        objective: objective.name,
        value,
        observedAt: new Date(time).toISOString(),
        source: sourceOf(objective),
      };
    }
  }
}

/** How often an objective is observed, in milliseconds. */
function cadenceOf(objective: Objective): number {
  const declared = objective.cadence && parseDuration(objective.cadence);
  const clamp = (ms: number) =>
    Math.min(LOOK_MAX_MS, Math.max(LOOK_MIN_MS, ms));
  if (objective.indicator === 'freshness') {
    // Often enough that data does not grow too old between two looks.
    const aQuarter = (Number(objective.target) * 1000) / 4;
    return Math.min(LOOK_MAX_MS, Math.max(5 * MINUTE_MS, aQuarter));
  }
  if (declared) {
    return Math.min(LOOK_MAX_MS, Math.max(5 * MINUTE_MS, declared * 1000));
  }
  switch (objective.indicator) {
    case 'latency':
      return clamp((Number(objective.target) * 1000) / 4);
    case 'availability':
    case 'throughput':
      return HOUR_MS;
    case 'response-time':
    case 'restore-time':
      return 3 * DAY_MS;
    default:
      return DAY_MS;
  }
}

function valueOf(
  objective: Objective,
  time: number,
  every: number,
  random: SeededRandom,
  trouble: Trouble | undefined,
): number | string | undefined {
  const { comparator, target, unit } = objective;
  if (unit === 'time-of-day') {
    return deliveryAt(String(target), time, random, trouble);
  }
  const worse = trouble?.what === 'worse' ? trouble.by : 0;
  if (Array.isArray(target)) {
    const [low, high] = target;
    const usual =
      (low + (high - low) * 0.55) * BY_WEEKDAY[new Date(time).getUTCDay()];
    return Math.round(
      within(usual * spread(random), low, high) * less(trouble),
    );
  }
  const number = Number(target);
  if (unit === 'ratio') {
    const better = comparator === 'at-least' ? 1 - number : number;
    const margin = better * (0.25 + random.next() * 0.6);
    return comparator === 'at-least'
      ? clampRatio(number + margin - worse - (worse && margin))
      : clampRatio(Math.max(0, number - margin) + worse + (worse && margin));
  }
  if (unit === 'count') {
    if (comparator === 'at-least') {
      const usual = number * 1.2 * BY_WEEKDAY[new Date(time).getUTCDay()];
      return Math.round(
        Math.max(number * 1.05, usual) * spread(random) * less(trouble),
      );
    }
    return comparator === 'equals'
      ? number + Math.ceil(worse)
      : Math.round(number * random.next() * 0.8) + Math.ceil(worse);
  }
  if (comparator === 'at-least') {
    return Math.round(number * (1.02 + random.next() * 0.1));
  }
  // Something happens only now and then that has to be answered or restored.
  if (every > DAY_MS && !random.chance(0.4)) {
    return undefined;
  }
  return round(number * (0.2 + random.next() ** 2 * 0.7) + worse);
}

/** How old data is: it is loaded twice in the time that is promised. */
function ageAt(
  { target }: Objective,
  time: number,
  key: string,
  trouble: Trouble | undefined,
): number {
  const every = (Number(target) * 1000) / 2;
  const last = trouble?.what === 'late' ? Math.min(time, trouble.from) : time;
  const load = Math.floor(last / every) * every;
  // A load takes a while, never the same.
  const takes = every * (0.05 + chanceOf(`${key} load ${load}`).next() * 0.2);
  const loaded = load + takes <= last ? load : load - every;
  return Math.round((time - loaded) / 1000);
}

/** A delivery on the day of `time`: before it was due, but for troubles. */
function deliveryAt(
  target: string,
  time: number,
  random: SeededRandom,
  trouble: Trouble | undefined,
): string | undefined {
  const [, hours, minutes, sign, offsetHours, offsetMinutes] =
    /^(\d\d):(\d\d)([+-])(\d\d):(\d\d)$/.exec(target) ?? [];
  if (!hours) {
    return undefined;
  }
  const offset =
    (sign === '-' ? -1 : 1) *
    (Number(offsetHours) * 60 + Number(offsetMinutes)) *
    MINUTE_MS;
  const midnight = Math.floor((time - DAY_MS) / DAY_MS) * DAY_MS;
  const due =
    midnight + (Number(hours) * 60 + Number(minutes)) * MINUTE_MS - offset;
  const early = (10 + random.next() * 70) * MINUTE_MS;
  const delivered = trouble?.what === 'late' ? due + early * 1.5 : due - early;
  return new Date(delivered).toISOString();
}

function sourceOf({ indicator, source }: Objective): string {
  if (source === 'contract-quality') {
    return 'dbt';
  }
  switch (indicator) {
    case 'freshness':
    case 'latency':
    case 'delivery-time':
      return 'airflow';
    case 'availability':
    case 'throughput':
      return 'monitoring';
    case 'response-time':
    case 'restore-time':
      return 'on-call';
    default:
      return 'dbt';
  }
}

function chanceOf(key: string): SeededRandom {
  return new SeededRandom(
    createHash('sha256').update(key).digest().readUInt32LE(0),
  );
}

function spread(random: SeededRandom): number {
  return 0.96 + random.next() * 0.08;
}

function less(trouble: Trouble | undefined): number {
  return trouble?.what === 'fewer' ? Math.max(0, 1 - trouble.by) : 1;
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function clampRatio(value: number): number {
  return Number(within(value, 0, 1).toFixed(5));
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
