/**
 * How a waiver can stand. It is in force while it is `approved`; `expired`
 * once its end has come, decided or not.
 *
 * @public
 */
export const WAIVER_STATES = [
  'requested',
  'approved',
  'expired',
  'revoked',
  'rejected',
  'withdrawn',
] as const;

/**
 * One of {@link WAIVER_STATES}.
 *
 * @public
 */
export type WaiverState = (typeof WAIVER_STATES)[number];

/**
 * What can be decided about a waiver that is requested.
 *
 * @public
 */
export const WAIVER_DECISIONS = ['approve', 'reject'] as const;

/**
 * One of {@link WAIVER_DECISIONS}.
 *
 * @public
 */
export type WaiverDecision = (typeof WAIVER_DECISIONS)[number];

/**
 * A time-boxed exemption of one entity from one check, as it is recorded: what
 * people did, and nothing that follows from it. {@link waiverState} tells how
 * it stands.
 *
 * @public
 */
export interface Waiver {
  id: string;
  /** Full entity ref. */
  entityRef: string;
  checkId: string;
  /** Why the check may fail for a while. */
  reason: string;
  /** ISO 8601, UTC; the waiver counts before, not at. */
  until: string;
  /** Ref of the person. */
  requestedBy: string;
  /** ISO 8601, UTC. */
  requestedAt: string;
  decision?: {
    decision: WaiverDecision;
    /** Ref of the person, who is not the one that requested it. */
    by: string;
    /** ISO 8601, UTC. */
    at: string;
    comment?: string;
  };
  /** By who requested it; `at` is ISO 8601, UTC. */
  withdrawal?: { at: string };
  /** `by` is the ref of the person, `at` ISO 8601, UTC. */
  revocation?: { by: string; at: string; reason: string };
}
