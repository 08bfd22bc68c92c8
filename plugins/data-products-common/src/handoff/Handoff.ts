import { JsonObject, JsonValue } from '@backstage/types';
import { Outcome } from '../readiness';
import { Checklist, Responsible } from './Checklist';

/**
 * How a handoff can stand. `open` until every required item is approved;
 * `rejected` while a rejection stands; `lapsed` when the entity is no longer
 * what was, or was to be, signed off. Only `withdrawn` is for good.
 *
 * @public
 */
export const HANDOFF_STATES = [
  'open',
  'approved',
  'completed',
  'rejected',
  'withdrawn',
  'lapsed',
] as const;

/**
 * One of {@link HANDOFF_STATES}.
 *
 * @public
 */
export type HandoffState = (typeof HANDOFF_STATES)[number];

/**
 * What is signed: the parts of an entity that a release consists of.
 *
 * @public
 */
export interface HandoffContent {
  /** Full ref. */
  entityRef: string;
  /** Without the contract and what {@link IMMATERIAL_FIELDS} names. */
  spec: JsonObject;
  /** The document as it is declared. */
  contract?: JsonValue;
}

/**
 * A handoff as it is recorded: what happened, and nothing that follows from
 * it. {@link handoffStatus} tells how it stands.
 *
 * @public
 */
export interface Handoff {
  id: string;
  entityRef: string;
  /** SemVer, as the entity declared it. */
  release: string;
  /** As it was when the handoff was opened. */
  checklist: Checklist;
  /** SHA-256 of the content at the opening, lower-case hex. */
  fingerprint: string;
  /** Ref of the person. */
  requester: string;
  /** ISO 8601, UTC. */
  requestedAt: string;
  comment?: string;
  /** Every decision ever given, oldest first. */
  signatures: readonly HandoffSignature[];
  withdrawal?: HandoffWithdrawal;
  completion?: HandoffCompletion;
}

/** That a handoff was taken back. @public */
export interface HandoffWithdrawal {
  /** ISO 8601, UTC. */
  at: string;
  by: string;
  reason: string;
}

/** That a release was signed off. @public */
export interface HandoffCompletion {
  /** ISO 8601, UTC. */
  at: string;
  by: string;
  /** Of the content that was signed off. */
  fingerprint: string;
  /** How many signatures there were; those that came later renew. */
  signatures: number;
}

/**
 * A person's decision on one item. A later decision of the same person on the
 * same item is another signature; the latest counts, and all stay.
 *
 * @public
 */
export interface HandoffSignature {
  /** From 1 within the handoff, without gaps. */
  number: number;
  itemId: string;
  decision: 'approve' | 'reject';
  /** Ref of the person. */
  signer: string;
  /** The party of the item's `responsible` that the signer was a member of. */
  party: string;
  /** Of the content that the signer was shown. */
  fingerprint: string;
  comment?: string;
  evidence?: SignatureEvidence;
  /** ISO 8601, UTC. */
  at: string;
}

/** What a signer points at. @public */
export interface SignatureEvidence {
  /** A URL. */
  link?: string;
  /** SHA-256 of a file, lower-case hex. */
  fileHash?: string;
  note?: string;
}

/**
 * All that the standing of a handoff depends on besides its record.
 *
 * @public
 */
export interface HandoffFacts {
  /** What the entity is now; absent when the catalog does not have it. */
  current?: {
    content: HandoffContent;
    /** SHA-256 of its canonical JSON. */
    fingerprint: string;
    /** The declared `spec.version`. */
    release?: string;
  };
  /** Contents that were signed, by fingerprint; `undefined` when not kept. */
  contentOf(fingerprint: string): HandoffContent | undefined;
  /** The parties behind a `responsible`: refs of groups and users. */
  partiesOf(responsible: Responsible): readonly string[];
  /** Whether a person is a party, or a member of it through nested groups. */
  isMember(person: string, party: string): boolean;
  /** What a person or a group is called, in words where it has no title. */
  nameOf(ref: string): string;
  /** Outcomes of readiness checks by id. */
  outcomeOf(checkId: string): Outcome | undefined;
  /** How the promises are kept, all together. */
  promises?: PromisesStanding;
}

/** How the promises of an entity are kept. @public */
export interface PromisesStanding {
  state: 'kept' | 'at-risk' | 'broken' | 'unknown' | 'none';
  /** In words. */
  reason: string;
  /** ISO 8601; when it ends by time alone. */
  validUntil?: string;
}

/**
 * Why a signature counts, or does not:
 * - `superseded`: the person decided again
 * - `lapsed`: the content that it is for has changed
 * - `expired`: it had to be renewed
 * - `role-lost`: the person is no longer a member of a responsible party
 * - `requester`: nobody decides on what they asked for
 * - `second-side`: the person had signed for another side before
 * - `not-a-person`: only people sign
 *
 * @public
 */
export const SIGNATURE_STANDINGS = [
  'counts',
  'superseded',
  'lapsed',
  'expired',
  'role-lost',
  'requester',
  'second-side',
  'not-a-person',
] as const;

/**
 * One of {@link SIGNATURE_STANDINGS}.
 *
 * @public
 */
export type SignatureStanding = (typeof SIGNATURE_STANDINGS)[number];

/** A signature, and what it is worth. @public */
export interface JudgedSignature extends HandoffSignature {
  standing: SignatureStanding;
  /** Why it does not count, in words. */
  reason?: string;
  /** Of a lapsed one: what has changed of what it is for. */
  changes?: ContentChange[];
  /** ISO 8601; when it expires. */
  expiresAt?: string;
}

/** One difference between two contents. @public */
export interface ContentChange {
  /** `contract`, or the name of a field of `spec`. */
  part: string;
  /**
   * Where, from the part on: `contract.schema[customers].properties[email].logicalType`.
   * Members of lists are named where they have names.
   */
  path: string;
  kind: 'added' | 'removed' | 'changed' | 'reordered';
  /** Absent where it was added or reordered. */
  before?: JsonValue;
  /** Absent where it was removed or reordered. */
  after?: JsonValue;
}

/**
 * How an item can stand: `approved` and `rejected` by people, `passed` and
 * `failed` by facts; `waiting` for people, `unknown` for facts.
 *
 * @public
 */
export const HANDOFF_ITEM_STATES = [
  'approved',
  'rejected',
  'waiting',
  'passed',
  'failed',
  'unknown',
] as const;

/**
 * One of {@link HANDOFF_ITEM_STATES}.
 *
 * @public
 */
export type HandoffItemState = (typeof HANDOFF_ITEM_STATES)[number];

/** How an item stands. @public */
export interface HandoffItemStatus {
  itemId: string;
  state: HandoffItemState;
  /** Whether nothing is left to do for it: `approved` or `passed`. */
  done: boolean;
  /** In one sentence. */
  reason: string;
  /** How many approvals count. */
  approvals: number;
  /** All of the item, oldest first. */
  signatures: JudgedSignature[];
  /** Refs of groups and users that can do it now; empty when it is done. */
  waitingOn: string[];
}

/** How a handoff stands. @public */
export interface HandoffStatus {
  state: HandoffState;
  /** In one sentence. */
  reason: string;
  /** In the order of the checklist. */
  items: HandoffItemStatus[];
  /** Of the required items. */
  progress: { done: number; required: number };
  /**
   * What has changed since it was completed, or else since it was opened.
   */
  changes: ContentChange[];
  /** ISO 8601; when time alone may change it. */
  validUntil?: string;
}
