import { worstOf } from './worstOf';

describe('worstOf', () => {
  const point = {
    from: '2026-11-20T00:00:00.000Z',
    to: '2026-11-21T00:00:00.000Z',
    count: 24,
    bad: 0,
    state: 'kept',
  } as const;

  it.each([
    ['the highest where that is bounded', 10, 30, { high: 20 }, 30],
    ['the lowest where that is bounded', 10, 30, { low: 20 }, 10],
    ['what is too low between two bounds', 10, 30, { low: 20, high: 35 }, 10],
    ['what is too high between two bounds', 22, 60, { low: 20, high: 35 }, 60],
    ['what is nearest to a bound', 21, 30, { low: 20, high: 35 }, 21],
    ['nothing where nothing was measured', undefined, undefined, {}, undefined],
  ])('is %s', (_, min, max, bounds, worst) => {
    expect(worstOf({ ...point, min, max }, bounds)).toBe(worst);
  });
});
