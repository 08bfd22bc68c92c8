import { VersionStep } from '../contract/difference';

/**
 * What a change is a change of.
 *
 * @public
 */
export const CHANGE_KINDS = [
  'schema',
  'definition',
  'pipeline',
  'policy',
] as const;

/**
 * One of {@link CHANGE_KINDS}.
 *
 * @public
 */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/**
 * How a change can stand. `open` until it is promoted or withdrawn; a promoted
 * one may be rolled back.
 *
 * @public
 */
export const CHANGE_STATES = [
  'open',
  'promoted',
  'rolled-back',
  'withdrawn',
] as const;

/**
 * One of {@link CHANGE_STATES}.
 *
 * @public
 */
export type ChangeState = (typeof CHANGE_STATES)[number];

/**
 * What a change does to those who use the data: what its contract differs in,
 * or `unknown` where nothing that can be compared says it. `none` where the
 * contract stays as it is.
 *
 * @public
 */
export const CHANGE_EFFECTS = [
  'breaking',
  'compatible',
  'documentation',
  'none',
  'unknown',
] as const;

/**
 * One of {@link CHANGE_EFFECTS}.
 *
 * @public
 */
export type ChangeEffect = (typeof CHANGE_EFFECTS)[number];

/**
 * As what a party answers a change: as one that consumes the data under an
 * agreement, or as one that approves changes of the schema.
 *
 * @public
 */
export const ACKNOWLEDGER_ROLES = ['consumer', 'approver'] as const;

/**
 * One of {@link ACKNOWLEDGER_ROLES}.
 *
 * @public
 */
export type AcknowledgerRole = (typeof ACKNOWLEDGER_ROLES)[number];

/**
 * A proposed change, as it was proposed. It never changes: who answers it
 * answers exactly this.
 *
 * @public
 */
export interface Change {
  id: string;
  entityRef: string;
  kind: ChangeKind;
  title: string;
  description?: string;
  /** Ref of the person, or `service:` and the name of the pipeline. */
  proposedBy: string;
  /** ISO 8601, UTC. */
  proposedAt: string;
  /** Fingerprint of the contract that it starts from; absent when there is none. */
  base?: string;
  /** Fingerprint of the contract that it leads to; absent when it stays. */
  contract?: string;
  /** Releases of the entity, SemVer. */
  version: { from?: string; to?: string };
  /** The release to go back to when the change turns out to be wrong. */
  rollbackTo?: string;
  commit?: string;
  url?: string;
  effect: ChangeEffect;
  /** The step of the version that it demands. */
  step: VersionStep;
}

/**
 * A party's answer to a change.
 *
 * @public
 */
export interface ChangeAcknowledgement {
  /** Ref of the group or person that is answered for. */
  party: string;
  role: AcknowledgerRole;
  decision: 'accept' | 'object';
  comment?: string;
  /** Ref of the person. */
  person: string;
  /** ISO 8601, UTC. */
  at: string;
}

/**
 * That a party was told of a change.
 *
 * @public
 */
export interface ChangeNotification {
  /** Ref of the group or person. */
  party: string;
  /** Ref of the person who had them told, or `service:` and the name of the pipeline. */
  by: string;
  /** ISO 8601, UTC. */
  at: string;
}

/**
 * A decision to let a change pass in spite of what a rule says.
 *
 * @public
 */
export interface ChangeOverride {
  /** Ids of the rules that it covers; others go on blocking. */
  rules: string[];
  reason: string;
  /** Ref of the person. */
  person: string;
  /** ISO 8601, UTC. */
  at: string;
  /** It counts before, not at; ISO 8601, UTC. */
  expiresAt: string;
}
