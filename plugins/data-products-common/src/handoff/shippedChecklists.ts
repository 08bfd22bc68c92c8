import { Checklist, ChecklistItem } from './Checklist';

/** Judged by a readiness check: it passes where the check does. */
function checked(
  check: string,
  item: Pick<ChecklistItem, 'title' | 'guidance' | 'responsible'> & {
    required?: boolean;
  },
): ChecklistItem {
  return {
    id: check,
    required: true,
    ...item,
    automated: { check },
    quorum: 1,
  };
}

/** Decided by people; one approval is enough. */
function signed(
  item: Pick<ChecklistItem, 'id' | 'title' | 'guidance' | 'responsible'> &
    Partial<ChecklistItem>,
): ChecklistItem {
  return { required: true, quorum: 1, ...item };
}

const PRODUCT_TO_PRODUCTION: Checklist = {
  id: 'product-to-production',
  version: 1,
  title: 'Data product into production',
  kind: 'DataProduct',
  from: 'development',
  to: 'production',
  sides: {
    owner: 'Engineering',
    'schema-approver': 'Governance',
    operator: 'Platform',
    consumer: 'Consumers',
  },
  items: [
    checked('contract', {
      title: 'Contract',
      guidance: 'The contract can be read without errors.',
      responsible: 'owner',
    }),
    checked('quality-expectations', {
      title: 'Quality expectations',
      guidance: 'Quality rules with thresholds say what good data is.',
      responsible: 'owner',
    }),
    signed({
      id: 'tests-and-metrics',
      title: 'Tests and validation metrics',
      guidance:
        'Look at the last run on production data: tests cover grain, keys, nulls and accepted ranges, and the figures agree with the release before or with the source.',
      responsible: 'owner',
      covers: ['version', 'contract', 'inputs', 'objectives', 'type'],
    }),
    signed({
      id: 'rollback-tried',
      title: 'Rollback tried',
      guidance:
        'Restore the last known good version by the written procedure, and note how long it took.',
      responsible: 'owner',
      covers: ['version', 'rollback'],
    }),
    checked('rollback', {
      title: 'Rollback described',
      guidance: 'A procedure, and the version that it restores.',
      responsible: 'owner',
    }),
    checked('classification-and-access', {
      title: 'Classification and access declared',
      guidance: 'How sensitive the data is, and how to get at it.',
      responsible: 'schema-approver',
    }),
    signed({
      id: 'access-review',
      title: 'Access review',
      guidance:
        'Compare who can read the data with who should: the grants fit the classification, and sensitive columns are masked.',
      responsible: 'schema-approver',
      covers: ['version', 'access', 'classification', 'consumers', 'contract'],
      expiresAfter: 'P1Y',
    }),
    checked('glossary', {
      title: 'Words defined',
      guidance: 'The terms that the product uses are in the glossary.',
      responsible: 'schema-approver',
      required: false,
    }),
    checked('incident-contact', {
      title: 'Incident contact',
      guidance: 'Where to call when the data is wrong or late.',
      responsible: 'operator',
    }),
    checked('runbook', {
      title: 'Runbook',
      guidance: 'What to do when the data is wrong or late.',
      responsible: 'operator',
    }),
    checked('objectives-declared', {
      title: 'Objectives to monitor',
      guidance: 'What is promised, so that it can be watched.',
      responsible: 'operator',
    }),
    {
      id: 'monitored',
      title: 'Monitored',
      guidance: 'Every promise was observed lately, and none is broken.',
      responsible: 'operator',
      required: false,
      automated: { sla: 'not-broken' },
      quorum: 1,
    },
    signed({
      id: 'cost-budget',
      title: 'Cost within budget',
      guidance:
        'The cost of the last full period, and what the release adds, stay within the budget.',
      responsible: 'operator',
      required: false,
      covers: ['version', 'cost'],
    }),
    checked('agreement-current', {
      title: 'Agreement with every consumer',
      guidance: 'Both sides have signed what is promised.',
      responsible: 'consumer',
      required: false,
    }),
    signed({
      id: 'consumer-acceptance',
      title: 'Tried by those who consume it',
      guidance:
        'Read the release in place of the one before, and compare your figures.',
      responsible: 'consumer',
      required: false,
      covers: ['version', 'contract'],
    }),
  ],
};

const PATH_TO_PRODUCTION: Checklist = {
  id: 'path-release-conversation',
  version: 1,
  title: 'The release conversation',
  kind: 'DecisionPath',
  from: 'development',
  to: 'production',
  sides: { owner: 'Path owner', 'decision-maker': 'Decision' },
  items: [
    signed({
      id: 'decision-and-owner',
      title: '1. Which decision, and who owns the path?',
      guidance:
        'Say aloud which decision depends on the path, and who answers for all of it, from the source event to feedback.',
      responsible: 'decision-maker',
      covers: ['decision', 'decisionMakers', 'owner', 'cadence'],
    }),
    checked('source-contract', {
      title: '2. What does the source promise?',
      guidance: 'The contract of the source, without errors.',
      responsible: 'owner',
    }),
    checked('transformation-contract', {
      title: '3. What does the transformation promise?',
      guidance: 'Grain, keys, nulls and accepted ranges.',
      responsible: 'owner',
    }),
    checked('policy-enforcement', {
      title: '4. Which policy applies, and where is it enforced?',
      guidance: 'Sensitive fields are named, and who reviews their use.',
      responsible: 'owner',
    }),
    checked('cost-visibility', {
      title: '5. What does it cost, and who pays?',
      guidance: 'Who answers for the cost, and the budget.',
      responsible: 'owner',
      required: false,
    }),
    checked('feedback-path', {
      title: '6. How does a wrong number come back?',
      guidance: 'Where to report it, who answers, and how fast.',
      responsible: 'owner',
    }),
    signed({
      id: 'rollback-tried',
      title: '7. How do we go back, and did we try?',
      guidance:
        'Go back to the last known good version by the written procedure, and note how long it took.',
      responsible: 'owner',
      covers: ['version', 'rollback', 'steps'],
    }),
  ],
};

const PRODUCT_RETIREMENT: Checklist = {
  id: 'product-retirement',
  version: 1,
  title: 'Retirement of a data product',
  kind: 'DataProduct',
  from: 'deprecated',
  to: 'retired',
  sides: {
    owner: 'Engineering',
    'schema-approver': 'Governance',
    operator: 'Platform',
    consumer: 'Consumers',
  },
  items: [
    signed({
      id: 'consumers-migrated',
      title: 'Consumers have moved',
      guidance:
        'Nobody reads the data any more: look at the queries of the last full period, and ask those who are named as consumers.',
      responsible: 'owner',
      covers: ['version', 'consumers'],
    }),
    signed({
      id: 'migration-confirmed',
      title: 'Moved, say those who consumed it',
      guidance: 'Confirm that you no longer need it, and what you use instead.',
      responsible: 'consumer',
      required: false,
      covers: ['version', 'consumers'],
    }),
    signed({
      id: 'data-retained-or-deleted',
      title: 'Data retained or deleted',
      guidance:
        'The data is kept for as long as it must be and no longer; note where, until when, or that it was deleted.',
      responsible: 'schema-approver',
      covers: ['version', 'classification', 'contract'],
    }),
    signed({
      id: 'pipelines-stopped',
      title: 'Pipelines and access removed',
      guidance:
        'Schedules are off, grants are revoked, alerts are silent, and nothing is paid for any more.',
      responsible: 'operator',
      covers: ['version', 'access', 'inputs'],
    }),
  ],
};

/**
 * The checklists that are shipped.
 *
 * @public
 */
export const SHIPPED_CHECKLISTS: readonly Checklist[] = [
  PRODUCT_TO_PRODUCTION,
  PATH_TO_PRODUCTION,
  PRODUCT_RETIREMENT,
];
