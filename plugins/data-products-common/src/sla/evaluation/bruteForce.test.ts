import fc from 'fast-check';
import { DateTime } from 'luxon';
import { bruteForce, Found, Seen } from '../__fixtures__/bruteForce';
import { BucketShelf } from '../__fixtures__/BucketShelf';
import { promised } from '../__fixtures__/promised';
import { Objective } from '../Objective';
import { readObservation } from '../observation';
import { measurementOf } from '../rollup';
import { evaluateObjective } from './evaluateObjective';
import { nextChange } from './nextChange';
import { moveWindows, sumWindows, windowStarts } from './windows';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONE = 'Europe/Berlin';

/** Around both changes of the clock, a leap day, and nothing in particular. */
const STARTS = [
  '2026-03-27T20:00:00Z',
  '2026-10-23T20:00:00Z',
  '2028-02-28T12:30:00Z',
  '2026-06-10T00:00:00Z',
].map(text => Date.parse(text));

const objectives = fc
  .record({
    form: fc.constantFrom(
      { indicator: 'freshness', comparator: 'at-most', unit: 'seconds' },
      { indicator: 'availability', comparator: 'at-least', unit: 'ratio' },
      { indicator: 'completeness', comparator: 'at-least', unit: 'ratio' },
      {
        indicator: 'delivery-time',
        comparator: 'at-most',
        unit: 'time-of-day',
      },
    ) as fc.Arbitrary<Pick<Objective, 'indicator' | 'comparator' | 'unit'>>,
    goal: fc.constantFrom(0.5, 0.9, 0.99, 1),
    window: fc.constantFrom('PT12H', 'P1D', 'P4D', 'P30D'),
    cadence: fc.constantFrom(undefined, 'PT1H', 'P1D'),
    hours: fc.integer({ min: 1, max: 12 }),
    minute: fc.constantFrom('00', '30'),
  })
  .map(({ form, goal, window, cadence, hours, minute }) => {
    const targets: Partial<Record<string, Objective['target']>> = {
      seconds: hours * 3_600,
      'time-of-day': `${String(hours).padStart(2, '0')}:${minute} ${ZONE}`,
    };
    return promised({
      ...form,
      name: 'x',
      goal,
      window,
      cadence,
      target: targets[form.unit] ?? 0.95,
    });
  });

/** Minutes of the day make equal times likely; milliseconds make odd ones. */
const instant = fc.oneof(
  fc.integer({ min: 0, max: 4 * 24 * 60 }).map(minutes => minutes * MINUTE),
  fc.integer({ min: 0, max: 4 * DAY }),
);

const version = fc.record({
  at: instant,
  /** How long before it was observed that it became so, or was measured. */
  before: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 0, max: 15 * 60 }).map(minutes => minutes * MINUTE),
  ),
  keeps: fc.boolean(),
  isMeasured: fc.integer({ min: 0, max: 4 }).map(number => number > 0),
});

/** Each with its corrections, the last of which stands. */
const observations = fc.array(
  fc.array(version, { minLength: 1, maxLength: 3 }),
  { maxLength: 10 },
);

const cases = fc.record({
  objective: objectives,
  start: fc.constantFrom(...STARTS),
  observations,
  /** In which order they arrive, and which arrive again. */
  order: fc.array(fc.nat(), { maxLength: 40 }),
  later: instant,
});

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;
type Version = Case['observations'][number][number];

/** What the pipeline sends, as it would be written in the zone. */
function inputOf(
  objective: Objective,
  id: string,
  start: number,
  one: Version,
) {
  const observed = start + one.at;
  const inZone = DateTime.fromMillis(observed - one.before, { zone: ZONE });
  const ratio = one.keeps ? 0.97 : 0.9;
  const measured = objective.unit === 'ratio' ? ratio : inZone.toISO()!;
  return {
    id,
    entityRef: 'dataproduct:default/orders',
    objective: objective.name,
    value: one.isMeasured ? measured : null,
    observedAt: DateTime.fromMillis(observed, { zone: ZONE }).toISO()!,
    source: 'test',
  };
}

/** What the brute force sees of the same. */
function seenOf(
  objective: Objective,
  id: string,
  start: number,
  one: Version,
): Seen {
  const at = start + one.at;
  if (!one.isMeasured) {
    return { id, at, seen: undefined };
  }
  switch (objective.indicator) {
    case 'freshness':
      return { id, at, seen: at - one.before };
    case 'delivery-time':
      return { id, at, seen: isInTime(objective, at - one.before) };
    default:
      return { id, at, seen: one.keeps };
  }
}

/** By the calendar of the zone: the due time that is nearest is the one that counts. */
function isInTime({ target }: Objective, delivered: number): boolean {
  const [hour, minute] = String(target).slice(0, 5).split(':').map(Number);
  const local = DateTime.fromMillis(delivered, { zone: ZONE });
  const dues = [-1, 0, 1].map(days =>
    local.startOf('day').plus({ days }).set({ hour, minute }).toMillis(),
  );
  const nearest = Math.min(...dues.map(due => Math.abs(delivered - due)));
  return (
    dues.some(
      due => Math.abs(delivered - due) === nearest && delivered <= due,
    ) && !dues.some(due => delivered - due === nearest && nearest > 0)
  );
}

function fill({ objective, start, observations: all, order }: Case): {
  shelf: BucketShelf;
  series: Seen[];
} {
  const shelf = new BucketShelf(objective);
  const arrive = (index: number, version_: number) => {
    const reading = readObservation(
      inputOf(objective, `o${index}`, start, all[index][version_]),
      [objective],
      start + 5 * DAY,
    );
    expect(reading.refusal).toBeUndefined();
    for (const observation of reading.observations ?? []) {
      shelf.put(measurementOf(observation));
    }
  };
  const next = all.map(() => 0);
  const open = () =>
    all.flatMap((versions, index) =>
      next[index] < versions.length ? [index] : [],
    );
  for (const number of order) {
    if (all.length) {
      const index = number % all.length;
      // What has wholly arrived arrives again, unchanged.
      arrive(index, Math.min(next[index], all[index].length - 1));
      next[index] += 1;
    }
  }
  for (let waiting = open(); waiting.length; waiting = open()) {
    const index = waiting[waiting.length - 1];
    arrive(index, next[index]);
    next[index] += 1;
  }
  const series = all.map((versions, index) =>
    seenOf(objective, `o${index}`, start, versions[versions.length - 1]),
  );
  return { shelf, series };
}

function windowsOf(shelf: BucketShelf, objective: Objective, now: number) {
  const starts = windowStarts(objective, Math.max(now, shelf.carry()?.at ?? 0));
  const history = shelf.history(Math.min(...Object.values(starts)));
  return sumWindows(objective, history, now);
}

function evaluate(shelf: BucketShelf, objective: Objective, now: number) {
  const windows = windowsOf(shelf, objective, now);
  return evaluateObjective(objective, windows, shelf.carry(), now);
}

/** What a status says: not how many were good, but their share. */
type Said = Omit<Found, 'good'> & { shareKept: number | undefined };

function saidBy(shelf: BucketShelf, objective: Objective, now: number): Said {
  const status = evaluate(shelf, objective, now);
  const { state, unknownCause, inTarget, since, budget, shareKept } = status;
  const bad = budget?.used ?? 0;
  return {
    state,
    unknownCause,
    inTarget,
    since: since === undefined ? undefined : Date.parse(since),
    shareKept,
    bad,
    total: budget?.total ?? 0,
  };
}

/** Nothing is said of a run while it is unknown. */
function asSaid({ good, ...expected }: Found): Said {
  const seen = good + expected.bad;
  return {
    ...expected,
    shareKept: seen > 0 ? good / seen : undefined,
    since: expected.inTarget === undefined ? undefined : expected.since,
  };
}

describe('evaluation from buckets', () => {
  it('finds what a brute-force evaluation of the final series finds, in whatever order it arrived', () => {
    fc.assert(
      fc.property(cases, one => {
        const { shelf, series } = fill(one);
        const { objective, start, later } = one;
        for (const now of [start + later, start + 4 * DAY + later]) {
          expect(saidBy(shelf, objective, now)).toEqual(
            asSaid(bruteForce(objective, series, now)),
          );
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('finds the same with windows that were moved on as with windows that were summed up', () => {
    let moves = 0;
    fc.assert(
      fc.property(cases, fc.nat({ max: 40 * 24 }), (one, hours) => {
        const { shelf } = fill(one);
        const { objective, start, later } = one;
        const carry = shelf.carry();
        const windows = windowsOf(shelf, objective, start + later);
        const now = start + later + hours * HOUR;
        const moved = carry && moveWindows(objective, windows, carry, now);
        const found = evaluateObjective(objective, moved, carry, now);
        const expected = evaluate(shelf, objective, now);
        moves += moved && hours ? 1 : 0;
        expect(moved ? found : expected).toEqual(expected);
      }),
      { numRuns: 5000 },
    );
    expect(moves).toBeGreaterThan(1000);
  });

  it('knows the first instant at which time alone changes the state', () => {
    const probes = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 10,
      maxLength: 10,
    });
    fc.assert(
      fc.property(cases, probes, (one, parts) => {
        const { shelf, series } = fill(one);
        const { objective, start, later } = one;
        const now = start + later;
        const stateAt = (time: number) => {
          const found = bruteForce(objective, series, time);
          return `${found.state} ${found.unknownCause} ${found.inTarget}`;
        };
        const first = stateAt(now);
        const history = shelf.history();
        const change = nextChange(objective, history, now);
        const status = evaluate(shelf, objective, now);
        const end = change ?? now + 60 * DAY;
        for (const part of parts) {
          expect(stateAt(Math.floor(now + part * (end - 1 - now)))).toBe(first);
        }
        const ends = change === undefined ? [] : [change];
        expect(ends.filter(time => stateAt(time) === first)).toEqual([]);
        expect(ends.filter(time => stateAt(time - 1) !== first)).toEqual([]);
        expect(
          ends.filter(time => Date.parse(status.validUntil!) > time),
        ).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
