import { JsonObject } from '@backstage/types';
import { Criticality, ScoredKind } from '../kinds';
import { OwnershipRole } from '../ownership';

/**
 * All that is known of one entity at one time, and all that a check may look
 * at: one JSON document an entity. It holds facts, never judgements, so that
 * a change of the rules needs no new collection.
 *
 * Facts that time or other slices bring (observations, agreements, sign-offs,
 * drills, waivers) are absent until something was recorded.
 *
 * @public
 */
export interface ReadinessEvidence {
  /** Full entity ref. */
  entityRef: string;
  kind: ScoredKind;
  /** Title, or name where there is none. */
  title: string;
  criticality: Criticality;
  /**
   * The entity without its contract document, status and relations: what
   * `appliesTo` and declarative checks match against.
   */
  entity: JsonObject;
  /**
   * SHA-256 of what signatures on a release are for, see `handoffContent`;
   * absent where it could not be read.
   */
  contentFingerprint?: string;
  /** Roles that are declared, or that have leavers. */
  roles: RoleEvidence[];
  /** How many of the contract's and the entity's contacts are for what. */
  contacts: Record<string, number>;
  escalation: number;
  contract?: ContractEvidence;
  objectives: ObjectiveEvidence[];
  /** Refs that the entity relies on: inputs, steps' entities, named source contracts. */
  inputs: ReferenceEvidence[];
  glossary: ReferenceEvidence[];
  /** Users and groups that it names outside of roles: who answers feedback, for cost, for policy. */
  parties: ReferenceEvidence[];
  observations?: Record<string, ObservationEvidence>;
  agreements?: AgreementEvidence[];
  signOffs?: SignOffEvidence[];
  drills?: { at: string; outcome: string }[];
  waivers?: WaiverEvidence[];
  /**
   * What consumers are called, by their refs, at the time of reading; absent
   * where only outcomes count, not their reasons.
   */
  titles?: Readonly<Record<string, string>>;
  /** Why the facts could not be collected; everything is unknown then. */
  failure?: string;
}

/**
 * The facts that are recorded as they happen, not collected from the catalog.
 *
 * @public
 */
export type RecordedFacts = Pick<
  ReadinessEvidence,
  'observations' | 'agreements' | 'signOffs' | 'drills' | 'waivers'
>;

/**
 * A role, as far as readiness wants to know it.
 *
 * @public
 */
export interface RoleEvidence {
  role: OwnershipRole;
  /** Holders' refs. */
  refs: string[];
  /** Holders' titles, in the order of the refs; in words where there is none. */
  names: string[];
  /** Refs among them that the catalog does not have. */
  missing: string[];
  /** How many people fill the role, through nested groups. */
  people: number;
  vacant: boolean;
  /** Why it is vacant, in words. */
  reason?: string;
}

/**
 * The counts of a contract that checks judge; see `summarizeContract`.
 *
 * @public
 */
export interface ContractEvidence {
  version?: string;
  status?: string;
  schemas: number;
  columns: number;
  /** Schemas that name a primary key. */
  keyed: number;
  /** Schemas that say what one row stands for. */
  grained: number;
  /** Columns with a description, or a business name. */
  described: number;
  qualityRules: number;
  /** Quality rules that have a threshold. */
  thresholds: number;
  /** The first errors of the reading, at most five, "pointer: message". */
  errors: string[];
  errorCount: number;
}

/**
 * An objective, as far as readiness wants to know it.
 *
 * @public
 */
export interface ObjectiveEvidence {
  name: string;
  indicator: string;
  severity: Criticality;
}

/**
 * Another entity that the entity names.
 *
 * @public
 */
export interface ReferenceEvidence {
  ref: string;
  found: boolean;
  /** Of users and groups. */
  title?: string;
  /** Whether it has a contract; absent for kinds that have none. */
  contract?: boolean;
}

/** The latest judgement of an objective, from the sla slice. @public */
export interface ObservationEvidence {
  state: 'kept' | 'at-risk' | 'broken' | 'unknown';
  observedAt: string;
  /** When it began to be broken; absent while it is not. */
  brokenSince?: string;
  /** When the judgement ends by time alone. */
  validUntil?: string;
}

/**
 * An agreement with one consumer, as far as readiness wants to know it.
 *
 * @public
 */
export interface AgreementEvidence {
  consumer: string;
  state: 'proposed' | 'active' | 'expired' | 'superseded' | 'terminated';
  until?: string;
  /** Whether what is promised now is weaker than what was signed. */
  breached?: boolean;
}

/**
 * A release that was signed off.
 *
 * @public
 */
export interface SignOffEvidence {
  release: string;
  /** Of the content that was signed off; it counts for nothing else. */
  fingerprint: string;
  /** ISO 8601. */
  at: string;
  /** ISO 8601; the sign-off counts before, not at. */
  until?: string;
}

/**
 * An approved exemption from a check.
 *
 * @public
 */
export interface WaiverEvidence {
  checkId: string;
  /** ISO 8601 date-time; the waiver counts before, not at. */
  until: string;
  reason: string;
}
