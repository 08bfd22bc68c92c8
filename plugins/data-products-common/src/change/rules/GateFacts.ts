import { ContractDifference } from '../../contract/difference';
import { Change, ChangeAcknowledgement } from '../Change';
import { GateTerms } from './GateRule';

/**
 * All that the rules of the gate may look at: facts as they are known when the
 * gate is asked, never judgements.
 *
 * @public
 */
export interface GateFacts {
  change: Change;
  /** Absent when the change brings no contract, or the two cannot be compared. */
  difference?: Pick<ContractDifference, 'changes' | 'complete'>;
  /** What is in force now: the contract's fingerprint, the release. */
  inForce: { contract?: string; version?: string };
  /** Fingerprints of every contract that was ever in force. */
  knownContracts: readonly string[];
  /** Every release that was ever in force. */
  knownReleases: readonly string[];
  /** What parties are called, by their refs; absent for those without a title. */
  titles?: Readonly<Record<string, string>>;
  /** Refs of those who own what is changed. */
  owners: readonly string[];
  /** Refs of those who approve changes of the schema. */
  approvers: readonly string[];
  /** Releases that were signed off with the content that the change leads to. */
  signedReleases: readonly string[];
  /** Groups with an agreement in force. */
  consumers: readonly GateConsumer[];
  /** Oldest first. */
  acknowledgements: readonly ChangeAcknowledgement[];
  /** Promises of critical severity that are broken. */
  breaches: readonly { objective: string; since?: string }[];
  /** Critical decision paths downstream. */
  criticalPaths: readonly GatePath[];
  /** Why what is affected is not known to its end. */
  impactIncomplete?: string;
  /** Why the entity could not be read. */
  failure?: string;
}

/**
 * A group with an agreement in force.
 *
 * @public
 */
export interface GateConsumer {
  ref: string;
  /** Whether it may read what the change breaks; `false` only when it is known not to. */
  affected: boolean;
  /** What its agreement says of changes; the policy holds where it says nothing. */
  terms?: Partial<GateTerms>;
}

/**
 * A critical decision path downstream.
 *
 * @public
 */
export interface GatePath {
  ref: string;
  title: string;
  owner?: string;
  /** Absent before it was judged. */
  level?: 'ready' | 'at-risk' | 'not-ready';
}
