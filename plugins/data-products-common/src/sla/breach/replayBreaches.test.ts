import fc from 'fast-check';
import { BucketShelf } from '../__fixtures__/BucketShelf';
import { completeTo98, freshWithinSixHours } from '../__fixtures__/promised';
import { evaluateObjective, sumWindows } from '../evaluation';
import { Objective } from '../Objective';
import { Carry, Measurement } from '../rollup';
import { nextBreach, OpenBreach } from './nextBreach';
import { PastBreach, replayBreaches, replayTime } from './replayBreaches';

const MINUTE = 60_000;
const START = Date.parse('2026-11-21T00:00:00.000Z');
const MINUTES = 600;

const objectives = fc.constantFrom(
  freshWithinSixHours({ target: 3_600 }),
  freshWithinSixHours({ target: 1_800, severity: 'low' }),
  completeTo98(),
  completeTo98({ cadence: 'PT1H' }),
  completeTo98({ severity: 'low', goal: 1 }),
);

const series = fc.uniqueArray(
  fc.record({
    minute: fc.nat({ max: MINUTES - 1 }),
    isGood: fc.boolean(),
    isMeasured: fc.integer({ min: 0, max: 5 }).map(number => number > 0),
  }),
  { maxLength: 25, selector: ({ minute }) => minute },
);

function measured(
  objective: Objective,
  all: (typeof series extends fc.Arbitrary<infer T> ? T : never)[number][],
): Measurement[] {
  const values = objective.unit === 'ratio' ? [0.99, 0.5] : [60, 5_000];
  return [...all]
    .sort((a, b) => a.minute - b.minute)
    .map(({ minute, isGood, isMeasured }) => ({
      id: String(minute),
      at: START + minute * MINUTE,
      value: isMeasured ? values[isGood ? 0 : 1] : undefined,
      source: 'test',
    }));
}

/** Somebody looks every minute, and whenever an observation comes. */
function watch(objective: Objective, measurements: readonly Measurement[]) {
  const shelf = new BucketShelf(objective);
  const closed: { since: string; until: string }[] = [];
  let open: OpenBreach | undefined;
  const look = (now: number) => {
    const carry = shelf.carry();
    const windows = carry && sumWindows(objective, shelf.history(), now);
    const status = evaluateObjective(objective, windows, carry, now);
    const step = nextBreach(objective, open, status, now);
    if (step.action === 'close') {
      closed.push({ since: step.breach.since, until: step.until });
    }
    open =
      'breach' in step && step.action !== 'close' ? step.breach : undefined;
  };
  for (let minute = 0; minute <= MINUTES; minute++) {
    const now = START + minute * MINUTE;
    look(now);
    for (const measurement of measurements.filter(({ at }) => at === now)) {
      shelf.put(measurement);
      look(now);
    }
  }
  return { closed, open: open?.since };
}

const iso = (time: number) => new Date(time).toISOString();

function replay(objective: Objective, parts: readonly Measurement[][]) {
  const closed: PastBreach[] = [];
  let carry: Carry | undefined;
  for (const part of parts) {
    const replayed = replayBreaches(objective, part, carry);
    closed.push(...replayed.closed);
    carry = replayed.carryOut;
  }
  const end = carry && replayTime(objective, carry, START + MINUTES * MINUTE);
  return { closed: [...closed, ...(end?.closed ?? [])], open: end?.open };
}

describe('breaches of the past', () => {
  it('are those that would have been seen as they happened', () => {
    let seen = 0;
    fc.assert(
      fc.property(objectives, series, (objective, all) => {
        const measurements = measured(objective, all);
        const { closed, open } = replay(objective, [measurements]);
        seen += closed.length;
        expect({
          closed: closed.map(({ since, until }) => ({
            since: iso(since),
            until: iso(until),
          })),
          open: open && iso(open.since),
        }).toEqual(watch(objective, measurements));
      }),
      { numRuns: 300 },
    );
    expect(seen).toBeGreaterThan(20);
  });

  it('are the same when they are replayed part by part', () => {
    fc.assert(
      fc.property(
        objectives,
        series,
        fc.nat({ max: 25 }),
        fc.nat({ max: 25 }),
        (objective, all, first, second) => {
          const measurements = measured(objective, all);
          const [a, b] = [first, second].sort((x, y) => x - y);
          expect(
            replay(objective, [
              measurements.slice(0, a),
              measurements.slice(a, b),
              measurements.slice(b),
            ]),
          ).toEqual(replay(objective, [measurements]));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('have the age that data reached as their worst value', () => {
    const objective = freshWithinSixHours({ target: 3_600 });
    const at = (minute: number, value: number) => ({
      id: String(minute),
      at: START + minute * MINUTE,
      value,
      source: 'test',
    });
    const { closed } = replay(objective, [
      [at(0, 0), at(90, 0), at(100, 0), at(110, 0)],
    ]);
    expect(closed).toEqual([
      {
        since: START + 60 * MINUTE,
        until: START + 90 * MINUTE,
        worstValue: 90 * 60,
        worstAt: START + 90 * MINUTE,
      },
    ]);
  });
});
