import fc from 'fast-check';
import { promised } from '../__fixtures__/promised';
import { baselineOf } from './baselineOf';
import { judgeUnusual } from './judgeUnusual';

const DAY = 86_400_000;
const MONDAY = Date.parse('2026-11-02T06:00:00Z');

const volume = promised({
  indicator: 'volume',
  comparator: 'at-least',
  target: 100_000,
  unit: 'count',
  countUnit: 'rows',
});

/** Mondays around 240,000, other days around 90,000. */
const fourWeeks = Array.from({ length: 28 }, (_, day) => ({
  at: MONDAY - (28 - day) * DAY,
  value: (day % 7 === 0 ? 240_000 : 90_000) + ((day * 37) % 11) * 1_500 - 7_500,
}));

describe('judgeUnusual', () => {
  it('compares a day with others of its name', () => {
    const baseline = baselineOf(fourWeeks);
    expect(
      judgeUnusual(volume, { value: 92_000, at: MONDAY }, baseline)?.reason,
    ).toMatch(/^92,000 rows; Mondays usually 23\d,\d{3} ± \d+,?\d*$/);
    expect(
      judgeUnusual(volume, { value: 236_000, at: MONDAY }, baseline),
    ).toBeUndefined();
    expect(
      judgeUnusual(volume, { value: 92_000, at: MONDAY + DAY }, baseline),
    ).toBeUndefined();
  });

  it('compares with all values where a weekday has too few', () => {
    const baseline = baselineOf(fourWeeks.slice(14));
    expect(
      judgeUnusual(volume, { value: 900_000, at: MONDAY + DAY }, baseline)
        ?.reason,
    ).toMatch(/^900,000 rows; usually/);
  });

  it('says nothing of fewer than 8 values', () => {
    const baseline = baselineOf(fourWeeks.slice(0, 7));
    expect(
      judgeUnusual(volume, { value: 1e9, at: MONDAY }, baseline),
    ).toBeUndefined();
  });

  it('takes any other value for unusual where all were equal', () => {
    const baseline = baselineOf(
      fourWeeks.map(({ at }) => ({ at, value: 12_000 })),
    );
    expect(
      judgeUnusual(volume, { value: 11_999, at: MONDAY }, baseline)?.reason,
    ).toBe('11,999 rows; Mondays always 12,000');
    expect(
      judgeUnusual(volume, { value: 12_000, at: MONDAY }, baseline),
    ).toBeUndefined();
  });

  it('is not moved by the order of values, nor by one that is far out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 90, max: 110 }), {
          minLength: 20,
          maxLength: 40,
        }),
        fc.integer({ min: 1_000, max: 1e9 }),
        (values, outlier) => {
          const dated = [...values, outlier].map((value, index) => ({
            value,
            at: MONDAY - index * 1_000,
          }));
          const usual = baselineOf(dated).overall!;
          expect(baselineOf([...dated].reverse()).overall).toEqual(usual);
          expect(usual.median).toBeGreaterThanOrEqual(90);
          expect(usual.median).toBeLessThanOrEqual(110);
        },
      ),
    );
  });
});
