import fc from 'fast-check';
import { OUTCOME_STATUSES } from './Check';
import { packStatuses, unpackStatuses } from './packStatuses';

it('packs each status into one letter, and back', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...OUTCOME_STATUSES)), statuses => {
      const packed = packStatuses(statuses);
      expect(packed).toHaveLength(statuses.length);
      expect(unpackStatuses(packed)).toEqual(statuses);
    }),
  );
});

it('refuses a letter that stands for nothing', () => {
  expect(() => unpackStatuses('ppx')).toThrow("'x' stands for no outcome");
});
