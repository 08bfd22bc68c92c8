import { Objective } from '@handoff/backstage-plugin-data-products-common';
import { PromisedObjective } from '@handoff/backstage-plugin-data-products-backend/src/sla/PromiseStore';
import { IncomingObservation } from '@handoff/backstage-plugin-data-products-backend/src/sla/ObservationStore';

export const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;

/** Who reports in all of the benchmark. */
export const SOURCE = 'airflow/daily_load';

/** A day before this one, so that all of it is of the past. */
export const START = Math.floor(Date.now() / DAY_MS) * DAY_MS - 40 * DAY_MS;

const COMMON = {
  goal: 0.99,
  window: 'P30D',
  cadence: 'PT1H',
  severity: 'medium',
  source: 'spec',
} as const;

/** Ten promises of a product: by age, by share, by count, and by uptime. */
export const OBJECTIVES: readonly Objective[] = [
  ...['customers', 'orders', 'invoices', 'payments'].map(
    (element): Objective => ({
      ...COMMON,
      name: `fresh-${element}`,
      indicator: 'freshness',
      element,
      comparator: 'at-most',
      target: 21_600,
      unit: 'seconds',
      promise: `${element} fresh within 6 h, 99 % of the time over 30 days`,
    }),
  ),
  ...(['completeness', 'uniqueness', 'validity', 'accuracy'] as const).map(
    (indicator): Objective => ({
      ...COMMON,
      name: indicator,
      indicator,
      element: 'customers.email',
      comparator: 'at-least',
      target: 0.98,
      unit: 'ratio',
      promise: `${indicator} at least 98 %, in 99 % of observations over 30 days`,
    }),
  ),
  {
    ...COMMON,
    name: 'rows',
    indicator: 'volume',
    element: 'orders',
    comparator: 'at-least',
    target: 1000,
    unit: 'count',
    countUnit: 'rows',
    promise: 'at least 1,000 rows, in 99 % of observations over 30 days',
  },
  {
    ...COMMON,
    name: 'available',
    indicator: 'availability',
    comparator: 'at-least',
    target: 1,
    unit: 'ratio',
    promise: 'available 99 % of the time over 30 days',
  },
];

/**
 * A value in target, another one each hour; with `spread`, one in a hundred is
 * not.
 */
export function valueOf(
  { unit, indicator }: Objective,
  index: number,
  spread = false,
): number {
  const misses = spread && index % 100 === 41;
  if (unit === 'seconds') {
    return misses ? 30_000 : 600 + (index % 50);
  }
  if (unit === 'count') {
    return misses ? 10 : 180_000 + (index % 977);
  }
  if (indicator === 'availability') {
    return misses ? 0 : 1;
  }
  return misses ? 0.5 : 0.99 + (index % 100) / 10_000;
}

/** An observation as it comes to the store. */
export function incoming(
  { objectiveId, objective }: PromisedObjective,
  at: number,
  options: { item: number; index: number; spread?: boolean },
): IncomingObservation {
  return {
    objectiveId,
    objective: objective.name,
    item: options.item,
    observation: {
      at,
      value: valueOf(objective, options.index, options.spread),
      source: SOURCE,
    },
  };
}
