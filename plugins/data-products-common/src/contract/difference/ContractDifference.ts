import { ContractProblem } from '../Contract';

/**
 * What a change of a contract does to those who use the data: `breaking` may
 * stop what they run or break what they were promised, `compatible` leaves it
 * as it is, `documentation` changes only what is said.
 *
 * @public
 */
export type ContractChangeClass = 'breaking' | 'compatible' | 'documentation';

/**
 * The step of a SemVer version that changes demand.
 *
 * @public
 */
export type VersionStep = 'major' | 'minor' | 'patch' | 'none';

/**
 * Where in a contract something stands, in the contract's own terms. Written
 * out by `describeContractPath`.
 *
 * @public
 */
export interface ContractPath {
  /** Name of the schema. */
  schema?: string;
  /** Dotted name of the column within its schema. */
  column?: string;
  /** A part that has a name of its own: a quality rule, an SLA property, a server. */
  part?: { kind: ContractPart; name: string };
  /** The field, such as `logicalType`; absent when the whole came or went. */
  field?: string;
}

/**
 * Parts of a contract beside its schemas and columns.
 *
 * @public
 */
export type ContractPart =
  | 'quality rule'
  | 'SLA property'
  | 'relationship'
  | 'server'
  | 'role'
  | 'team member'
  | 'support channel';

/** A value of a contract, as it stands there. @public */
export type ContractValue = string | number | boolean | string[];

/**
 * One change, from a contract to a later one.
 *
 * @public
 */
export interface ContractChange {
  /** Which rule judged it, such as `column-removed`. */
  rule: string;
  class: ContractChangeClass;
  path: ContractPath;
  /** Absent when there was none. */
  before?: ContractValue;
  /** Absent when there is none any more. */
  after?: ContractValue;
  /** Why it is of this class, in words. */
  reason: string;
}

/**
 * Two names that may well stand for the same: one that went and one that came.
 * It is never taken for granted, so that both are among the changes.
 *
 * @public
 */
export interface SuggestedRename {
  /** The schema that the columns are in; absent when schemas are meant. */
  schema?: string;
  before: string;
  after: string;
  /** How alike they are, 0 to 1. */
  likeness: number;
  /** What speaks for it, in words. */
  reason: string;
}

/**
 * What lies between two contracts.
 *
 * @public
 */
export interface ContractDifference {
  /** Of schemas and columns, then of promises, then of all the rest. */
  changes: ContractChange[];
  suggestedRenames: SuggestedRename[];
  /** The step of the version that the changes demand. */
  step: VersionStep;
  /** Versions that the contracts give themselves. A new one is no change. */
  versions: { before?: string; after?: string };
  /**
   * `false` when one of the documents could not be read to its end: there may
   * be more changes then, so that nothing may be concluded from their absence.
   */
  complete: boolean;
  /** What is malformed in the documents, and was compared as far as it was understood. */
  problems: { before: ContractProblem[]; after: ContractProblem[] };
}
