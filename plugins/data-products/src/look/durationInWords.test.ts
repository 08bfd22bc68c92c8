import { durationInWords, isImmediate } from './durationInWords';

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
    expect(durationInWords(iso, locale)).toBe(words);
  });

  it('knows no time from some', () => {
    expect(isImmediate('PT0S')).toBe(true);
    expect(isImmediate('PT1S')).toBe(false);
    expect(isImmediate('now')).toBe(false);
  });
});
