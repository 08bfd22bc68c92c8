import {
  agreementDifference,
  INDICATORS,
  Objective,
  readProposedTerms,
} from '@handoff/backstage-plugin-data-products-common';
import fc from 'fast-check';
import { agreement } from '../../__fixtures__/agreements';
import { sla } from '../../__fixtures__/sla';
import { durationText, readDuration } from './durationText';
import { draftObjective, readObjectiveDraft } from './objectiveDraft';
import { newestRevision } from './revisions';
import { draftAnswer, draftTerms, readTermsDraft } from './termsDraft';

const NOW = new Date();
const promised: Objective[] = sla.objectives.map(({ objective }) => objective);
const [, fresh] = promised;

describe('termsDraft', () => {
  it('begins with everything that is promised, by name, for a year', () => {
    const draft = draftTerms({
      promised,
      responseTimes: { acknowledge: 'PT30M' },
      now: new Date('2026-11-21T10:00:00Z'),
    });
    expect(draft.fields).toMatchObject({
      acknowledge: '30 min',
      reviewOn: '2027-02-21',
      renewOn: '2027-11-21',
    });
    expect(readTermsDraft(draft, { promised, now: NOW }).proposed).toEqual({
      objectives: ['page-up', 'fresh-by-morning'],
      responseTimes: { acknowledge: 'PT30M', restore: undefined },
      remediation: undefined,
      access: undefined,
      reviewOn: '2027-02-21',
      renewOn: '2027-11-21',
      notes: undefined,
    });
  });

  it('answers with the same terms as long as nothing is written', () => {
    const { terms } = newestRevision(agreement);
    const { proposed } = readTermsDraft(draftAnswer(terms, promised), {
      promised,
      now: NOW,
    });
    const read = readProposedTerms(proposed!, {
      promised,
      answered: terms.objectives,
    });
    expect(read.problems).toEqual([]);
    expect(agreementDifference(terms, read.terms)).toEqual({
      objectives: [
        expect.objectContaining({ verdict: 'same' }),
        expect.objectContaining({ verdict: 'same' }),
      ],
      fields: [],
    });
  });

  it('reads what is written anew, and leaves the rest alone', () => {
    const draft = draftObjective({ ...fresh, window: 'P1M' }, true);
    const { objective, problems } = readObjectiveDraft({
      ...draft,
      fields: {
        ...draft.fields,
        target: '4 h 30 min',
        goal: '99.5 %',
        cadence: 'PT1H',
      },
    });
    expect(problems).toEqual({});
    expect(objective).toMatchObject({
      target: 16_200,
      goal: 0.995,
      window: 'P1M',
      cadence: 'PT1H',
    });
  });

  it.each([
    ['seconds', { target: 'soon' }, { target: 'seconds' }],
    ['seconds', { goal: '0' }, { goal: 'goal' }],
    ['seconds', { goal: '101' }, { goal: 'goal' }],
    ['seconds', { window: '' }, { window: 'duration' }],
    ['seconds', { cadence: 'daily' }, { cadence: 'duration' }],
    ['count', { target: '182,000' }, { target: 'count' }],
    ['ratio', { target: '150' }, { target: 'ratio' }],
    ['time-of-day', { target: 'noon' }, { target: 'time-of-day' }],
  ] as const)('marks what is no %s: %j', (unit, written, marked) => {
    const indicator = {
      seconds: 'freshness',
      count: 'volume',
      ratio: 'completeness',
      'time-of-day': 'delivery-time',
    } as const;
    const draft = draftObjective(
      {
        ...fresh,
        indicator: indicator[unit],
        unit,
        target: unit === 'time-of-day' ? '09:00 Europe/Berlin' : 1,
      },
      true,
    );
    expect(
      readObjectiveDraft({
        ...draft,
        fields: { ...draft.fields, ...written },
      }).problems,
    ).toEqual(marked);
  });

  it('marks a range that is the wrong way round, and no promise at all', () => {
    const draft = draftObjective(
      {
        ...fresh,
        indicator: 'volume',
        unit: 'count',
        comparator: 'between',
        target: [10, 20],
      },
      true,
    );
    expect(
      readObjectiveDraft({
        ...draft,
        fields: { ...draft.fields, target: '30' },
      }).problems,
    ).toEqual({ upper: 'order' });
    const terms = draftTerms({ promised: [], now: NOW });
    expect(
      readTermsDraft(
        { ...terms, fields: { ...terms.fields, renewOn: '2020-01-01' } },
        { promised, now: NOW },
      ),
    ).toEqual({
      problems: {
        promises: 'promises',
        reviewOn: 'reviewOn',
        renewOn: 'renewOn',
      },
    });
  });

  it('loses nothing of a promise by putting it in words', () => {
    fc.assert(
      fc.property(
        fc.record({
          indicator: fc.constantFrom(...INDICATORS),
          target: fc.double({ min: 0, max: 1e9, noNaN: true }),
          goal: fc.double({ min: 0.001, max: 1, noNaN: true }),
          window: fc.constantFrom('P30D', 'P1M', 'PT90M', 'P1Y2DT3.5S'),
          cadence: fc.option(fc.constantFrom('PT1H', 'P1W'), {
            nil: undefined,
          }),
        }),
        parts => {
          const objective = { ...fresh, ...parts };
          const draft = draftObjective(objective, true);
          expect(readObjectiveDraft(draft)).toEqual({
            objective,
            problems: {},
          });
        },
      ),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), seconds => {
        const iso = `PT${seconds}S`;
        expect(durationText(readDuration(durationText(iso))!)).toBe(
          durationText(iso),
        );
      }),
    );
  });
});
