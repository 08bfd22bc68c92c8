// The spec types are aliases, not interfaces, so that they count as JSON.
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';

/**
 * The `apiVersion` of every kind that Handoff adds. A Bitol ODPS document also
 * says `kind: DataProduct`, with `apiVersion: v1.0.0`: only this value tells
 * the two apart.
 *
 * @public
 */
export const HANDOFF_API_VERSION = 'handoff/v1alpha1';

/**
 * The kinds that Handoff adds to the catalog.
 *
 * @public
 */
export const HANDOFF_KINDS = [
  'DataProduct',
  'DecisionPath',
  'GlossaryTerm',
] as const;

/**
 * One of {@link HANDOFF_KINDS}.
 *
 * @public
 */
export type HandoffKind = (typeof HANDOFF_KINDS)[number];

/**
 * The kinds that have an ownership map and a readiness score.
 *
 * @public
 */
export const SCORED_KINDS = ['DataProduct', 'DecisionPath'] as const;

/**
 * One of {@link SCORED_KINDS}.
 *
 * @public
 */
export type ScoredKind = (typeof SCORED_KINDS)[number];

/**
 * Names the data that an entity stands for, as pipelines name it: a comma
 * separated list of technical names, each exact or with one trailing `*`.
 *
 * @public
 */
export const DATASETS_ANNOTATION = 'handoff/datasets';

/**
 * The stages of an entity’s life, in order.
 *
 * @public
 */
export const LIFECYCLES = [
  'experimental',
  'development',
  'production',
  'deprecated',
  'retired',
] as const;

/**
 * One of {@link LIFECYCLES}.
 *
 * @public
 */
export type Lifecycle = (typeof LIFECYCLES)[number];

/**
 * How much depends on an entity, from least to most.
 *
 * @public
 */
export const CRITICALITIES = ['low', 'medium', 'high', 'critical'] as const;

/**
 * One of {@link CRITICALITIES}.
 *
 * @public
 */
export type Criticality = (typeof CRITICALITIES)[number];

/**
 * The types of data products.
 *
 * @public
 */
export const DATA_PRODUCT_TYPES = [
  'source-aligned',
  'aggregate',
  'consumer-aligned',
  'feature-set',
  'dashboard',
] as const;

/**
 * The types of decision paths.
 *
 * @public
 */
export const DECISION_PATH_TYPES = [
  'reporting',
  'model-feature',
  'operational',
] as const;

/**
 * How sensitive data is, from open to most protected.
 *
 * @public
 */
export const CLASSIFICATIONS = [
  'public',
  'internal',
  'confidential',
  'restricted',
] as const;

/**
 * The stages of a decision path, from the source event to feedback. A path may
 * name a stage more than once and may leave stages out.
 *
 * @public
 */
export const STEP_STAGES = [
  'source',
  'ingestion',
  'transformation',
  'identity',
  'definition',
  'model',
  'exposure',
  'decision',
  'feedback',
] as const;

/**
 * One of {@link STEP_STAGES}.
 *
 * @public
 */
export type StepStage = (typeof STEP_STAGES)[number];

/**
 * What a decision path must at least lead through, in this order: of each
 * group, one stage.
 *
 * @public
 */
export const REQUIRED_STAGES: readonly {
  readonly title: string;
  readonly stages: readonly StepStage[];
}[] = [
  { title: 'a source', stages: ['source'] },
  { title: 'an exposure or a model', stages: ['exposure', 'model'] },
  { title: 'the decision', stages: ['decision'] },
  { title: 'feedback', stages: ['feedback'] },
];

/**
 * What a contact point is for.
 *
 * @public
 */
export const CONTACT_PURPOSES = [
  'incident',
  'question',
  'access',
  'change',
  'other',
] as const;

/**
 * One of {@link CONTACT_PURPOSES}.
 *
 * @public
 */
export type ContactPurpose = (typeof CONTACT_PURPOSES)[number];

/** A contact point as an entity declares it. @public */
export type ContactSpec = {
  for: ContactPurpose;
  /** The medium: `slack`, `pagerduty`, `email`, `url`, … */
  channel: string;
  /** A channel name, an address or a URL. */
  target: string;
  /** How fast it answers; ISO 8601 duration. */
  responseTime?: string;
};

/** One rung of the escalation ladder as an entity declares it. @public */
export type EscalationSpec = {
  /** How long after the start of an incident; ISO 8601 duration. */
  after: string;
  /** Entity ref of a user or group. */
  notify: string;
};

/**
 * How to go back to a release that worked.
 *
 * @public
 */
export type RollbackSpec = {
  procedure?: string;
  /** SemVer. */
  lastKnownGood?: string;
};

/**
 * Who answers for the cost, and the budget: an amount in a currency for an ISO 8601 period.
 *
 * @public
 */
export type CostSpec = {
  owner?: string;
  budget?: { amount: number; currency: string; period: string };
};

/** A promise as an entity declares it. @public */
export type ObjectiveSpec = {
  name: string;
  indicator: string;
  element?: string;
  /** An ISO 8601 duration for times, a number for ratios and counts. */
  target: string | number;
  comparator?: 'at-most' | 'at-least' | 'equals';
  unit?: string;
  /** Share of the window in which the target must hold; (0, 1]. */
  goal?: number;
  /** ISO 8601 duration. */
  window?: string;
  severity?: Criticality;
  /** How often an observation is expected; ISO 8601 duration. */
  cadence?: string;
  driver?: string;
  description?: string;
};

/** A string or a list of strings; every ownership field has this shape. @public */
export type RefOrRefs = string | string[];

/** Fields that both scored kinds have. @public */
export type ScoredEntitySpec = {
  lifecycle: Lifecycle;
  version?: string;
  domain?: string;
  criticality?: Criticality;
  owner?: string;
  producers?: RefOrRefs;
  stewards?: RefOrRefs;
  operators?: RefOrRefs;
  consumers?: RefOrRefs;
  schemaApprovers?: RefOrRefs;
  qualityMonitors?: RefOrRefs;
  contacts?: ContactSpec[];
  escalation?: EscalationSpec[];
  purpose?: string;
  limitations?: string;
  glossary?: RefOrRefs;
  review?: { every: string; last?: string };
  runbook?: string;
  rollback?: RollbackSpec;
  cost?: CostSpec;
};

/** Data that a team offers others, with a contract and an owner. @public */
export interface DataProductEntity extends Entity {
  apiVersion: typeof HANDOFF_API_VERSION;
  kind: 'DataProduct';
  spec: ScoredEntitySpec & {
    type: (typeof DATA_PRODUCT_TYPES)[number];
    owner: string;
    inputs?: RefOrRefs;
    classification?: (typeof CLASSIFICATIONS)[number];
    access?: { method?: string; request?: string };
    /** An ODCS 3.x document, resolved from a placeholder or inline. */
    contract?: JsonObject;
    objectives?: ObjectiveSpec[];
    responseTimes?: { acknowledge?: string; restore?: string };
    /** ISO 8601 date. */
    renewal?: string;
  };
}

/** One step of a decision path. @public */
export type StepSpec = {
  stage: StepStage;
  name: string;
  entity?: string;
  owner?: string;
  description?: string;
};

/** The way from source events to a business decision and back. @public */
export interface DecisionPathEntity extends Entity {
  apiVersion: typeof HANDOFF_API_VERSION;
  kind: 'DecisionPath';
  spec: ScoredEntitySpec & {
    type: (typeof DECISION_PATH_TYPES)[number];
    decision?: string;
    decisionMakers?: RefOrRefs;
    cadence?: string;
    steps?: StepSpec[];
    signals?: {
      freshness?: string;
      quality?: string;
      cost?: string;
      usage?: string;
    };
    /** What the path relies on: the source's contract and the transformation's. */
    contracts?: {
      source?: RefOrRefs;
      transformation?: {
        grain?: string;
        keys?: RefOrRefs;
        nulls?: string;
        acceptedRanges?: string;
        url?: string;
      };
    };
    feedback?: {
      channel: string;
      target: string;
      responder?: string;
      responseTime?: string;
    };
    policy?: { sensitiveFields?: RefOrRefs; reviewGate?: string };
  };
}

/** A defined word with its calculation and examples. @public */
export interface GlossaryTermEntity extends Entity {
  apiVersion: typeof HANDOFF_API_VERSION;
  kind: 'GlossaryTerm';
  spec: {
    type?: 'metric' | 'concept' | 'dimension';
    lifecycle?: Lifecycle;
    owner?: string;
    stewards?: RefOrRefs;
    domain?: string;
    definition: string;
    calculation?: string;
    examples?: string[];
    synonyms?: string[];
  };
}

/**
 * An entity of one of our kinds.
 *
 * @public
 */
export type HandoffEntity =
  | DataProductEntity
  | DecisionPathEntity
  | GlossaryTermEntity;

/** Whether an entity is of one of our kinds, and not a namesake of another API. @public */
export function isHandoffEntity(entity: Entity): entity is HandoffEntity {
  return (
    entity.apiVersion === HANDOFF_API_VERSION &&
    HANDOFF_KINDS.some(
      kind =>
        kind.toLocaleLowerCase('en-US') ===
        entity.kind?.toLocaleLowerCase('en-US'),
    )
  );
}

/** Whether an entity has an ownership map and a readiness score. @public */
export function isScoredEntity(
  entity: Entity,
): entity is DataProductEntity | DecisionPathEntity {
  return isHandoffEntity(entity) && entity.kind !== 'GlossaryTerm';
}
