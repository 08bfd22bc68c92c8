import {
  completeTo98,
  freshWithinSixHours,
} from '../sla/__fixtures__/promised';
import { readProposedTerms } from './readProposedTerms';
import { proposedTermsSchema } from './termsInput';

const fresh = freshWithinSixHours({ source: 'contract-sla' });
const complete = completeTo98();
const known = { promised: [fresh], answered: [complete] };

const read = (objectives: unknown[], rest: object = {}) =>
  readProposedTerms(
    proposedTermsSchema.parse({ objectives, renewOn: '2027-01-31', ...rest }),
    known,
  );
const errorsOf = (objective: object) =>
  proposedTermsSchema
    .safeParse({ objectives: [objective], renewOn: '2027-01-31' })
    .error?.issues.flatMap(issue =>
      issue.code === 'invalid_union'
        ? issue.errors.flat().map(({ message }) => message)
        : issue.message,
    );

describe('reading proposed terms', () => {
  it('takes what is promised by its name, and what comes back unchanged with its words', () => {
    const { promise, source, ...measured } = complete;
    expect(read(['freshness', measured])).toEqual({
      terms: { objectives: [fresh, complete], renewOn: '2027-01-31' },
      problems: [],
    });
  });

  it('puts the others in words of its own, whatever was sent along', () => {
    const { terms } = read([
      { ...fresh, target: 3_600, promise: 'fresh, trust me' },
    ]);
    expect(terms.objectives[0]).toMatchObject({
      target: 3_600,
      promise: 'fresh within 1 h, 99 % of the time over 30 days',
      source: 'spec',
    });
  });

  it('tells what is not promised, and what is proposed twice', () => {
    expect(read(['volume', 'freshness', fresh]).problems).toEqual([
      '“volume” is not promised now; promised are “freshness”',
      '“freshness” is proposed twice; name each objective once',
    ]);
  });

  it.each<[string, object, RegExp]>([
    ['a share over all', { ...complete, target: 98 }, /between 0 and 1/],
    ['another unit', { ...fresh, unit: 'ratio' }, /not as ratio/],
    ['no number', { ...fresh, target: '6 h' }, /must be a number/],
    ['one bound of two', { ...fresh, comparator: 'between' }, /two numbers/],
    [
      'bounds the wrong way',
      { ...fresh, comparator: 'between', target: [9, 1] },
      /lower bound/,
    ],
    ['a window in words', { ...fresh, window: 'a month' }, /ISO 8601/],
    ['no goal', { ...fresh, goal: 0 }, />0/],
    [
      'no time of day',
      {
        ...fresh,
        indicator: 'delivery-time',
        unit: 'time-of-day',
        target: 'noon',
      },
      /time of day/,
    ],
  ])('refuses %s', (_, objective, message) => {
    expect(errorsOf(objective)?.join('\n')).toMatch(message);
  });

  it('refuses a review after the end, and terms without promises', () => {
    expect(() => read(['freshness'], { reviewOn: '2027-03-01' })).toThrow(
      /after renewOn/,
    );
    expect(() => read([])).toThrow(/at least one promise/);
  });
});
