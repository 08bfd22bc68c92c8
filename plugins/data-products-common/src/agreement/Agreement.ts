import { Objective } from '../sla';

/**
 * The two sides of an agreement.
 *
 * @public
 */
export const AGREEMENT_SIDES = ['provider', 'consumer'] as const;

/**
 * One of {@link AGREEMENT_SIDES}.
 *
 * @public
 */
export type AgreementSide = (typeof AGREEMENT_SIDES)[number];

/**
 * How an agreement can stand. `proposed` until both sides have signed the same
 * revision; `superseded` when a newer one of the same pair came into force.
 *
 * @public
 */
export const AGREEMENT_STATES = [
  'proposed',
  'active',
  'expired',
  'superseded',
  'terminated',
] as const;

/**
 * One of {@link AGREEMENT_STATES}.
 *
 * @public
 */
export type AgreementState = (typeof AGREEMENT_STATES)[number];

/**
 * What no answer to a change can mean: that it is not accepted, or that it is.
 *
 * @public
 */
export const CHANGE_SILENCES = ['not-accepted', 'accepted'] as const;

/**
 * One of {@link CHANGE_SILENCES}.
 *
 * @public
 */
export type ChangeSilence = (typeof CHANGE_SILENCES)[number];

/**
 * What two sides agree on for changes; where it says nothing, the gate's own
 * terms hold.
 *
 * @public
 */
export interface ChangeTerms {
  /** ISO 8601 duration that the consumer has to answer. */
  answerWithin?: string;
  /** What it means when the consumer does not answer in time. */
  silence?: ChangeSilence;
}

/**
 * What both sides sign.
 *
 * @public
 */
export interface AgreementTerms {
  objectives: Objective[];
  /** ISO 8601 durations. */
  responseTimes?: { acknowledge?: string; restore?: string };
  /** What holds for changes of the data that need the consumer's answer. */
  changes?: ChangeTerms;
  /** What the provider does when a promise is broken. */
  remediation?: string;
  /** How the consumer gets at the data, and for what. */
  access?: string;
  /** ISO 8601 date of the first review; the others follow every three months. */
  reviewOn?: string;
  /** ISO 8601 date; the agreement ends as this day begins, UTC. */
  renewOn: string;
  notes?: string;
}

/**
 * Terms as one side proposed them.
 *
 * @public
 */
export interface AgreementRevision {
  /** From 1, without gaps. */
  revision: number;
  terms: AgreementTerms;
  /** SHA-256 of its {@link agreementContent}, lower-case hex. */
  fingerprint: string;
  side: AgreementSide;
  /** Ref of the person who proposed it. */
  proposedBy: string;
  /** ISO 8601, UTC. */
  proposedAt: string;
}

/**
 * A person's signature for their side.
 *
 * @public
 */
export interface AgreementSignature {
  revision: number;
  /** Of the revision, as the signer saw it. */
  fingerprint: string;
  side: AgreementSide;
  /** Ref of the person. */
  signer: string;
  /** ISO 8601, UTC. */
  at: string;
}

/**
 * An agreement as it is recorded: what happened, and nothing that follows from
 * it. {@link agreementStatus} tells how it stands.
 *
 * @public
 */
export interface Agreement {
  id: string;
  entityRef: string;
  /** Ref of the team that owns the entity. */
  provider: string;
  /** Ref of the group that consumes it. */
  consumer: string;
  /** Oldest first. */
  revisions: AgreementRevision[];
  signatures: AgreementSignature[];
  /** When a newer agreement of the same pair came into force, ISO 8601, UTC. */
  supersededAt?: string;
  /** `at` is ISO 8601, UTC. */
  termination?: { at: string; by: string; reason: string };
}
