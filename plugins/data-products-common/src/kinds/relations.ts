import {
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import { HandoffKind } from './entities';

/**
 * Relation type: produced by. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_PRODUCED_BY = 'producedBy';
/**
 * Relation type: producer of. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_PRODUCER_OF = 'producerOf';
/**
 * Relation type: stewarded by. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_STEWARDED_BY = 'stewardedBy';
/**
 * Relation type: steward of. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_STEWARD_OF = 'stewardOf';
/**
 * Relation type: operated by. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_OPERATED_BY = 'operatedBy';
/**
 * Relation type: operator of. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_OPERATOR_OF = 'operatorOf';
/**
 * Relation type: consumed by. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_CONSUMED_BY = 'consumedBy';
/**
 * Relation type: consumer of. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_CONSUMER_OF = 'consumerOf';
/**
 * Relation type: schema approved by. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_SCHEMA_APPROVED_BY = 'schemaApprovedBy';
/**
 * Relation type: schema approver of. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_SCHEMA_APPROVER_OF = 'schemaApproverOf';
/**
 * Relation type: quality monitored by. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_QUALITY_MONITORED_BY = 'qualityMonitoredBy';
/**
 * Relation type: quality monitor of. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_QUALITY_MONITOR_OF = 'qualityMonitorOf';
/**
 * Relation type: decided by. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_DECIDED_BY = 'decidedBy';
/**
 * Relation type: decider of. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_DECIDER_OF = 'deciderOf';
/**
 * Relation type: defined by. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_DEFINED_BY = 'definedBy';
/**
 * Relation type: defines. See `HANDOFF_RELATIONS`.
 *
 * @public
 */
export const RELATION_DEFINES = 'defines';

/**
 * A field whose refs become relations.
 *
 * @public
 */
export interface RelationField {
  /**
   * Dot separated path from the entity's root. `[]` after a name stands for
   * every item of the list. The value is one ref or a list of refs.
   */
  path: string;
  /** The kinds that have the field. */
  kinds: readonly HandoffKind[];
}

/**
 * One pair of relation types, and the fields that it is made of.
 *
 * @public
 */
export interface RelationDefinition {
  /** From our entity to what the field names. */
  forward: { type: string; title: string };
  /** From what the field names to our entity. */
  reverse: { type: string; title: string };
  description: string;
  fields: readonly RelationField[];
  /** The kind of a ref that names none. */
  defaultKind: string;
  /** Kinds that a ref may name; any kind when absent. */
  allowedKinds?: readonly string[];
}

const PARTIES = {
  defaultKind: 'Group',
  allowedKinds: ['Group', 'User'],
} as const;

const SCORED: readonly HandoffKind[] = ['DataProduct', 'DecisionPath'];
const ALL: readonly HandoffKind[] = [...SCORED, 'GlossaryTerm'];

/**
 * Every relation that Handoff's kinds have. Refs without a kind get
 * `defaultKind`, refs without a namespace that of the entity.
 *
 * The order of a path's steps is not in its relations, which have none: it is
 * in `spec.steps`.
 *
 * @public
 */
export const HANDOFF_RELATIONS: readonly RelationDefinition[] = [
  {
    forward: { type: RELATION_OWNED_BY, title: 'owned by' },
    reverse: { type: RELATION_OWNER_OF, title: 'owner of' },
    description: 'Who is accountable.',
    fields: [{ path: 'spec.owner', kinds: ALL }],
    ...PARTIES,
  },
  {
    forward: { type: RELATION_PRODUCED_BY, title: 'produced by' },
    reverse: { type: RELATION_PRODUCER_OF, title: 'producer of' },
    description: 'Who builds and changes the data.',
    fields: [{ path: 'spec.producers', kinds: SCORED }],
    ...PARTIES,
  },
  {
    forward: { type: RELATION_STEWARDED_BY, title: 'stewarded by' },
    reverse: { type: RELATION_STEWARD_OF, title: 'steward of' },
    description: 'Who keeps meaning and documentation right.',
    fields: [{ path: 'spec.stewards', kinds: ALL }],
    ...PARTIES,
  },
  {
    forward: { type: RELATION_OPERATED_BY, title: 'operated by' },
    reverse: { type: RELATION_OPERATOR_OF, title: 'operator of' },
    description: 'Who runs the pipelines and answers incidents.',
    fields: [{ path: 'spec.operators', kinds: SCORED }],
    ...PARTIES,
  },
  {
    forward: { type: RELATION_CONSUMED_BY, title: 'consumed by' },
    reverse: { type: RELATION_CONSUMER_OF, title: 'consumer of' },
    description: 'Who relies on the data.',
    fields: [{ path: 'spec.consumers', kinds: SCORED }],
    ...PARTIES,
  },
  {
    forward: { type: RELATION_SCHEMA_APPROVED_BY, title: 'schema approved by' },
    reverse: { type: RELATION_SCHEMA_APPROVER_OF, title: 'schema approver of' },
    description: 'Who approves changes of the schema.',
    fields: [{ path: 'spec.schemaApprovers', kinds: SCORED }],
    ...PARTIES,
  },
  {
    forward: {
      type: RELATION_QUALITY_MONITORED_BY,
      title: 'quality monitored by',
    },
    reverse: { type: RELATION_QUALITY_MONITOR_OF, title: 'quality monitor of' },
    description: 'Who watches the quality of the data.',
    fields: [{ path: 'spec.qualityMonitors', kinds: SCORED }],
    ...PARTIES,
  },
  {
    forward: { type: RELATION_DEPENDS_ON, title: 'depends on' },
    reverse: { type: RELATION_DEPENDENCY_OF, title: 'dependency of' },
    description: 'What a product is made of, and what a path leads through.',
    fields: [
      { path: 'spec.inputs', kinds: ['DataProduct'] },
      { path: 'spec.steps[].entity', kinds: ['DecisionPath'] },
    ],
    defaultKind: 'DataProduct',
  },
  {
    forward: { type: RELATION_DECIDED_BY, title: 'decided by' },
    reverse: { type: RELATION_DECIDER_OF, title: 'decider of' },
    description: 'Who takes the decision that a path serves.',
    fields: [{ path: 'spec.decisionMakers', kinds: ['DecisionPath'] }],
    ...PARTIES,
  },
  {
    forward: { type: RELATION_DEFINED_BY, title: 'defined by' },
    reverse: { type: RELATION_DEFINES, title: 'defines' },
    description: 'Which terms define the words in use.',
    fields: [{ path: 'spec.glossary', kinds: SCORED }],
    defaultKind: 'GlossaryTerm',
    allowedKinds: ['GlossaryTerm'],
  },
  {
    forward: { type: RELATION_PART_OF, title: 'part of' },
    reverse: { type: RELATION_HAS_PART, title: 'has part' },
    description: 'Which business domain it belongs to.',
    fields: [{ path: 'spec.domain', kinds: ALL }],
    defaultKind: 'Domain',
    allowedKinds: ['Domain'],
  },
];
