import fc from 'fast-check';
import {
  completeTo98,
  freshWithinSixHours,
  promised,
} from '../__fixtures__/promised';
import { ObservationInput, observationInputSchema } from '../Observation';
import { readObservation } from './readObservation';

const NOW = Date.parse('2026-11-21T08:00:00Z');

const OBJECTIVES = [
  freshWithinSixHours({ name: 'fresh-by-morning' }),
  freshWithinSixHours({ name: 'fresh-for-all', target: 86_400 }),
  completeTo98({ name: 'emails', element: 'customers.email' }),
  completeTo98({ name: 'names', element: 'customers.name' }),
  promised({
    name: 'few-gaps',
    indicator: 'completeness',
    element: 'customers.email',
    comparator: 'at-most',
    target: 5,
    unit: 'count',
  }),
  promised({
    name: 'load',
    indicator: 'throughput',
    comparator: 'at-least',
    target: 500,
    unit: 'count',
    countUnit: 'rows/s',
  }),
  promised({
    name: 'by-nine',
    indicator: 'delivery-time',
    comparator: 'at-most',
    target: '09:00 Europe/Berlin',
    unit: 'time-of-day',
  }),
];

function read(parts: Partial<ObservationInput>) {
  return readObservation(
    {
      entityRef: 'dataproduct:default/customers',
      value: 1,
      observedAt: '2026-11-21T07:00:00Z',
      source: 'dbt',
      ...parts,
    },
    OBJECTIVES,
    NOW,
  );
}

function valuesOf(parts: Partial<ObservationInput>) {
  const { observations, refusal } = read(parts);
  return (
    observations?.map(({ objective, value }) => [objective, value]) ?? refusal
  );
}

describe('readObservation', () => {
  it.each([undefined, '["emails","dbt","2026-11-21T07:00:00.000Z"]'])(
    'makes an observation of its own id, if any: %s',
    id => {
      const { observations } = read({
        id,
        objective: 'emails',
        value: 0.97,
        observedAt: '2026-11-21T08:00:00+01:00',
      });
      expect(observations).toEqual([
        {
          objective: 'emails',
          value: 0.97,
          at: Date.parse('2026-11-21T07:00:00.000Z'),
          source: 'dbt',
        },
      ]);
      expect(
        read({ id: 'run-7', objective: 'emails' }).observations,
      ).toMatchObject([{ ownId: 'run-7' }]);
    },
  );

  it.each<[Partial<ObservationInput>, [string, number | undefined][]]>([
    [
      { indicator: 'freshness', value: 600 },
      [
        ['fresh-by-morning', 600],
        ['fresh-for-all', 600],
      ],
    ],
    [{ objective: 'fresh-for-all', value: 'PT2H' }, [['fresh-for-all', 7_200]]],
    [
      { objective: 'fresh-for-all', value: 2, unit: 'hours' },
      [['fresh-for-all', 7_200]],
    ],
    [
      { objective: 'fresh-for-all', value: '2026-11-21T06:30:00Z' },
      [['fresh-for-all', 1_800]],
    ],
    // A source's clock may be a little ahead.
    [
      { objective: 'fresh-for-all', value: '2026-11-21T07:02:00Z' },
      [['fresh-for-all', 0]],
    ],
    [{ objective: 'emails', value: '98.5 %' }, [['emails', 0.985]]],
    [{ objective: 'emails', value: 98.5, unit: '%' }, [['emails', 0.985]]],
    [{ objective: 'emails', value: null }, [['emails', undefined]]],
    // A share says nothing about a number of gaps, and the other way round.
    [
      { indicator: 'completeness', element: 'customers.email', value: 0.99 },
      [['emails', 0.99]],
    ],
    [
      {
        indicator: 'completeness',
        element: 'customers.email',
        value: 3,
        unit: 'rows',
      },
      [['few-gaps', 3]],
    ],
    [{ objective: 'few-gaps', value: '3' }, [['few-gaps', 3]]],
    [{ objective: 'load', value: 60_000, unit: 'row/min' }, [['load', 1_000]]],
    // 08:00 in Berlin.
    [
      { indicator: 'delivery-time', value: '2026-11-21T07:00:00Z' },
      [['by-nine', 8 * 3_600]],
    ],
    [{ objective: 'by-nine', value: '7:50' }, [['by-nine', 28_200]]],
    [{ objective: 'by-nine', value: '06:50Z' }, [['by-nine', 28_200]]],
    // The evening before, for the morning.
    [
      { objective: 'by-nine', value: '2026-11-20T22:00:00Z' },
      [['by-nine', -3_600]],
    ],
  ])('reads %j', (input, expected) => {
    expect(valuesOf(input)).toEqual(expected);
  });

  it.each<[Partial<ObservationInput>, string, RegExp]>([
    [{ objective: 'email' }, 'objective', /but is "email"|did you mean emails/],
    [
      { indicator: 'volume' },
      'indicator',
      /known are freshness, completeness, throughput, delivery-time, but is "volume"/,
    ],
    [
      { indicator: 'completeness' },
      'element',
      /completeness is promised of customers.email, customers.name/,
    ],
    [
      { indicator: 'completeness', element: 'customers.mail' },
      'element',
      /did you mean customers.email/,
    ],
    [
      { indicator: 'freshness', element: 'customers' },
      'element',
      /left out: freshness is promised of the whole product/,
    ],
    [{ objective: 'emails', value: NaN }, 'value', /share from 0 to 1/],
    [
      { objective: 'emails', value: 98.5 },
      'value',
      /unit percent, but is 98.5/,
    ],
    [
      { objective: 'emails', value: 3, unit: 'rows' },
      'unit',
      /percent, or ratio/,
    ],
    [{ objective: 'few-gaps', value: Infinity }, 'value', /a number, but is/],
    [{ objective: 'few-gaps', value: 3, unit: '%' }, 'unit', /"rows", but is/],
    [{ objective: 'load', value: 3, unit: 'files/s' }, 'unit', /"rows\/s"/],
    [{ objective: 'fresh-for-all', value: -5 }, 'value', /of at least 0/],
    [{ objective: 'fresh-for-all', value: 'soon' }, 'value', /as in PT6H/],
    [
      { objective: 'fresh-for-all', value: 5, unit: 'rows' },
      'unit',
      /a unit of time/,
    ],
    [
      { objective: 'fresh-for-all', value: '2026-11-21T07:30:00Z' },
      'value',
      /not after observedAt/,
    ],
    [{ objective: 'by-nine', value: 9 }, 'value', /such as 08:40/],
    [
      { objective: 'emails', observedAt: '2026-02-30T00:00:00Z' },
      'observedAt',
      /ISO 8601 date-time such as/,
    ],
    [
      { objective: 'emails', observedAt: '2026-11-21T08:06:00Z' },
      'observedAt',
      /6 min ahead, so check the clock/,
    ],
    [
      { objective: 'emails', observedAt: '2026-08-01T00:00:00Z' },
      'observedAt',
      /of the last 90 d: what is older/,
    ],
  ])('refuses %j', (input, field, reason) => {
    expect(read(input).refusal).toEqual(
      expect.objectContaining({ field, reason: expect.stringMatching(reason) }),
    );
  });

  it('takes a repeated batch for the same observations, whatever form its times have', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: NOW - 80 * 86_400_000, max: NOW }),
        fc.integer({ min: -14, max: 14 }),
        (time, hours) => {
          const sign = hours < 0 ? '-' : '+';
          const offset = `${sign}${String(Math.abs(hours)).padStart(
            2,
            '0',
          )}:00`;
          const local = new Date(time + hours * 3_600_000).toISOString();
          const utc = new Date(time).toISOString();
          expect(
            read({
              objective: 'emails',
              observedAt: local.replace('Z', offset),
            }),
          ).toEqual(read({ objective: 'emails', observedAt: utc }));
        },
      ),
    );
  });

  it('never throws, and accepts finite values only', () => {
    fc.assert(
      fc.property(
        fc.record({
          objective: fc.constantFrom(...OBJECTIVES.map(({ name }) => name)),
          value: fc.oneof(fc.double(), fc.string(), fc.constant(null)),
          unit: fc.option(fc.oneof(fc.string(), fc.constantFrom('%', 'd')), {
            nil: undefined,
          }),
        }),
        input => {
          const { observations = [], refusal } = read(input);
          expect(observations.length > 0).toBe(refusal === undefined);
          for (const { value } of observations) {
            expect(value === undefined || Number.isFinite(value)).toBe(true);
          }
        },
      ),
    );
  });
});

describe('observationInputSchema', () => {
  const input = {
    entityRef: 'DataProduct:customers',
    objective: 'emails',
    value: 1,
    observedAt: '2026-11-21T07:00:00Z',
    source: 'dbt',
  };

  it('brings refs into their full form', () => {
    expect(observationInputSchema.parse(input).entityRef).toBe(
      'dataproduct:default/customers',
    );
  });

  it.each([
    [{ dataset: 'a.b' }, 'say either "entityRef" or "dataset", and not both'],
    [
      { indicator: 'completeness' },
      'say either "objective" or "indicator", and not both',
    ],
    [{ value: true }, 'Invalid input'],
    [{ colour: 'red' }, 'Unrecognized key: "colour"'],
  ])('refuses %j', (parts, message) => {
    const { error } = observationInputSchema.safeParse({ ...input, ...parts });
    expect(error?.issues.map(issue => issue.message)).toEqual([message]);
  });
});
