import { worseOf } from '../judging/judgeObservation';
import { judgingTermsOf } from '../judging/JudgingTerms';
import { Objective } from '../Objective';
import { ObjectiveStatus } from '../ObjectiveStatus';

/**
 * A breach that goes on.
 *
 * @public
 */
export interface OpenBreach {
  /** When the target began to be missed; ISO 8601. */
  since: string;
  /** When that was noticed; ISO 8601. */
  openedAt: string;
  /** In the objective's unit. */
  worstValue?: number;
  /** ISO 8601. */
  worstAt?: string;
}

/**
 * What becomes of an objective's breach.
 *
 * @public
 */
export type BreachStep =
  | { action: 'open'; breach: OpenBreach }
  | { action: 'keep'; breach: OpenBreach }
  /** `until`: when the target began to be met again; ISO 8601. */
  | { action: 'close'; breach: OpenBreach; until: string }
  | { action: 'nothing' };

/**
 * When breaches open and close.
 *
 * @public
 */
export interface BreachSettings {
  /** Observations in a row that open a breach of low severity; 2 when absent. */
  confirmations?: number;
  /** Observations in target, in a row, that close one; 2 when absent. */
  recoveries?: number;
  /** How long the target must be met before one is closed, in ms; 10 min when absent. */
  recoveryMs?: number;
}

/** What holds where nothing else is said. */
export const BREACH_DEFAULTS: Required<BreachSettings> = {
  confirmations: 2,
  recoveries: 2,
  recoveryMs: 10 * 60_000,
};

/**
 * What becomes of an objective's breach, given its status.
 *
 * It opens as soon as the clock or an observation says that the target is
 * missed; of low severity only when observations in a row say so, or no budget
 * is left. It closes when the target has been met for long enough, by enough
 * observations in a row; what happens in between belongs to the same breach. As
 * long as nothing is known, nothing changes.
 *
 * @param open - the objective's open breach
 * @param now - epoch ms
 * @public
 */
export function nextBreach(
  objective: Objective,
  open: OpenBreach | undefined,
  status: ObjectiveStatus,
  now: number,
  settings?: BreachSettings,
): BreachStep {
  const limits = { ...BREACH_DEFAULTS, ...settings };
  if (!open) {
    return isConfirmed(objective, status, limits)
      ? { action: 'open', breach: newBreach(status, now) }
      : { action: 'nothing' };
  }
  if (status.inTarget === undefined || status.since === undefined) {
    return { action: 'keep', breach: open };
  }
  if (!status.inTarget) {
    return { action: 'keep', breach: withWorst(objective, open, status) };
  }
  const isOver =
    status.streak >= limits.recoveries &&
    now - Date.parse(status.since) >= limits.recoveryMs;
  return isOver
    ? { action: 'close', breach: open, until: laterOf(open, status.since) }
    : { action: 'keep', breach: open };
}

/** By another promise the target may have been met all the time: then it ends when it began. */
function laterOf({ since }: OpenBreach, until: string): string {
  return Date.parse(until) < Date.parse(since) ? since : until;
}

function isConfirmed(
  objective: Objective,
  status: ObjectiveStatus,
  { confirmations }: Required<BreachSettings>,
): boolean {
  if (status.inTarget !== false) {
    return false;
  }
  const byClock = judgingTermsOf(objective).manner === 'ages';
  const isSpent =
    objective.goal < 1 && status.budget !== undefined && status.budget.left < 0;
  return (
    byClock ||
    objective.severity !== 'low' ||
    status.streak >= confirmations ||
    isSpent
  );
}

function newBreach(status: ObjectiveStatus, now: number): OpenBreach {
  const openedAt = new Date(now).toISOString();
  return {
    since: status.since ?? openedAt,
    openedAt,
    worstValue: status.value,
    worstAt: status.valueAt,
  };
}

function withWorst(
  objective: Objective,
  open: OpenBreach,
  status: ObjectiveStatus,
): OpenBreach {
  const worst = worseOf(
    judgingTermsOf(objective),
    open.worstValue,
    status.value,
  );
  return worst === open.worstValue
    ? open
    : { ...open, worstValue: worst, worstAt: status.valueAt };
}
