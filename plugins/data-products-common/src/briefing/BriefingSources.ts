import { AgreementSummary } from '../agreement';
import { HandoffDetail } from '../handoff';
import { DataProductEntity, DecisionPathEntity, StepStage } from '../kinds';
import { OwnershipDetail } from '../ownership';
import { ReadinessDetail, WaiverDetail } from '../readiness';
import { SlaDetail } from '../sla';

/**
 * What one source of a briefing answered, or why it could not be read, in a
 * sentence.
 *
 * @public
 */
export type BriefingSource<T> = { data: T } | { unreadable: string };

/** All that a briefing is made of. @public */
export interface BriefingSources {
  entity: DataProductEntity | DecisionPathEntity;
  /** Roles, contacts and escalation. */
  ownership: BriefingSource<OwnershipDetail>;
  readiness: BriefingSource<ReadinessDetail>;
  sla: BriefingSource<SlaDetail>;
  /** Those that are in force or wait for a decision. */
  waivers: BriefingSource<readonly WaiverDetail[]>;
  /** The newest that was not withdrawn; `undefined` when there is none. */
  handoff: BriefingSource<HandoffDetail | undefined>;
  /** All of the entity, newest first. */
  agreements: BriefingSource<readonly AgreementSummary[]>;
  /** Of a decision path, in order; none of a data product. */
  steps: readonly BriefingStep[];
  /** The time that the briefing is as of. */
  now: Date;
}

/** A step of a decision path, with who answers for it. @public */
export interface BriefingStep {
  stage: StepStage;
  /** Absent where the path lacks the stage. */
  name?: string;
  description?: string;
  /** Full ref. */
  entityRef?: string;
  /** Full refs of those who answer for the step; absent when that is not known. */
  ownerRefs?: readonly string[];
}
