import fc from 'fast-check';
import { READINESS_LEVELS } from './Check';
import {
  addToRollUp,
  CRITICALITY_WEIGHTS,
  emptyRollUp,
  mergeRollUp,
  RollUp,
  RollUpItem,
  rollUpScore,
  topFailing,
} from './rollUp';

// Whole numbers: sums of them are the same in every order.
const item: fc.Arbitrary<RollUpItem> = fc.record({
  score: fc.integer({ min: 0, max: 100 }),
  level: fc.constantFrom(...READINESS_LEVELS),
  weight: fc.constantFrom(...Object.values(CRITICALITY_WEIGHTS)),
  failing: fc.uniqueArray(
    fc.record({
      checkId: fc.constantFrom('a', 'b', 'c', 'd'),
      gain: fc.integer({ min: 0, max: 40 }),
    }),
    { selector: ({ checkId }) => checkId },
  ),
});
const items = fc.array(item, { maxLength: 20 });

function sumOf(all: readonly RollUpItem[]): RollUp {
  const sum = emptyRollUp();
  all.forEach(one => addToRollUp(sum, one));
  return sum;
}

function merged(...sums: RollUp[]): RollUp {
  const result = emptyRollUp();
  sums.forEach(sum => mergeRollUp(result, sum));
  return result;
}

it('sums the same in parts, in any order and grouping', () => {
  fc.assert(
    fc.property(items, items, items, (a, b, c) => {
      const whole = sumOf([...a, ...b, ...c]);
      const [x, y, z] = [sumOf(a), sumOf(b), sumOf(c)];
      expect(merged(x, y, z)).toEqual(whole);
      expect(merged(z, x, y)).toEqual(whole);
      expect(merged(merged(x, y), z)).toEqual(whole);
      expect(merged(x, merged(y, z))).toEqual(whole);
      expect(merged(whole, emptyRollUp())).toEqual(whole);
    }),
  );
});

it('scores the mean by weight, between the lowest and the highest', () => {
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 20 }), all => {
      const sum = sumOf(all);
      const score = rollUpScore(sum);
      const weights = all.reduce((total, { weight }) => total + weight, 0);
      const exact =
        all.reduce((total, one) => total + one.weight * one.score, 0) / weights;
      expect(score).toBeCloseTo(exact, 0);
      expect(Math.abs(score! - exact)).toBeLessThanOrEqual(0.05 + 1e-9);
      expect(sum.entities).toBe(all.length);
      for (const level of READINESS_LEVELS) {
        expect(sum.counts[level]).toBe(
          all.filter(one => one.level === level).length,
        );
      }
    }),
  );
});

it('has no score where there is nothing to score', () => {
  expect(rollUpScore(emptyRollUp())).toBeUndefined();
});

it('names first what raises the score most, with how many it would mend', () => {
  const sum = sumOf([
    {
      score: 50,
      level: 'not-ready',
      weight: 8,
      failing: [
        { checkId: 'contract', gain: 20 },
        { checkId: 'runbook', gain: 5 },
      ],
    },
    {
      score: 80,
      level: 'at-risk',
      weight: 2,
      failing: [
        { checkId: 'runbook', gain: 5 },
        { checkId: 'drill', gain: 25 },
      ],
    },
    { score: 100, level: 'ready', weight: 10, failing: [] },
  ]);
  expect(topFailing(sum, 2)).toEqual([
    { checkId: 'contract', count: 1, gain: 8 },
    // The same gain as that of the drill: the one that mends more comes first.
    { checkId: 'runbook', count: 2, gain: 2.5 },
  ]);
  expect(topFailing(sum, 9)).toHaveLength(3);
  expect(topFailing(emptyRollUp(), 5)).toEqual([]);
});
