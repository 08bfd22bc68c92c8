import fc from 'fast-check';
import { describeDuration, parseDuration, toIsoDuration } from './duration';

const DAY = 86_400;

describe('parseDuration', () => {
  it.each([
    ['PT6H', 6 * 3_600],
    ['PT5H10M', 18_600],
    ['P1D', DAY],
    ['P1M', 30 * DAY],
    ['P1Y2W', 379 * DAY],
    ['PT0S', 0],
    ['pt0.5s', 0.5],
    ['6 h', 6 * 3_600],
    ['6hours', 6 * 3_600],
    ['90 min', 5_400],
    ['15m', 900],
    ['2 weeks', 14 * DAY],
    ['3 mo', 90 * DAY],
    ['1 yr', 365 * DAY],
    ['5 h 10 min', 18_600],
    ['250 ms', 0.25],
  ])('reads %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    '',
    'P',
    'PT',
    '6',
    'h',
    '1 fortnight',
    '1.2.3 h',
    '-1 h',
    'PT-6H',
    '6 h or so',
    `1 ${' '.repeat(100_000)}h`,
  ])('refuses %j', text => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('reads back what toIsoDuration writes', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 * 365 * DAY }), seconds => {
        expect(parseDuration(toIsoDuration(seconds))).toBe(seconds);
      }),
    );
  });
});

describe('describeDuration', () => {
  it.each([
    [0, '0 s'],
    [0.25, '0.25 s'],
    [9.96, '10 s'],
    [59.9, '1 min'],
    [60, '1 min'],
    [18_600, '5 h 10 min'],
    [86_399, '1 d'],
    [90_000, '1 d 1 h'],
    [30 * DAY, '30 d'],
    [400 * DAY, '1 y 35 d'],
    [3 * 365 * DAY, '3 y'],
    [-90, '−1 min 30 s'],
  ])('says %d as %s', (seconds, words) => {
    expect(describeDuration(seconds)).toBe(words);
  });

  it('stays within half of the smaller unit that it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 * 365 * DAY }), seconds => {
        const read = parseDuration(describeDuration(seconds))!;
        // The smaller of two units is at most 1/24, or 1 day of a year and more.
        const largest = [365 * DAY, DAY, 3_600, 60].find(
          unit => seconds >= unit,
        );
        const steps = new Map([
          [365 * DAY, DAY],
          [DAY, 3_600],
          [3_600, 60],
          [60, 1],
        ]);
        const step = steps.get(largest ?? 60)!;
        expect(Math.abs(read - seconds)).toBeLessThanOrEqual(step / 2);
      }),
    );
  });
});
