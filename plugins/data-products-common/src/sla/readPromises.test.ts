import { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { readContract } from '../contract';
import { Objective } from './Objective';
import { readPromises } from './readPromises';

function product(spec: object): Entity {
  return {
    apiVersion: 'handoff/v1alpha1',
    kind: 'DataProduct',
    metadata: { name: 'orders' },
    spec: spec as Entity['spec'],
  };
}

function promisesOf(spec: object, contract?: object) {
  return readPromises(
    product({ ...spec, contract }),
    contract && readContract(contract),
  );
}

function contractWith(parts: object): object {
  return {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: 'c',
    version: '1.0.0',
    status: 'active',
    ...parts,
  };
}

function withSla(...slaProperties: object[]) {
  return promisesOf({}, contractWith({ slaProperties }));
}

function withRule(rule: object): Objective[] {
  return promisesOf(
    {},
    contractWith({ schema: [{ name: 'orders', quality: [rule] }] }),
  ).objectives;
}

describe('readPromises', () => {
  it('is empty for an entity that promises nothing', () => {
    const nothing = { objectives: [], datedTerms: [], problems: [] };
    expect(promisesOf({})).toEqual(nothing);
    const { spec, ...bare } = product({});
    expect(readPromises(bare, undefined)).toEqual(nothing);
  });

  describe("of an entity's own fields", () => {
    it('reads objectives, response times and renewal', () => {
      const { objectives, datedTerms, problems } = promisesOf({
        criticality: 'high',
        objectives: [
          {
            name: 'fresh-by-morning',
            indicator: 'freshness',
            target: 'PT6H',
            goal: 0.99,
            window: 'P30D',
            severity: 'critical',
            cadence: 'PT1H',
          },
          {
            name: 'emails-complete',
            indicator: 'completeness',
            element: 'customers.email',
            target: 0.98,
            goal: 0.95,
            window: 'P7D',
          },
        ],
        responseTimes: { acknowledge: 'PT30M', restore: 'PT4H' },
        renewal: '2027-01-31',
      });
      expect(problems).toEqual([]);
      expect(objectives).toEqual([
        {
          name: 'fresh-by-morning',
          indicator: 'freshness',
          comparator: 'at-most',
          target: 21_600,
          unit: 'seconds',
          goal: 0.99,
          window: 'P30D',
          cadence: 'PT1H',
          severity: 'critical',
          promise: 'fresh within 6 h, 99 % of the time over 30 days',
          source: 'spec',
        },
        {
          name: 'emails-complete',
          indicator: 'completeness',
          element: 'customers.email',
          comparator: 'at-least',
          target: 0.98,
          unit: 'ratio',
          goal: 0.95,
          window: 'P7D',
          severity: 'high',
          promise:
            'at least 98 % complete (customers.email), 95 % of the time over 7 days',
          source: 'spec',
        },
        expect.objectContaining({
          name: 'response-time',
          indicator: 'response-time',
          target: 1_800,
          promise: 'incidents answered within 30 min, always',
        }),
        expect.objectContaining({
          name: 'restore-time',
          indicator: 'restore-time',
          target: 14_400,
          promise: 'service restored within 4 h, always',
        }),
      ]);
      expect(datedTerms).toEqual([
        { term: 'renewal', at: '2027-01-31', source: 'spec' },
      ]);
    });

    it.each<[object, Partial<Objective>]>([
      [{ indicator: 'latency', target: 90, unit: 'min' }, { target: 5_400 }],
      [{ indicator: 'latency', target: '15 min' }, { target: 900 }],
      [
        { indicator: 'retention', target: 'P2Y' },
        { comparator: 'at-least', promise: 'kept for at least 2 y, always' },
      ],
      [{ indicator: 'availability', target: '99.9 %' }, { target: 0.999 }],
      [
        { indicator: 'validity', target: 98, unit: 'percent' },
        { target: 0.98 },
      ],
      [
        { indicator: 'validity', target: 5, unit: 'rows' },
        {
          unit: 'count',
          comparator: 'at-most',
          promise: 'at most 5 invalid values, always',
        },
      ],
      [
        { indicator: 'throughput', target: 2000, unit: 'rows/s' },
        { promise: 'throughput at least 2,000 rows/s, always' },
      ],
      [
        { indicator: 'delivery-time', target: '7:30+01:00' },
        {
          target: '07:30+01:00',
          unit: 'time-of-day',
          promise: 'delivered by 07:30 UTC+01:00, always',
        },
      ],
      [
        { indicator: 'delivery-time', target: '07:30' },
        { target: '07:30+00:00' },
      ],
      [
        { indicator: 'delivery-time', target: '7:30 Europe/Berlin' },
        {
          target: '07:30 Europe/Berlin',
          promise: 'delivered by 07:30 Europe/Berlin, always',
        },
      ],
      [
        { indicator: 'volume', target: 10, unit: 'rows', driver: 'regulatory' },
        { countUnit: 'rows', driver: 'regulatory' },
      ],
    ])('understands %j', (objective, expected) => {
      const { objectives, problems } = promisesOf({
        objectives: [{ name: 'x', ...objective }],
      });
      expect(problems).toEqual([]);
      expect(objectives).toEqual([expect.objectContaining(expected)]);
    });

    it.each<[object, string, RegExp]>([
      [
        { indicator: 'freshnes', target: 'PT1H' },
        '/indicator',
        /did you mean freshness\?/,
      ],
      [
        { indicator: 'freshness', target: 6 },
        '/target',
        /6 has no unit: give one of s, min, h/,
      ],
      [
        { indicator: 'freshness', target: 1, unit: 'fortnight' },
        '/unit',
        /"fortnight" is not a unit of time/,
      ],
      [
        { indicator: 'completeness', target: 98 },
        '/target',
        /a share such as 0.98, or a number with unit: percent/,
      ],
      [{ indicator: 'completeness' }, '', /but is nothing/],
      [
        { indicator: 'delivery-time', target: '25:00' },
        '/target',
        /a time of day/,
      ],
      [
        { indicator: 'delivery-time', target: '09:00 Europe/Berlim' },
        '/target',
        /or 09:00 Europe\/Berlin, but is/,
      ],
      [
        { indicator: 'accuracy', target: 1, goal: 99 },
        '/goal',
        /above 0 and up to 1/,
      ],
      [
        { indicator: 'accuracy', target: 1, window: '30 days' },
        '/window',
        /ISO 8601 duration such as P30D/,
      ],
    ])('says what is wrong with %j', (objective, field, message) => {
      const { problems } = promisesOf({
        objectives: [{ name: 'x', ...objective }],
      });
      expect(problems).toEqual([
        {
          pointer: `/spec/objectives/0${field}`,
          message: expect.stringMatching(message),
        },
      ]);
    });
  });

  describe("of a contract's SLA properties", () => {
    it.each<[object, Partial<Objective>]>([
      [
        { property: 'latency', value: 4, unit: 'd', element: 'tab.col' },
        {
          name: 'latency-tab-col',
          indicator: 'latency',
          target: 345_600,
          promise: 'processed within 4 d (tab.col), always',
        },
      ],
      [
        { property: 'Freshness', value: '6', unit: 'hours' },
        { name: 'freshness', indicator: 'freshness', target: 21_600 },
      ],
      [{ property: 'ly', value: 'PT1H' }, { indicator: 'latency' }],
      [
        { property: 'retention', value: 3, unit: 'y' },
        { comparator: 'at-least', target: 94_608_000 },
      ],
      [{ property: 'availability', value: 99.9 }, { target: 0.999 }],
      [
        { property: 'availability', value: '99.95%' },
        { target: 0.9995, promise: 'at least 99.95 % available, always' },
      ],
      [
        { property: 'throughput', value: 500, unit: 'rows/s' },
        { comparator: 'at-least', target: 500, unit: 'count' },
      ],
      [
        { property: 'errorRate', value: 0.1, unit: 'percent' },
        { indicator: 'accuracy', comparator: 'at-least', target: 0.999 },
      ],
      [
        { property: 'errorRate', value: 5, unit: 'rows' },
        { comparator: 'at-most', promise: 'at most 5 wrong values, always' },
      ],
      [
        { property: 'timeToDetect', value: 1, unit: 'h' },
        {
          name: 'time-to-detect',
          indicator: 'response-time',
          promise: 'incidents detected within 1 h, always',
        },
      ],
      [
        { property: 'timeToRepair', value: 1, unit: 'd' },
        { indicator: 'restore-time', target: 86_400 },
      ],
      [
        { property: 'timeOfAvailability', value: '09:00-08:00' },
        {
          indicator: 'delivery-time',
          target: '09:00-08:00',
          promise: 'delivered by 09:00 UTC−08:00, always',
        },
      ],
      [
        { property: 'schemaConformance', value: 1 },
        { indicator: 'schema-conformance', target: 1 },
      ],
      [
        { property: 'frequency', value: 1, unit: 'd' },
        {
          indicator: 'delivery-time',
          target: 86_400,
          unit: 'seconds',
          cadence: 'P1D',
          promise: 'delivered every 1 d, always',
        },
      ],
      [
        { id: 'main_age', property: 'latency', value: 1, unit: 'h' },
        { name: 'main-age' },
      ],
    ])('understands %j', (property, expected) => {
      const { objectives, problems } = withSla(property);
      expect(problems).toEqual([]);
      expect(objectives).toEqual([
        expect.objectContaining({ ...expected, source: 'contract-sla' }),
      ]);
    });

    it('takes a frequency as the cadence of the same element', () => {
      const { objectives } = withSla(
        { property: 'frequency', value: 1, unit: 'h', element: 'a.t' },
        { property: 'latency', value: 4, unit: 'h', element: 'a.t' },
        { property: 'latency', value: 5, unit: 'h', element: 'b.t' },
        { property: 'timeOfAvailability', value: '09:00Z', element: 'a.t' },
      );
      expect(objectives.map(({ name, cadence }) => [name, cadence])).toEqual([
        ['latency-a-t', 'PT1H'],
        ['latency-b-t', undefined],
        ['time-of-availability-a-t', 'PT1H'],
      ]);
    });

    it('reads dates as terms', () => {
      const { objectives, datedTerms } = withSla(
        { property: 'ga', value: '2022-05-12T09:30:10-08:00' },
        { property: 'endOfSupport', value: new Date('2032-05-12T00:00:00Z') },
        { property: 'EndOfLife', value: '2042-05-12', description: 'Archived' },
      );
      expect(objectives).toEqual([]);
      expect(datedTerms).toEqual([
        expect.objectContaining({
          term: 'general-availability',
          at: '2022-05-12T09:30:10-08:00',
        }),
        expect.objectContaining({ term: 'end-of-support', at: '2032-05-12' }),
        expect.objectContaining({
          term: 'end-of-life',
          at: '2042-05-12',
          description: 'Archived',
        }),
      ]);
    });

    it('tells promises of one kind apart by driver, then by number', () => {
      const time = (value: string, driver?: string) => ({
        property: 'timeOfAvailability',
        value,
        driver,
      });
      const { objectives } = withSla(
        time('09:00Z', 'regulatory'),
        time('08:00Z', 'analytics'),
        time('07:00Z', 'analytics'),
        time('06:00Z'),
      );
      expect(objectives.map(({ name }) => name)).toEqual([
        'time-of-availability',
        'time-of-availability-analytics',
        'time-of-availability-analytics-2',
        'time-of-availability-2',
      ]);
    });

    it.each<[object, string, RegExp]>([
      [
        { property: 'latency', value: 1, unit: 'fortnight' },
        '/unit',
        /"fortnight" is not a unit of time: use one of/,
      ],
      [{ property: 'latency', value: 1 }, '/value', /1 has no unit/],
      [{ property: 'latency', value: 'soon' }, '/value', /but is "soon"/],
      [{ property: 'endOfLife', value: 'never' }, '/value', /ISO 8601 date/],
      [{ property: 'frequency', value: 0, unit: 'd' }, '/value', /more than 0/],
      [
        { property: 'friendliness', value: 3 },
        '/property',
        /cannot be measured|is not a property that can be measured/,
      ],
    ])('says what it cannot understand of %j', (property, field, message) => {
      expect(withSla(property).problems).toEqual([
        {
          pointer: `/spec/contract/slaProperties/0${field}`,
          message: expect.stringMatching(message),
        },
      ]);
    });
  });

  describe("of a contract's quality rules", () => {
    it.each<[object, Partial<Objective>]>([
      [
        { metric: 'nullValues', mustBe: 0 },
        {
          name: 'null-values-orders',
          indicator: 'completeness',
          comparator: 'at-most',
          target: 0,
          unit: 'count',
          promise: 'no missing values (orders), always',
        },
      ],
      [
        { metric: 'nullValues', mustBeLessThan: 2, unit: 'percent' },
        { comparator: 'at-least', target: 0.98, unit: 'ratio' },
      ],
      [
        { metric: 'missingValues', mustBe: 0, unit: 'percent' },
        {
          comparator: 'at-least',
          target: 1,
          promise: '100 % complete (orders), always',
        },
      ],
      [
        { metric: 'invalidValues', mustBeLessThan: 5, unit: 'rows' },
        { indicator: 'validity', comparator: 'at-most', target: 4 },
      ],
      [
        { metric: 'invalidValues', mustBeBetween: [1, 5], unit: 'percent' },
        {
          comparator: 'between',
          target: [0.95, 0.99],
          promise: 'between 95 % and 99 % valid (orders), always',
        },
      ],
      [
        { rule: 'duplicateCount', mustBeLessOrEqualTo: 10 },
        { indicator: 'uniqueness', comparator: 'at-most', target: 10 },
      ],
      [
        { metric: 'rowCount', mustBeGreaterThan: 1000000 },
        {
          indicator: 'volume',
          comparator: 'at-least',
          target: 1_000_001,
          promise: 'volume at least 1,000,001 rows (orders), always',
        },
      ],
      [
        { metric: 'rowCount', mustBeBetween: [100, 120] },
        {
          comparator: 'between',
          target: [100, 120],
          promise: 'volume between 100 and 120 rows (orders), always',
        },
      ],
      [
        {
          type: 'sql',
          name: 'Paid orders add up',
          query: 'select 1',
          mustBe: 0,
          dimension: 'accuracy',
          severity: 'error',
        },
        {
          name: 'paid-orders-add-up',
          indicator: 'accuracy',
          comparator: 'equals',
          target: 0,
          severity: 'high',
          promise: 'its own check yields exactly 0 (orders), always',
        },
      ],
      [
        { rule: 'validValues', mustBeGreaterThan: 5 },
        {
          indicator: 'validity',
          promise: 'validValues yields at least 5 (orders), always',
        },
      ],
      [
        { type: 'sql', query: 'select true', mustBe: true },
        { indicator: 'validity', comparator: 'equals', target: 1 },
      ],
      [
        {
          type: 'sql',
          query: 'select age',
          mustBeLessThan: 2,
          unit: 'h',
          dimension: 'timeliness',
        },
        { indicator: 'freshness', target: 7_200, unit: 'seconds' },
      ],
    ])('promises %j', (rule, expected) => {
      expect(withRule(rule)).toEqual([
        expect.objectContaining({
          element: 'orders',
          source: 'contract-quality',
          ...expected,
        }),
      ]);
    });

    it('promises nothing where a rule has no threshold', () => {
      expect(withRule({ type: 'text', description: 'Verified.' })).toEqual([]);
    });

    it('says which thresholds are no objective', () => {
      const { objectives, problems } = promisesOf(
        {},
        contractWith({
          schema: [
            {
              name: 'orders',
              quality: [
                { metric: 'rowCount', mustNotBe: 0 },
                { metric: 'rowCount', mustNotBeBetween: [1, 2] },
                { type: 'sql', query: 'select x', mustBe: 'ok' },
              ],
            },
          ],
        }),
      );
      expect(objectives).toEqual([]);
      expect(problems.map(({ pointer }) => pointer)).toEqual([
        '/spec/contract/schema/0/quality/0',
        '/spec/contract/schema/0/quality/1',
        '/spec/contract/schema/0/quality/2',
      ]);
    });
  });

  it("lets an entity's own name stand when the contract has the same", () => {
    const { objectives } = promisesOf(
      { objectives: [{ name: 'age', indicator: 'latency', target: 'PT1H' }] },
      contractWith({
        slaProperties: [
          { id: 'age', property: 'latency', value: 2, unit: 'h' },
        ],
      }),
    );
    expect(objectives.map(({ name, source }) => [name, source])).toEqual([
      ['age', 'spec'],
      ['age-2', 'contract-sla'],
    ]);
  });

  it('gives every objective its own name, in words, whatever is declared', () => {
    const entry = fc.record(
      {
        id: fc.constantFrom('a', 'b', ''),
        property: fc.constantFrom('latency', 'errorRate', 'frequency', 'x'),
        value: fc.oneof(fc.double(), fc.string(), fc.integer()),
        unit: fc.constantFrom('d', 'percent', 'rows', 'fortnight'),
        element: fc.constantFrom('a.b', 'a.c'),
        driver: fc.constantFrom('regulatory', 'analytics'),
      },
      { requiredKeys: [] },
    );
    const objective = fc.record(
      {
        name: fc.constantFrom('a', 'b', 'latency'),
        indicator: fc.constantFrom('latency', 'validity', 'volume', 'x'),
        target: fc.oneof(fc.double(), fc.string(), fc.constant('PT1H')),
        goal: fc.double(),
        window: fc.constantFrom('P30D', 'P', ''),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.array(objective),
        fc.array(entry),
        (objectives, slaProperties) => {
          const promises = promisesOf(
            { objectives },
            contractWith({ slaProperties }),
          );
          const names = promises.objectives.map(({ name }) => name);
          expect(new Set(names).size).toBe(names.length);
          for (const { name, promise, goal } of promises.objectives) {
            expect(name).not.toBe('');
            expect(promise).not.toMatch(/undefined|NaN|Infinity/);
            expect(goal > 0 && goal <= 1).toBe(true);
          }
        },
      ),
    );
  });

  const folder = resolve(__dirname, '../../../../../shared/data/odcs');
  if (existsSync(folder)) {
    it.each(readdirSync(folder))('understands every promise of %s', file => {
      const contract = parse(readFileSync(resolve(folder, file), 'utf8'));
      const { problems } = promisesOf({}, contract);
      expect(problems).toEqual([]);
    });
  } else {
    // eslint-disable-next-line no-console
    console.info(`The published ODCS examples were not read: no ${folder}`);
  }
});
