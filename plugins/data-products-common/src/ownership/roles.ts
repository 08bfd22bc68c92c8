import { HandoffKind } from '../kinds';

/**
 * The roles of an ownership map, in the order in which they are shown.
 *
 * @public
 */
export const OWNERSHIP_ROLES = [
  'owner',
  'steward',
  'producer',
  'operator',
  'schema-approver',
  'quality-monitor',
  'consumer',
  'decision-maker',
] as const;

/**
 * One of {@link OWNERSHIP_ROLES}.
 *
 * @public
 */
export type OwnershipRole = (typeof OWNERSHIP_ROLES)[number];

/**
 * What may be decided about a data product, and which role decides it.
 *
 * @public
 */
export const MANDATES = [
  'change-schema',
  'approve-schema',
  'decide-defect',
  'validate-repair',
] as const;

/**
 * One of {@link MANDATES}.
 *
 * @public
 */
export type Mandate = (typeof MANDATES)[number];

/** One role, as it is explained to people. @public */
export interface RoleDefinition {
  role: OwnershipRole;
  /** The spec field that names its holders. */
  field: string;
  title: string;
  /** What the holder answers for, in one sentence. */
  mandate: string;
  mandates: readonly Mandate[];
}

/**
 * Every role with its mandate.
 *
 * @public
 */
export const ROLE_DEFINITIONS: readonly RoleDefinition[] = [
  {
    role: 'owner',
    field: 'owner',
    title: 'Accountable',
    mandate:
      'Answers for the product as a whole, decides what is a data defect and signs what is promised.',
    mandates: ['decide-defect'],
  },
  {
    role: 'steward',
    field: 'stewards',
    title: 'Steward',
    mandate:
      'Keeps meaning and documentation right, decides with the owner what is a data defect and validates its repair.',
    mandates: ['decide-defect', 'validate-repair'],
  },
  {
    role: 'producer',
    field: 'producers',
    title: 'Produces',
    mandate: 'Builds and changes the data and its schema, and repairs defects.',
    mandates: ['change-schema'],
  },
  {
    role: 'operator',
    field: 'operators',
    title: 'Operates',
    mandate: 'Runs the pipelines, answers incidents and restores the service.',
    mandates: [],
  },
  {
    role: 'schema-approver',
    field: 'schemaApprovers',
    title: 'Approves schema',
    mandate: 'Approves schema changes before they reach production.',
    mandates: ['approve-schema'],
  },
  {
    role: 'quality-monitor',
    field: 'qualityMonitors',
    title: 'Watches quality',
    mandate:
      'Watches the quality checks, raises defects and validates that a repair holds.',
    mandates: ['validate-repair'],
  },
  {
    role: 'consumer',
    field: 'consumers',
    title: 'Consumes',
    mandate:
      'Relies on the data, is told of changes in time and reports defects.',
    mandates: [],
  },
  {
    role: 'decision-maker',
    field: 'decisionMakers',
    title: 'Decides',
    mandate: 'Takes the business decision that the path serves.',
    mandates: [],
  },
];

/**
 * The roles that every entity of a kind must fill: when nobody is named for
 * one, it is vacant. The other roles can only be vacant once they are named.
 *
 * Consumers are not expected, because a new product has none; a decision path
 * leans on the products along it for everything but who owns it and who
 * decides.
 *
 * @public
 */
export const EXPECTED_ROLES: Readonly<
  Record<HandoffKind, readonly OwnershipRole[]>
> = {
  DataProduct: [
    'owner',
    'steward',
    'producer',
    'operator',
    'schema-approver',
    'quality-monitor',
  ],
  DecisionPath: ['owner', 'decision-maker'],
  GlossaryTerm: ['owner'],
};
