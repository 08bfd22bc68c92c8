import { ContactPurpose } from '../kinds';
import { OwnershipRole } from './roles';

/**
 * Who fills which role of an entity, as declared: by the entity's own fields
 * and by its contract's team. It knows refs only; whether they exist is what a
 * {@link Directory} tells.
 *
 * @public
 */
export interface DeclaredOwnership {
  roles: DeclaredRole[];
  contacts: Contact[];
  /** From the first to be told to the last. */
  escalation: EscalationRung[];
  /** What was declared and could not be understood. */
  problems: OwnershipProblem[];
}

/**
 * Something about ownership that could not be understood.
 *
 * @public
 */
export interface OwnershipProblem {
  /** JSON Pointer (RFC 6901) into the entity. */
  pointer: string;
  /** What is wrong, what is allowed. */
  message: string;
}

/**
 * A role with who holds it and who left it, as declared.
 *
 * @public
 */
export interface DeclaredRole {
  role: OwnershipRole;
  holders: DeclaredHolder[];
  /** People of the contract's team who held the role and have left without a successor. */
  leavers: Leaver[];
}

/**
 * Who holds a role, as declared.
 *
 * @public
 */
export interface DeclaredHolder {
  /** Full entity ref of a user or group. */
  ref: string;
  source: 'spec' | 'contract';
  /** ISO 8601 date from which on the contract dates the membership. */
  since?: string;
  /** The name of a contract's team member. */
  name?: string;
}

/**
 * A person who left a role of the contract’s team without a successor.
 *
 * @public
 */
export interface Leaver {
  ref: string;
  name?: string;
  /** ISO 8601 date. */
  left: string;
  /** The successor that the contract names, where that one has yet to begin. */
  successor?: {
    ref: string;
    name?: string;
    /** ISO 8601 date. */
    since: string;
  };
}

/**
 * A contact point, of the entity itself or of its contract.
 *
 * @public
 */
export interface Contact {
  for: ContactPurpose;
  channel: string;
  target: string;
  /** A link that opens the channel, when one can be made. */
  url?: string;
  /** ISO 8601 duration. */
  responseTime?: string;
  description?: string;
  source: 'spec' | 'contract';
}

/**
 * One rung of the escalation ladder.
 *
 * @public
 */
export interface EscalationRung {
  /** ISO 8601 duration from the start of an incident. */
  after: string;
  /** Full entity ref. */
  notify: string;
}

/**
 * What the catalog knows of a user or group, for resolving roles.
 *
 * @public
 */
export interface DirectoryEntry {
  /** Full entity ref. */
  ref: string;
  title?: string;
  /** Direct members of a group: refs of users. */
  members: string[];
  /** Direct child groups. */
  children: string[];
}

/**
 * Looks a ref up; `undefined` when the catalog does not have it.
 *
 * @public
 */
export type Directory = (ref: string) => DirectoryEntry | undefined;

/**
 * A role with its holders looked up.
 *
 * @public
 */
export interface ResolvedRole {
  role: OwnershipRole;
  vacant: boolean;
  /** Why it is vacant, in words; absent when it is filled. */
  reason?: string;
  holders: ResolvedHolder[];
  leavers: Leaver[];
}

/**
 * Who holds a role, looked up in the catalog.
 *
 * @public
 */
export interface ResolvedHolder extends DeclaredHolder {
  found: boolean;
  title?: string;
  /** Refs of the people behind the ref, through nested groups, each once, sorted. */
  people: string[];
}
