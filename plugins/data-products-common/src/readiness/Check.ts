import { FilterPredicate } from '@backstage/filter-predicates';
import { OwnershipRole } from '../ownership';
import { ReadinessEvidence } from './Evidence';

/**
 * What can come of a check.
 *
 * @public
 */
export const OUTCOME_STATUSES = [
  'pass',
  'fail',
  'unknown',
  'waived',
  'not-applicable',
] as const;

/**
 * One of {@link OUTCOME_STATUSES}.
 *
 * @public
 */
export type OutcomeStatus = (typeof OUTCOME_STATUSES)[number];

/**
 * The levels of readiness, best first.
 *
 * @public
 */
export const READINESS_LEVELS = ['ready', 'at-risk', 'not-ready'] as const;

/**
 * One of {@link READINESS_LEVELS}.
 *
 * @public
 */
export type ReadinessLevel = (typeof READINESS_LEVELS)[number];

/**
 * What checks are about.
 *
 * @public
 */
export const CHECK_CATEGORIES = [
  'ownership',
  'contract',
  'quality',
  'operations',
  'governance',
  'decision',
] as const;

/**
 * One of {@link CHECK_CATEGORIES}.
 *
 * @public
 */
export type CheckCategory = (typeof CHECK_CATEGORIES)[number];

/**
 * A failing required check makes an entity not ready; a recommended one costs score only.
 *
 * @public
 */
export type CheckSeverity = 'required' | 'recommended';

/**
 * What a check says of one entity's evidence.
 *
 * @public
 */
export interface CheckResult {
  status: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  /** What was found, in one sentence with its numbers. */
  reason: string;
  /**
   * When time alone would change the result: the first instant at which the
   * result no longer holds, ISO 8601. Absent when only new evidence can.
   */
  validUntil?: string;
}

/**
 * One readiness rule.
 *
 * `evaluate` is pure: the same evidence at the same time gives the same
 * result, and its `validUntil` names the first later instant at which the
 * result would be another one.
 *
 * @public
 */
export interface ReadinessCheck {
  /** Kebab-case, unique in the installation. */
  id: string;
  title: string;
  /** What must hold for the check to pass, in words for people. */
  passCondition: string;
  category: CheckCategory;
  /** The role that must act when it does not pass. */
  responsible: OwnershipRole;
  severity: CheckSeverity;
  /** Positive. */
  weight: number;
  /** Which entities it judges, over the entity as the catalog has it. */
  appliesTo: FilterPredicate;
  /** What to do when it does not pass, as an instruction. */
  remediation: string;
  evaluate(evidence: ReadinessEvidence, now: Date): CheckResult;
}

/**
 * A check as `GET /checks` and screens show it.
 *
 * @public
 */
export type CheckDefinition = Omit<ReadinessCheck, 'evaluate'> & {
  /** Where it comes from: shipped, app-config, or another plugin. */
  origin: 'built-in' | 'config' | 'plugin';
};

/** The result of one check for one entity. @public */
export interface Outcome {
  checkId: string;
  status: OutcomeStatus;
  reason: string;
  /** ISO 8601; see {@link CheckResult.validUntil}. */
  validUntil?: string;
}

/** The readiness of one entity. @public */
export interface Readiness {
  /** 0 to 100, whole: passed weight over applicable weight. */
  score: number;
  level: ReadinessLevel;
  /** In the order of the checks. */
  outcomes: Outcome[];
  /** The earliest `validUntil` of the outcomes, ISO 8601. */
  validUntil?: string;
}
