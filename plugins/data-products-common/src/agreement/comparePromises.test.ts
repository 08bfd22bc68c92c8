import fc from 'fast-check';
import { Objective } from '../sla';
import {
  completeTo98,
  freshWithinSixHours,
  promised,
} from '../sla/__fixtures__/promised';
import { revisionOf } from './__fixtures__/proposal';
import { agreementContent } from './agreementContent';
import { agreementDifference } from './agreementDifference';
import {
  breachesByChange,
  comparePromises,
  PromiseVerdict,
} from './comparePromises';

function compared(signed: Objective, current: Objective) {
  return comparePromises([signed], [current])[0];
}

function deliveredBy(target: string): Objective {
  return promised({
    indicator: 'delivery-time',
    comparator: 'at-most',
    target,
    unit: 'time-of-day',
  });
}

const HOUR = 3_600;

describe('promises compared with signed ones', () => {
  it.each<
    [string, Objective, Partial<Objective>, 'stronger' | 'weaker' | 'same']
  >([
    ['target', freshWithinSixHours(), { target: 8 * HOUR }, 'weaker'],
    ['target', freshWithinSixHours(), { target: 5 * HOUR }, 'stronger'],
    ['target', completeTo98(), { target: 0.97 }, 'weaker'],
    ['target', completeTo98(), { target: 0.99 }, 'stronger'],
    [
      'target',
      completeTo98(),
      { comparator: 'between', target: [0.98, 0.99] },
      'stronger',
    ],
    [
      'target',
      completeTo98(),
      { comparator: 'at-most', target: 0.98 },
      'weaker',
    ],
    ['goal', freshWithinSixHours(), { goal: 0.9 }, 'weaker'],
    ['window', freshWithinSixHours(), { window: 'P7D' }, 'stronger'],
    ['window', freshWithinSixHours(), { window: 'P90D' }, 'weaker'],
    ['window', freshWithinSixHours(), { window: 'PT720H' }, 'same'],
    ['window', freshWithinSixHours({ goal: 1 }), { window: 'P90D' }, 'same'],
    ['cadence', freshWithinSixHours(), { cadence: 'P1D' }, 'stronger'],
    [
      'cadence',
      freshWithinSixHours({ cadence: 'P1D' }),
      { cadence: undefined },
      'weaker',
    ],
    [
      'target',
      deliveredBy('09:00 Europe/Berlin'),
      { target: '10:00 Europe/Berlin' },
      'weaker',
    ],
    [
      'target',
      deliveredBy('09:00+01:00'),
      { target: '08:00+01:00' },
      'stronger',
    ],
    [
      'target',
      deliveredBy('09:00+01:00'),
      { target: '08:00 Europe/Berlin' },
      'weaker',
    ],
    ['target', freshWithinSixHours(), { severity: 'low', driver: 'x' }, 'same'],
  ])('%s of %j with %j', (aspect, signed, change, verdict) => {
    const comparison = compared(signed, { ...signed, ...change });
    expect(comparison.verdict).toBe(verdict);
    expect(comparison).toMatchObject({
      stronger: verdict === 'stronger' ? [aspect] : [],
      weaker: verdict === 'weaker' ? [aspect] : [],
    });
  });

  it('says what was signed, what is now, and in what it is weaker', () => {
    expect(
      compared(
        freshWithinSixHours({ cadence: 'PT1H' }),
        freshWithinSixHours({
          target: 8 * HOUR,
          goal: 0.9,
          cadence: 'PT1H',
          promise: 'fresh within 8 h, 90 % of the time over 30 days',
        }),
      ).words,
    ).toBe(
      'Weaker in target and goal: signed was “fresh within 6 h, 99 % of the time over 30 days, observed every 1 h”, now it is “fresh within 8 h, 90 % of the time over 30 days, observed every 1 h”.',
    );
  });

  it('is breached by what is weaker or gone, and by nothing else', () => {
    const signed = [
      freshWithinSixHours(),
      completeTo98(),
      promised({
        name: 'rows',
        indicator: 'volume',
        comparator: 'at-least',
        target: 10,
        unit: 'count',
        countUnit: 'rows',
      }),
    ];
    const better = [
      { ...signed[0], target: HOUR },
      signed[1],
      signed[2],
      deliveredBy('09:00+00:00'),
    ];
    expect(
      comparePromises(signed, better).map(({ verdict }) => verdict),
    ).toEqual(['stronger', 'same', 'same', 'added']);
    expect(breachesByChange(comparePromises(signed, better))).toEqual([]);
    const worse = [
      { ...signed[0], target: 7 * HOUR, goal: 1 },
      { ...signed[2], countUnit: 'files' },
    ];
    expect(
      breachesByChange(comparePromises(signed, worse)).map(
        ({ name, verdict }) => [name, verdict],
      ),
    ).toEqual([
      ['freshness', 'weaker'],
      ['completeness', 'removed'],
      ['rows', 'removed'],
    ]);
  });

  const objectives = fc
    .uniqueArray(
      fc.record({
        name: fc.constantFrom('a', 'b', 'c'),
        goal: fc.constantFrom(0.9, 0.99, 1),
        window: fc.constantFrom('P1D', 'P30D', 'P1M', 'soon'),
        cadence: fc.constantFrom(undefined, 'PT1H', 'P1D', 'often'),
        bounds: fc.oneof(
          fc.record({
            unit: fc.constant('seconds' as const),
            comparator: fc.constantFrom(
              'at-most' as const,
              'at-least' as const,
              'equals' as const,
            ),
            target: fc.integer({ min: 0, max: 3 }),
          }),
          fc.record({
            unit: fc.constant('seconds' as const),
            comparator: fc.constant('between' as const),
            target: fc
              .tuple(fc.nat(3), fc.nat(3))
              .map(([low, more]): [number, number] => [low, low + more]),
          }),
          fc.record({
            unit: fc.constant('time-of-day' as const),
            comparator: fc.constant('at-most' as const),
            target: fc.constantFrom(
              '09:00+00:00',
              '10:00+00:00',
              '09:00 Europe/Berlin',
              'at dawn',
            ),
          }),
        ),
      }),
      { selector: ({ name }) => name },
    )
    .map(drawn =>
      drawn.map(({ bounds, ...parts }) =>
        promised({ indicator: 'delivery-time', ...parts, ...bounds }),
      ),
    );

  it('tells of every promise of either side, and the other way round the opposite', () => {
    const opposites: Record<PromiseVerdict, PromiseVerdict[]> = {
      same: ['same'],
      removed: ['added'],
      added: ['removed'],
      stronger: ['weaker'],
      // Where some parts are weaker and some stronger, it is so both ways.
      weaker: ['stronger', 'weaker'],
    };
    fc.assert(
      fc.property(objectives, objectives, (signed, current) => {
        const there = comparePromises(signed, current);
        const back = comparePromises(current, signed);
        expect(there).toHaveLength(back.length);
        expect(new Set(there.map(({ name }) => name))).toEqual(
          new Set([...signed, ...current].map(({ name }) => name)),
        );
        for (const { name, verdict, stronger, weaker } of there) {
          const same = back.filter(other => other.name === name);
          expect(opposites[verdict]).toEqual(
            expect.arrayContaining([
              same.find(other => opposites[verdict].includes(other.verdict))
                ?.verdict,
            ]),
          );
          // What is stronger one way is weaker the other.
          const weakerBack = same.flatMap(other => other.weaker);
          const strongerBack = same.flatMap(other => other.stronger);
          expect(weakerBack).toEqual(expect.arrayContaining(stronger));
          expect(weaker).toEqual(expect.arrayContaining(strongerBack));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds nothing changed in what is the same', () => {
    fc.assert(
      fc.property(objectives, drawn => {
        const copy = structuredClone(drawn);
        for (const { verdict } of comparePromises(drawn, copy)) {
          expect(verdict).toBe('same');
        }
      }),
    );
  });
});

describe('the difference of two revisions', () => {
  it('names the fields that differ, in words, and compares the objectives', () => {
    const { terms } = revisionOf(1);
    expect(
      agreementDifference(
        { ...terms, responseTimes: { restore: 'PT4H' }, access: 'By role' },
        {
          ...terms,
          responseTimes: { acknowledge: 'PT30M', restore: 'PT8H' },
          access: 'By role',
        },
      ),
    ).toEqual({
      objectives: [
        {
          name: 'freshness',
          verdict: 'same',
          stronger: [],
          weaker: [],
          words: 'As signed: fresh within 6 h, 99 % of the time over 30 days.',
        },
      ],
      fields: [
        { field: 'Acknowledged within', before: undefined, after: '30 min' },
        { field: 'Restored within', before: '4 h', after: '8 h' },
      ],
    });
  });
});

describe('the content that is signed', () => {
  it('is the same whatever the order of the terms, and another for any other term', () => {
    const { terms } = revisionOf(1);
    const content = {
      entityRef: 'dataproduct:default/a',
      provider: 'group:default/b',
      consumer: 'group:default/c',
      revision: 1,
      terms,
    };
    const { objectives: promises, renewOn } = terms;
    expect(
      agreementContent({
        ...content,
        terms: { renewOn, notes: undefined, objectives: promises },
      }),
    ).toBe(agreementContent(content));
    for (const change of [
      { revision: 2 },
      { consumer: 'group:default/d' },
      { terms: { ...terms, notes: 'Not on Sundays.' } },
    ]) {
      expect(agreementContent({ ...content, ...change })).not.toBe(
        agreementContent(content),
      );
    }
  });
});
