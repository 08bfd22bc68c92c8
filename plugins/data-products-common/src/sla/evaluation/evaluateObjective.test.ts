import { BucketShelf } from '../__fixtures__/BucketShelf';
import {
  completeTo98,
  freshWithinSixHours,
  promised,
} from '../__fixtures__/promised';
import { objectiveStatusSchema } from '../ObjectiveStatus';
import { Objective } from '../Objective';
import { judgeObservation, objectiveKey } from '../judging';
import { mergeBuckets } from '../rollup';
import { evaluateObjective } from './evaluateObjective';
import { stretchesOf } from './stretches';
import { sumWindows, windowStarts } from './windows';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.parse('2026-11-21T12:00:00Z');

/** Values with how many hours before noon they were observed. */
function shelfOf(
  objective: Objective,
  values: [hoursAgo: number, value: number | undefined][],
): BucketShelf {
  const shelf = new BucketShelf(objective);
  values.forEach(([hoursAgo, value], index) =>
    shelf.put({
      id: `${index}`,
      at: NOON - hoursAgo * HOUR,
      value,
      source: 'dbt',
    }),
  );
  return shelf;
}

function statusOf(
  objective: Objective,
  values: [hoursAgo: number, value: number | undefined][],
  now = NOON,
) {
  const shelf = shelfOf(objective, values);
  const status = evaluateObjective(
    objective,
    sumWindows(objective, shelf.history(), now),
    shelf.carry(),
    now,
  );
  expect(objectiveStatusSchema.parse(status)).toEqual(status);
  return status;
}

/** One value each day, the last one an hour ago; the first bad ones are the oldest. */
function daily(bad: number, days = 30): [number, number][] {
  return Array.from({ length: days }, (_, day) => [
    (days - 1 - day) * 24 + 1,
    day < bad ? 0.9 : 0.99,
  ]);
}

function hourly(
  hours: number,
  value: (hoursAgo: number) => number,
): [number, number][] {
  return Array.from({ length: hours }, (_, index) => [
    hours - index,
    value(hours - index),
  ]);
}

describe('freshness', () => {
  it('is kept while the newest data is young', () => {
    expect(statusOf(freshWithinSixHours(), [[1, 600]])).toEqual(
      expect.objectContaining({
        state: 'kept',
        inTarget: true,
        since: '2026-11-21T11:00:00.000Z',
        value: 4_200,
        valueAt: '2026-11-21T12:00:00.000Z',
        observedAt: '2026-11-21T11:00:00.000Z',
        source: 'dbt',
        reason: 'The data is 1 h 10 min old; promised is at most 6 h.',
        shareKept: 1,
        // Four fifths of six hours after 10:50.
        validUntil: '2026-11-21T15:38:00.000Z',
      }),
    );
  });

  it('is at risk from four fifths of the age on, and broken by the clock, with no new observation', () => {
    const values: [number, number][] = [[1, 600]];
    expect(
      statusOf(freshWithinSixHours(), values, Date.parse('2026-11-21T16:00Z')),
    ).toEqual(
      expect.objectContaining({
        state: 'at-risk',
        reason:
          'The data is 5 h 10 min old; promised is at most 6 h. 50 min are left.',
        validUntil: '2026-11-21T16:50:00.001Z',
      }),
    );
    expect(
      statusOf(freshWithinSixHours(), values, Date.parse('2026-11-21T18:50Z')),
    ).toEqual(
      expect.objectContaining({
        state: 'broken',
        inTarget: false,
        since: '2026-11-21T16:50:00.000Z',
        streak: 0,
        budget: {
          unit: 'ms',
          total: 0.01 * 30 * DAY,
          used: 2 * HOUR,
          left: 0.01 * 30 * DAY - 2 * HOUR,
        },
        validUntil: undefined,
      }),
    );
  });

  it('does not become unknown by silence, but says how long it lasts', () => {
    const hourlyFresh = freshWithinSixHours({ cadence: 'PT1H' });
    expect(statusOf(hourlyFresh, [[4, 0]])).toEqual(
      expect.objectContaining({
        state: 'kept',
        silentSince: '2026-11-21T09:30:00.000Z',
      }),
    );
  });

  it('counts the newest data, in whatever order it is heard of', () => {
    expect(
      statusOf(freshWithinSixHours(), [
        [1, 3 * 3_600],
        [2, 0],
      ]).value,
    ).toBe(7_200);
  });

  it('that was promised always is at risk as long as the window remembers a slip', () => {
    const always = freshWithinSixHours({ goal: 1, window: 'P7D' });
    expect(
      statusOf(always, [
        [10, 0],
        [2, 0],
      ]),
    ).toEqual(
      expect.objectContaining({
        state: 'at-risk',
        reason:
          'Kept again, but 2 h of the last 7 d were out of target, and it is promised always.',
      }),
    );
  });

  it('is broken when its budget is spent, though the data is fresh now', () => {
    expect(
      statusOf(freshWithinSixHours(), [
        [48, 0],
        [2, 0],
      ]),
    ).toEqual(
      expect.objectContaining({
        state: 'broken',
        inTarget: true,
        reason:
          'The data is 2 h old; promised is at most 6 h. But 1 d 16 h of the last 30 d were out of target, and 7 h 12 min are allowed.',
      }),
    );
  });
});

describe('availability', () => {
  const available = promised({
    indicator: 'availability',
    comparator: 'at-least',
    target: 0.999,
    unit: 'ratio',
    goal: 1,
    cadence: 'PT1H',
  });

  it('is a share of time: its target is its goal', () => {
    const values = hourly(400, hours => (hours === 5 ? 0 : 1));
    expect(statusOf(available, values)).toEqual(
      expect.objectContaining({
        state: 'broken',
        inTarget: true,
        budget: expect.objectContaining({
          total: 0.001 * 30 * DAY,
          used: HOUR,
        }),
      }),
    );
  });

  it('begins anew at an instant at which one said that it was missed', () => {
    const half = promised({
      indicator: 'availability',
      comparator: 'at-least',
      unit: 'ratio',
      target: 1,
      goal: 0.5,
    });
    expect(
      statusOf(half, [
        [9, 1],
        [5, 0],
        [5, 1],
      ]),
    ).toMatchObject({
      state: 'kept',
      since: new Date(NOON - 5 * HOUR).toISOString(),
      streak: 1,
      budget: { used: 0 },
    });
  });

  it('holds until the next value is overdue, and is silent from then on', () => {
    expect(statusOf(available, [[1.5, 1]]).state).toBe('kept');
    const status = statusOf(available, [[9, 1]]);
    expect(status).toEqual(
      expect.objectContaining({
        state: 'unknown',
        unknownCause: 'silent',
        reason: 'No observation for 9 h; one is expected every hour.',
        silentSince: '2026-11-21T04:30:00.000Z',
        shareKept: 1,
      }),
    );
  });
});

describe('quality', () => {
  it('of a daily product is counted: one of thirty may be bad', () => {
    const complete = completeTo98({ cadence: 'P1D' });
    expect(statusOf(complete, daily(0))).toEqual(
      expect.objectContaining({
        state: 'kept',
        reason: 'Last observed 99 %; promised is at least 98 %.',
        budget: { unit: 'events', total: 1, used: 0, left: 1 },
        burnRate: undefined,
        streak: 30,
      }),
    );
    expect(statusOf(complete, daily(1))).toEqual(
      expect.objectContaining({
        state: 'at-risk',
        reason:
          'Kept now, but 1 of 30 observations in the last 30 d missed the target, and 1 may.',
      }),
    );
    expect(statusOf(complete, daily(2)).state).toBe('broken');
  });

  it('is broken by its last value, as long as that is the last', () => {
    const values: [number, number][] = [
      [3, 0.99],
      [2, 0.971],
    ];
    expect(statusOf(completeTo98(), values)).toEqual(
      expect.objectContaining({
        state: 'broken',
        inTarget: false,
        since: '2026-11-21T10:00:00.000Z',
        value: 0.971,
        reason: 'Last observed 97.1 %; promised is at least 98 %.',
      }),
    );
  });

  it('is at risk when it burns its budget too fast', () => {
    const complete = completeTo98({ goal: 0.99, cadence: 'PT15M' });
    // Two of the last hour are bad, of 28 that may be in 30 days.
    const values = hourly(600, () => 0.99);
    const status = statusOf(complete, [
      ...values,
      [0.6, 0.9],
      [0.5, 0.9],
      [0.1, 0.99],
    ]);
    expect(status).toEqual(
      expect.objectContaining({
        state: 'at-risk',
        burnRate: expect.objectContaining({ hour: 25 }),
        reason: expect.stringMatching(
          /^Kept now, but the error budget burns 25 times as fast as it may: 2 of 603/,
        ),
      }),
    );
  });

  it.each<[string, [number, number | undefined][], Partial<Objective>, RegExp]>(
    [
      ['not-measured', [[1, undefined]], {}, /by dbt, could not be measured/],
      [
        'silent',
        [[60, 0.99]],
        { cadence: 'P1D' },
        /^No observation for 2 d 12 h; one is expected every day.$/,
      ],
      ['no-window', [[31 * 24, 0.99]], {}, /^Nothing was measured in the last/],
    ],
  )('is unknown: %s', (unknownCause, values, parts, reason) => {
    expect(statusOf(completeTo98(parts), values)).toEqual(
      expect.objectContaining({
        state: 'unknown',
        unknownCause,
        reason: expect.stringMatching(reason),
        inTarget: undefined,
      }),
    );
  });

  it('is unknown when it was never observed', () => {
    expect(
      evaluateObjective(completeTo98(), undefined, undefined, NOON),
    ).toEqual({
      state: 'unknown',
      unknownCause: 'never-observed',
      reason: 'Never observed: no value has come in yet.',
      streak: 0,
    });
  });
});

describe('windows', () => {
  it.each([
    ['PT36H', '2026-11-21T12:34:56Z', '2026-11-20T00:00:00.000Z'],
    ['P1M', '2026-11-21T12:34:56Z', '2026-10-21T12:00:00.000Z'],
    ['P3M', '2026-01-15T00:00:00Z', '2025-10-15T00:00:00.000Z'],
    ['P1Y', '2028-02-29T05:00:00Z', '2027-03-01T00:00:00.000Z'],
    ['P1M', '2027-03-30T05:00:00Z', '2027-03-01T00:00:00.000Z'],
    ['P1M', '2027-03-28T23:59:59Z', '2027-02-28T23:00:00.000Z'],
  ])('of %s before %s begin at %s', (window, at, start) => {
    expect(
      new Date(
        windowStarts(completeTo98({ window }), Date.parse(at)).window,
      ).toISOString(),
    ).toBe(start);
  });

  it('never move back', () => {
    const monthly = completeTo98({ window: 'P1M' });
    let before = 0;
    for (let at = NOON; at < NOON + 800 * DAY; at += HOUR) {
      const { window } = windowStarts(monthly, at);
      expect(window).toBeGreaterThanOrEqual(before);
      before = window;
    }
  });
});

describe('stretchesOf', () => {
  it('says of each day the worst that was in it', () => {
    const fresh = freshWithinSixHours();
    const shelf = shelfOf(fresh, [
      [60, 0],
      [50, 0],
      [48, 0],
      [44, 0],
      [40, 0],
      [36, 0],
      [32, 0],
      [28, 0],
      [24, 0],
    ]);
    const stretches = stretchesOf(
      fresh,
      shelf.history(),
      NOON - 96 * HOUR,
      NOON,
      4,
    );
    expect(stretches.map(({ state }) => state)).toEqual([
      'no-data',
      'broken',
      'kept',
      'broken',
    ]);
    expect(stretches[1].bucket.brokenMs).toBe(4 * HOUR);
    expect(stretches[3].bucket.brokenMs).toBe(18 * HOUR);
    const whole = mergeBuckets(
      fresh,
      stretches.map(({ bucket }) => bucket),
    );
    expect(whole).toEqual(
      expect.objectContaining({
        from: NOON - 96 * HOUR,
        to: NOON,
        good: 9,
        keptMs: 60 * HOUR - 22 * HOUR,
        brokenMs: 22 * HOUR,
        firstAt: NOON - 60 * HOUR,
        lastAt: NOON - 24 * HOUR,
      }),
    );
  });

  it('tells silence from having nothing to say', () => {
    const stateOf = (parts: Partial<Objective>) =>
      stretchesOf(
        completeTo98(parts),
        shelfOf(completeTo98(parts), [[72, 0.99]]).history(),
        NOON - 72 * HOUR,
        NOON,
        3,
      ).map(({ state }) => state);
    expect(stateOf({ cadence: 'P1D' })).toEqual(['kept', 'silent', 'silent']);
    expect(stateOf({ cadence: 'P30D' })).toEqual([
      'kept',
      'no-data',
      'no-data',
    ]);
  });
});

describe('judgeObservation', () => {
  it('includes the bounds', () => {
    const between = promised({
      indicator: 'volume',
      comparator: 'between',
      target: [100, 120],
      unit: 'count',
    });
    expect(
      [99, 100, 120, 121].map(value => judgeObservation(between, value)),
    ).toEqual(['breaks', 'keeps', 'keeps', 'breaks']);
    const punctual = promised({
      indicator: 'delivery-time',
      comparator: 'at-most',
      target: '09:00-08:00',
      unit: 'time-of-day',
    });
    expect(
      [32_400, 32_401].map(value => judgeObservation(punctual, value)),
    ).toEqual(['keeps', 'breaks']);
  });
});

it('rolls up anew when what is judged changes, and not when words do', () => {
  const key = objectiveKey(completeTo98());
  expect(
    objectiveKey(completeTo98({ name: 'x', severity: 'low', goal: 0.5 })),
  ).toBe(key);
  expect(objectiveKey(completeTo98({ target: 0.97 }))).not.toBe(key);
  expect(objectiveKey(completeTo98({ cadence: 'P1D' }))).not.toBe(key);
});
