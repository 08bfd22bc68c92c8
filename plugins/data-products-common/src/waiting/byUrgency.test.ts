import fc from 'fast-check';
import { byUrgency } from './byUrgency';

type Wait = Parameters<typeof byUrgency>[0];

it('puts what is due first, then what waits longest or nobody knows how long', () => {
  const waits: Wait[] = [
    { id: 'unknown' },
    { id: 'young', since: '2026-11-20T09:00:00.000Z' },
    { id: 'old', since: '2026-11-01T09:00:00.000Z' },
    { id: 'soon', due: '2026-11-22T00:00:00Z', since: '2026-11-21T00:00:00Z' },
    { id: 'over', due: '2026-11-19T01:00:00+01:00' },
    { id: 'soon-old', due: '2026-11-22T00:00:00.000Z', since: '2026-10-01' },
  ];
  expect(waits.sort(byUrgency).map(({ id }) => id)).toEqual([
    'over',
    'soon-old',
    'soon',
    'unknown',
    'old',
    'young',
  ]);
});

it('is one order, whatever order things come in', () => {
  const time = fc.option(
    fc.constantFrom(
      '2026-11-20T00:00:00.000Z',
      '2026-11-21T00:00:00.000Z',
      'not a time',
    ),
    { nil: undefined },
  );
  const waits = fc.uniqueArray(
    fc.record({ id: fc.string(), due: time, since: time }),
    { selector: ({ id }) => id },
  );
  fc.assert(
    fc.property(waits, fc.infiniteStream(fc.nat()), (all, draws) => {
      const shuffled = [...all];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = draws.next().value! % (i + 1);
        [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
      }
      expect(shuffled.sort(byUrgency)).toEqual([...all].sort(byUrgency));
    }),
  );
});
