import { durationInWords, isImmediate } from './durationInWords';
import { unbroken } from './unbroken';

describe('durationInWords', () => {
  it.each([
    ['PT30M', 'en', '30 min'],
    ['PT5H10M30S', 'en', '5 h 10 min'],
    ['PT90M', 'en', '1 h 30 min'],
    ['P41D', 'en', '1 month 11 days'],
    ['P1D', 'en', '1 day'],
    ['P2DT3H4M', 'de', '2 Tage 3 h'],
    ['P1Y2D', 'en', '1 year'],
    ['PT0S', 'en', '0 s'],
    ['soon', 'en', 'soon'],
  ])('%s in %s is %s', (iso, locale, words) => {
    expect(durationInWords(iso, locale).replace(/\u00a0/g, ' ')).toBe(words);
  });

  it('breaks a line between amounts only', () => {
    expect(durationInWords('PT5H10M', 'en')).toBe('5\u00a0h 10\u00a0min');
    expect(durationInWords('P41D', 'de')).toBe('1\u00a0Monat 11\u00a0Tage');
    expect(unbroken('Fresh within 6 h, 99.9 % of the time')).toBe(
      'Fresh within 6\u00a0h, 99.9\u00a0% of the time',
    );
  });

  it('knows no time from some', () => {
    expect(isImmediate('PT0S')).toBe(true);
    expect(isImmediate('PT1S')).toBe(false);
    expect(isImmediate('now')).toBe(false);
  });
});
