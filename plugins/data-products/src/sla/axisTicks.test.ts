import { axisTicks } from './axisTicks';

describe('axisTicks', () => {
  it.each([
    ['seconds', [9_600, 21_600, 38_000], [0, 10_800, 21_600, 32_400, 43_200]],
    ['seconds', [3 * 86_400], [0, 86_400, 172_800, 259_200]],
    ['ratio', [0.969, 0.98, 1], [0.96, 0.97, 0.98, 0.99, 1]],
    ['count', [182_000, 240_000], [0, 100_000, 200_000, 300_000]],
    ['ratio', [1], [1, 1.5]],
    ['count', [0], [0, 0.5]],
  ] as const)('%s %j', (unit, values, ticks) => {
    expect(axisTicks(unit, values)).toEqual(ticks);
  });

  it('has every value between its ends', () => {
    for (const value of [-3, 1e-9, 0.7, 13, 1e12]) {
      const ticks = axisTicks('count', [value, value * 1.3]);
      expect(ticks[0]).toBeLessThanOrEqual(value);
      expect(ticks[ticks.length - 1]).toBeGreaterThanOrEqual(value * 1.3);
      expect(ticks.length).toBeLessThan(8);
    }
  });
});
