import { cadenceOfSchedule } from './cadenceOfSchedule';

describe('cadenceOfSchedule', () => {
  it.each([
    ['0 20 * * *', 'P1D'],
    ['*/15 * * * *', 'PT15M'],
    ['0 6 * * 1-5', 'P3D'],
    ['0 0 1 * *', 'P31D'],
    ['0 0 6 * * *', 'P1D'],
    ['@hourly', 'PT1H'],
    ['0 6,18 * * *', 'PT12H'],
    ['0 0 1 1 *', 'P366D'],
    ['0 0 29 2 *', undefined],
    ['every morning', undefined],
    ['', undefined],
    ['0 0 31 2 *', undefined],
  ])('%s: %s', (schedule, cadence) => {
    expect(cadenceOfSchedule(schedule)).toBe(cadence);
  });
});
