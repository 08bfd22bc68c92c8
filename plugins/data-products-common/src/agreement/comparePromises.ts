import { Objective, parseDuration, targetBounds } from '../sla';
import { describeDuration } from '../sla/duration';
import { readDailyDue } from '../sla/judging/timeOfDay';

/**
 * What became of one promise. `weaker` when any part of it is, whatever else
 * became stronger; `removed` also when it is now a promise about another
 * thing, which is then `added`.
 *
 * @public
 */
export type PromiseVerdict =
  | 'same'
  | 'stronger'
  | 'weaker'
  | 'removed'
  | 'added';

/**
 * The parts of a promise that make it strong or weak.
 *
 * @public
 */
export type PromiseAspect = 'target' | 'goal' | 'window' | 'cadence';

/**
 * What became of one promise, and in which parts.
 *
 * @public
 */
export interface PromiseComparison {
  /** Of the objective. */
  name: string;
  verdict: PromiseVerdict;
  /** The parts that make it stronger. */
  stronger: PromiseAspect[];
  /** The parts that make it weaker; also where nothing says which is stronger. */
  weaker: PromiseAspect[];
  /** For people, in one sentence. */
  words: string;
}

type Strength = 'same' | 'stronger' | 'weaker' | 'incomparable';

/**
 * Compares promises as they are now with those that were signed, by name and
 * by what they are about. Signed ones come first, in their order, then those
 * that were added.
 *
 * A target is stronger when it allows less, a goal when it is higher, a window
 * when it is shorter (what holds in each day holds in the month), a cadence
 * when it is shorter. A window does not matter to what must always hold. How
 * severe a breach is, and why it matters, is no part of a promise.
 *
 * @public
 */
export function comparePromises(
  signed: readonly Objective[],
  current: readonly Objective[],
): PromiseComparison[] {
  const now = new Map(
    current.map(objective => [subjectOf(objective), objective]),
  );
  const before = new Set(signed.map(subjectOf));
  return [
    ...signed.map(objective => {
      const counterpart = now.get(subjectOf(objective));
      return counterpart
        ? compareObjective(objective, counterpart)
        : alone(objective, 'removed', 'No longer promised');
    }),
    ...current
      .filter(objective => !before.has(subjectOf(objective)))
      .map(objective => alone(objective, 'added', 'Promised besides')),
  ];
}

/**
 * The changes that breach an agreement: what is weaker than it was signed, or
 * not promised any more. Nothing when the agreement stands.
 *
 * @public
 */
export function breachesByChange(
  comparisons: readonly PromiseComparison[],
): PromiseComparison[] {
  return comparisons.filter(
    ({ verdict }) => verdict === 'weaker' || verdict === 'removed',
  );
}

function compareObjective(
  signed: Objective,
  current: Objective,
): PromiseComparison {
  const strengths: [PromiseAspect, Strength][] = [
    ['target', compareTargets(signed, current)],
    ['goal', shorterIsStronger(-signed.goal, -current.goal)],
    ['window', compareWindows(signed, current)],
    [
      'cadence',
      shorterIsStronger(
        signed.cadence === undefined ? Infinity : secondsOf(signed.cadence),
        current.cadence === undefined ? Infinity : secondsOf(current.cadence),
        signed.cadence === current.cadence,
      ),
    ],
  ];
  const aspects = (...wanted: Strength[]) =>
    strengths.flatMap(([aspect, strength]) =>
      wanted.includes(strength) ? aspect : [],
    );
  const stronger = aspects('stronger');
  const weaker = aspects('weaker', 'incomparable');
  const about = { name: signed.name, stronger, weaker };
  const change = `signed was “${wordsOf(signed)}”, now it is “${wordsOf(
    current,
  )}”.`;
  if (weaker.length) {
    const words = `Weaker in ${weaker.join(' and ')}: ${change}`;
    return { ...about, verdict: 'weaker', words };
  }
  if (stronger.length) {
    const words = `Stronger in ${stronger.join(' and ')}: ${change}`;
    return { ...about, verdict: 'stronger', words };
  }
  return {
    ...about,
    verdict: 'same',
    words: `As signed: ${wordsOf(current)}.`,
  };
}

function alone(
  objective: Objective,
  verdict: 'removed' | 'added',
  what: string,
): PromiseComparison {
  return {
    name: objective.name,
    verdict,
    stronger: [],
    weaker: [],
    words: `${what}: ${wordsOf(objective)}.`,
  };
}

/** What a promise is about: promises about other things have no common measure. */
function subjectOf(objective: Objective): string {
  const { name, indicator, element, unit, countUnit } = objective;
  return JSON.stringify([
    name,
    indicator,
    element ?? '',
    unit,
    countUnit ?? '',
  ]);
}

function compareTargets(signed: Objective, current: Objective): Strength {
  if (
    signed.comparator === current.comparator &&
    JSON.stringify(signed.target) === JSON.stringify(current.target)
  ) {
    return 'same';
  }
  const before = rangeOf(signed);
  const now = rangeOf(current);
  if (!before || !now || before.zone !== now.zone) {
    return 'incomparable';
  }
  const within = now.low >= before.low && now.high <= before.high;
  const around = now.low <= before.low && now.high >= before.high;
  if (within && around) {
    return 'same';
  }
  if (within) {
    return 'stronger';
  }
  return around ? 'weaker' : 'incomparable';
}

/** What a target allows; `undefined` for a time of day that none can read. */
function rangeOf(
  objective: Objective,
): { low: number; high: number; zone: string } | undefined {
  let zone = '';
  try {
    if (objective.unit === 'time-of-day') {
      zone = JSON.stringify(readDailyDue(String(objective.target)).zone);
    }
    const { low = -Infinity, high = Infinity } = targetBounds(objective);
    return { low, high, zone };
  } catch {
    return undefined;
  }
}

function compareWindows(signed: Objective, current: Objective): Strength {
  return signed.goal === 1 && current.goal === 1
    ? 'same'
    : shorterIsStronger(
        secondsOf(signed.window),
        secondsOf(current.window),
        signed.window === current.window,
      );
}

function shorterIsStronger(
  signed: number,
  current: number,
  same = signed === current,
): Strength {
  if (same || signed === current) {
    return 'same';
  }
  if (current < signed) {
    return 'stronger';
  }
  return current > signed ? 'weaker' : 'incomparable';
}

/** Not a number when it is no duration: then nothing is shorter. */
function secondsOf(duration: string): number {
  return parseDuration(duration) ?? NaN;
}

/** The promise, and what its words leave out. */
function wordsOf({ promise, cadence }: Objective): string {
  if (cadence === undefined) {
    return promise;
  }
  const seconds = parseDuration(cadence);
  const every = seconds === undefined ? cadence : describeDuration(seconds);
  return `${promise}, observed every ${every}`;
}
