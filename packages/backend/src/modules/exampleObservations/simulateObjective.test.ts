import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Objective } from '@handoff/backstage-plugin-data-products-common';
import { parse } from 'yaml';
import { scenarioSchema, Trouble, troublesOf } from './Scenario';
import { simulateObjective } from './simulateObjective';

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
const NOW = Date.parse('2026-11-21T12:00:00.000Z');

const fresh: Objective = {
  name: 'fresh',
  indicator: 'freshness',
  comparator: 'at-most',
  target: 6 * 3600,
  unit: 'seconds',
  goal: 0.99,
  window: 'P30D',
  severity: 'high',
  promise: 'fresh within 6 h',
  source: 'spec',
};

function simulate(
  objective: Partial<Objective>,
  troubles: Trouble[] = [],
  after = NOW - 60 * DAY_MS,
  upTo = NOW,
) {
  return [
    ...simulateObjective({
      entityRef: 'dataproduct:default/a',
      objective: { ...fresh, ...objective },
      troubles,
      seed: 1,
      after,
      upTo,
    }),
  ];
}

describe('simulateObjective', () => {
  it('says the same of a time, whichever part is asked for', () => {
    const whole = simulate({});
    expect(whole.length).toBeGreaterThan(900);
    const middle = NOW - 17 * DAY_MS - 12345;
    expect([
      ...simulate({}, [], NOW - 60 * DAY_MS, middle),
      ...simulate({}, [], middle, NOW),
    ]).toEqual(whole);
  });

  it('keeps every kind of promise while nothing goes wrong', () => {
    const broken = (objective: Partial<Objective>) =>
      simulate(objective).filter(({ value }) => {
        const { comparator, target } = { ...fresh, ...objective };
        if (Array.isArray(target)) {
          return Number(value) < target[0] || Number(value) > target[1];
        }
        if (comparator === 'equals') {
          return value !== target;
        }
        return comparator === 'at-least'
          ? Number(value) < Number(target)
          : Number(value) > Number(target);
      }).length;
    expect(broken({})).toBe(0);
    const ratio = { unit: 'ratio', indicator: 'completeness' } as const;
    const count = { unit: 'count', indicator: 'volume' } as const;
    expect(broken({ ...ratio, comparator: 'at-least', target: 0.98 })).toBe(0);
    expect(broken({ ...ratio, comparator: 'at-most', target: 0.002 })).toBe(0);
    expect(broken({ ...count, comparator: 'at-least', target: 9000 })).toBe(0);
    expect(broken({ ...count, comparator: 'between', target: [10, 30] })).toBe(
      0,
    );
    expect(broken({ ...count, comparator: 'equals', target: 0 })).toBe(0);
    expect(
      broken({ indicator: 'retention', comparator: 'at-least', target: 9e7 }),
    ).toBe(0);
  });

  it('lets go wrong what is said to', () => {
    const from = NOW - DAY_MS;
    const trouble = (what: Trouble['what'], by = 1): Trouble[] => [
      { what, from, to: Infinity, by },
    ];
    const last = (objective: Partial<Objective>, troubles: Trouble[]) =>
      Number(simulate(objective, troubles, NOW - DAY_MS / 2).at(-1)!.value);
    expect(last({}, trouble('late'))).toBeGreaterThan(20 * 3600);
    expect(simulate({}, trouble('silent'), from)).toEqual([]);
    expect(
      last(
        {
          unit: 'ratio',
          indicator: 'validity',
          comparator: 'at-least',
          target: 0.98,
        },
        trouble('worse', 0.01),
      ),
    ).toBeLessThan(0.98);
    expect(
      last(
        {
          unit: 'count',
          indicator: 'volume',
          comparator: 'between',
          target: [10, 30],
        },
        trouble('fewer', 0.9),
      ),
    ).toBeLessThan(10);
  });
});

describe('the scenario of the example company', () => {
  const scenario = scenarioSchema.parse(
    parse(
      readFileSync(
        resolve(__dirname, '../../../../../examples/observations.yaml'),
        'utf8',
      ),
    ),
  );

  it('has a load that stands still for long enough to be broken, at any time of the day', () => {
    for (const time of ['00:01', '06:30', '23:59']) {
      const start = new Date(`2026-11-21T${time}:00.000Z`);
      const [late] = troublesOf(
        scenario,
        'dataproduct:default/customer-360',
        'fresh-by-morning',
        start,
      );
      // It comes every three hours, and is promised to be six hours old at most.
      expect(late.from).toBeLessThan(start.getTime() - 6 * HOUR_MS);
      expect(late.from).toBeGreaterThan(start.getTime() - 2 * DAY_MS);
    }
    expect(
      troublesOf(
        scenario,
        'dataproduct:default/shop-receipts',
        'anything',
        new Date(NOW),
      ),
    ).toHaveLength(1);
  });
});
