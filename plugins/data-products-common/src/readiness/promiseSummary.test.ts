import { summarizePromises } from './promiseSummary';

const AT = '2026-11-21T06:10:00.000Z';

describe('summarizePromises', () => {
  it('is as bad as the worst of them', () => {
    expect(summarizePromises({})).toBeUndefined();
    expect(
      summarizePromises({
        observations: {
          fresh: { state: 'broken', observedAt: AT, brokenSince: AT },
          complete: {
            state: 'broken',
            observedAt: AT,
            brokenSince: '2026-11-20T00:00:00.000Z',
          },
          valid: { state: 'unknown', observedAt: AT },
        },
      }),
    ).toEqual({
      state: 'broken',
      broken: 2,
      brokenSince: '2026-11-20T00:00:00.000Z',
    });
    const stateOf = (...states: ('kept' | 'at-risk' | 'unknown')[]) =>
      summarizePromises({
        observations: Object.fromEntries(
          states.map((state, i) => [`o${i}`, { state, observedAt: AT }]),
        ),
      })?.state;
    expect(stateOf('kept', 'unknown', 'at-risk')).toBe('silent');
    expect(stateOf('kept', 'at-risk')).toBe('at-risk');
    expect(stateOf('kept', 'kept')).toBe('kept');
  });

  it('knows which agreement in force ends first', () => {
    expect(
      summarizePromises({
        agreements: [
          { consumer: 'group:default/a', state: 'active', until: '2027-02-01' },
          { consumer: 'group:default/b', state: 'active', until: '2027-01-01' },
          {
            consumer: 'group:default/c',
            state: 'expired',
            until: '2026-01-01',
          },
        ],
      }),
    ).toEqual({ broken: 0, agreedUntil: '2027-01-01' });
  });
});
