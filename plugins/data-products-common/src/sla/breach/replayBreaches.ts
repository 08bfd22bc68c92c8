import { worseOf } from '../judging/judgeObservation';
import { JudgingTerms, judgingTermsOf } from '../judging/JudgingTerms';
import { Objective } from '../Objective';
import { Carry, CarriedBreach, Measurement } from '../rollup/Bucket';
import { knownUntil } from '../rollup/judgeSpan';
import { advance, byTimeThenId } from '../rollup/rollUpBucket';
import { BREACH_DEFAULTS, BreachSettings } from './nextBreach';

/**
 * A breach that is over; times in epoch ms.
 *
 * @public
 */
export interface PastBreach extends CarriedBreach {
  /** When the target began to be met again. */
  until: number;
}

/**
 * Which breaches observations make, whenever they came: those that
 * {@link nextBreach} would have opened and closed had each come at its time,
 * and had somebody looked all the time. Parts of a series may be replayed one
 * after the other: what is open is handed on with the carry.
 *
 * Of data that grew too old, the worst value is the age that it reached.
 *
 * @param measurements - each id once, none before `carryIn`, in any order
 * @param carryIn - `carryOut` of what was replayed before
 * @public
 */
export function replayBreaches(
  objective: Objective,
  measurements: readonly Measurement[],
  carryIn: Carry | undefined,
  settings?: BreachSettings,
): { closed: PastBreach[]; carryOut: Carry | undefined } {
  const terms = judgingTermsOf(objective);
  const limits = limitsOf(objective, terms, settings);
  const closed: PastBreach[] = [];
  let carry = carryIn;
  for (const measurement of [...measurements].sort(byTimeThenId)) {
    const passed = carry && passTime(terms, limits, carry, measurement.at);
    closed.push(...(passed?.closed ?? []));
    carry = advance(terms, carry, measurement);
    carry = { ...carry, breach: observe(terms, limits, carry, passed?.open) };
  }
  return { closed, carryOut: carry };
}

/**
 * What time alone makes of breaches after the last observation.
 *
 * @param carry - of {@link replayBreaches}
 * @param now - epoch ms, not before the last observation
 * @public
 */
export function replayTime(
  objective: Objective,
  carry: Carry,
  now: number,
  settings?: BreachSettings,
): { closed: PastBreach[]; open: CarriedBreach | undefined } {
  const terms = judgingTermsOf(objective);
  return passTime(terms, limitsOf(objective, terms, settings), carry, now);
}

/**
 * Whether breaches of an objective follow from its observations one by one.
 * Where a budget that is spent opens breaches too, they do not: the whole
 * window would have to be looked at, at every one.
 *
 * @public
 */
export function isReplayable(objective: Objective): boolean {
  const { severity, goal } = objective;
  return (
    severity !== 'low' ||
    goal === 1 ||
    judgingTermsOf(objective).manner === 'ages'
  );
}

/** `confirmations` are those that this objective needs. */
type Limits = Required<BreachSettings>;

function limitsOf(
  { severity }: Objective,
  { manner }: JudgingTerms,
  settings: BreachSettings | undefined,
): Limits {
  const limits = { ...BREACH_DEFAULTS, ...settings };
  const needsMany = severity === 'low' && manner !== 'ages';
  return { ...limits, confirmations: needsMany ? limits.confirmations : 1 };
}

/** From the last observation until a time at which the next comes, or nothing yet. */
function passTime(
  terms: JudgingTerms,
  limits: Limits,
  carry: Carry,
  to: number,
): { closed: PastBreach[]; open: CarriedBreach | undefined } {
  const closed: PastBreach[] = [];
  let open = carry.breach;
  const until = carry.kept ? carry.since : undefined;
  if (open && until !== undefined && carry.streak >= limits.recoveries) {
    const closesAt = Math.max(carry.at, until + limits.recoveryMs);
    if (closesAt <= to && isKnown(terms, carry, closesAt)) {
      closed.push({ ...open, until });
      open = undefined;
    }
  }
  if (terms.manner === 'ages' && carry.newestAt !== undefined) {
    const edge = knownUntil(terms, carry);
    if (to > edge) {
      const since = carry.kept ? edge : carry.since ?? edge;
      const age = (to - carry.newestAt) / 1_000;
      open = withValue(terms, open ?? { since }, age, to);
    }
  }
  return { closed, open };
}

/** What an observation makes of the breach that is open before it. */
function observe(
  terms: JudgingTerms,
  limits: Limits,
  carry: Carry,
  open: CarriedBreach | undefined,
): CarriedBreach | undefined {
  const isMissed = carry.measured && carry.kept === false;
  if (!isMissed || (!open && carry.streak < limits.confirmations)) {
    return open;
  }
  return withValue(
    terms,
    open ?? { since: carry.since ?? carry.at },
    carry.value,
    carry.valueAt,
  );
}

/** Whether it is known that the target is met, at a time without another observation. */
function isKnown(terms: JudgingTerms, carry: Carry, at: number): boolean {
  const edge = knownUntil(terms, carry);
  return terms.manner === 'ages'
    ? at <= edge
    : carry.measured && at <= Math.min(edge, carry.at + terms.silentAfterMs);
}

function withValue(
  terms: JudgingTerms,
  open: CarriedBreach,
  value: number | undefined,
  at: number | undefined,
): CarriedBreach {
  const worstValue = worseOf(terms, open.worstValue, value);
  return worstValue === open.worstValue
    ? open
    : { ...open, worstValue, worstAt: at };
}
