import { canonicalJson } from './canonicalJson';

describe('canonicalJson', () => {
  it('sorts keys by their UTF-16 code units, at every depth', () => {
    expect(
      canonicalJson({
        '\u20ac': 'Euro Sign',
        '\r': 'Carriage Return',
        '1': { b: [{ d: 1, c: 2 }], a: undefined },
        '\ud83d\ude00': 'Smiley',
        '\ufb33': 'Hebrew',
      }),
    ).toBe(
      '{"\\r":"Carriage Return","1":{"b":[{"c":2,"d":1}]},"\u20ac":"Euro Sign","\ud83d\ude00":"Smiley","\ufb33":"Hebrew"}',
    );
  });

  it('writes numbers as ECMAScript does', () => {
    expect(canonicalJson([333333333.33333329, 1e30, 4.5, 2e-3, -0])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,0]',
    );
  });

  it('refuses what JSON has no form for', () => {
    expect(() => canonicalJson(NaN)).toThrow();
    expect(() => canonicalJson({ share: Infinity })).toThrow();
    expect(() => canonicalJson('\ud800')).toThrow();
    expect(() => canonicalJson(undefined as any)).toThrow(
      'There is no JSON form of undefined',
    );
  });
});
