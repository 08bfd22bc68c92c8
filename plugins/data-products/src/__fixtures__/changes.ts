import {
  ChangeDetail,
  changeDetailSchema,
  ChangeList,
  changeListSchema,
  ChangeSummary,
  ContractDifference,
  contractDifferenceSchema,
  ContractVersionList,
  contractVersionListSchema,
  GateReason,
  ImpactAnswer,
  impactAnswerSchema,
  ImpactSummary,
} from '@handoff/backstage-plugin-data-products-common';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = Date.now();
const at = (days: number) => new Date(NOW + days * DAY_MS).toISOString();

/** Contracts in force before, now, and as proposed. */
export const FIRST = 'a'.repeat(64);
export const CURRENT = 'b'.repeat(64);
export const PROPOSED = 'c'.repeat(64);

const customer360 = {
  ref: 'dataproduct:default/customer-360',
  title: 'Customer 360',
};
const customerData = {
  ref: 'group:default/customer-data',
  title: 'Customer Data',
};
const finance = { ref: 'group:default/finance', title: 'Finance' };
const growth = { ref: 'group:default/growth', title: 'Growth' };
const governance = {
  ref: 'group:default/data-governance',
  title: 'Data Governance',
};

/** The e-mail goes, and what was said of the identifier is said better. */
export const contractDifference: ContractDifference =
  contractDifferenceSchema.parse({
    changes: [
      {
        rule: 'column-removed',
        class: 'breaking',
        path: { schema: 'customers', column: 'email' },
        before: 'string',
        reason: 'Whoever reads the column finds nothing.',
      },
      {
        rule: 'column-added',
        class: 'compatible',
        path: { schema: 'customers', column: 'contact' },
        after: 'string',
        reason: 'Nobody reads the column yet.',
      },
      {
        rule: 'description-changed',
        class: 'documentation',
        path: {
          schema: 'customers',
          column: 'customer_id',
          field: 'description',
        },
        before: 'Stable.',
        after: 'Stable over merges.',
        reason: 'It changes only what is said.',
      },
    ],
    suggestedRenames: [
      {
        schema: 'customers',
        before: 'email',
        after: 'contact',
        likeness: 0.8,
        reason: 'they are of one type',
      },
    ],
    step: 'major',
    versions: { before: '2.3.0', after: '3.0.0' },
    complete: true,
    problems: { before: [], after: [] },
  });

const affected: ImpactSummary = {
  total: 3,
  byKind: [
    { kind: 'dataproduct', count: 2 },
    { kind: 'decisionpath', count: 1 },
  ],
  teams: [
    { ...finance, count: 2, byKind: [{ kind: 'dataproduct', count: 2 }] },
    { ...growth, count: 1, byKind: [{ kind: 'decisionpath', count: 1 }] },
  ],
  decisionPaths: [
    {
      ref: 'decisionpath:default/monthly-active-customers',
      title: 'Monthly active customers',
      decision: "whether to raise next quarter's acquisition budget",
      criticality: 'critical',
      depth: 2,
    },
  ],
  consumers: [
    {
      ...finance,
      agreements: [{ id: 'agreement-1', entityRef: customer360.ref }],
    },
  ],
  spared: [
    {
      ref: 'dataproduct:default/executive-kpis',
      title: 'Executive KPIs',
      reason:
        'reads none of the columns that change, as lineage says since 2026-11-20',
      lineageSince: '2026-11-20T06:00:00.000Z',
    },
  ],
  complete: true,
  cyclic: false,
};

/** What stands against the change. */
export const reasons: GateReason[] = [
  {
    rule: 'consumers-accept',
    mode: 'enforce',
    overridden: false,
    message: 'Finance has not answered; they have until 3 Dec.',
    whoseTurn: [finance],
    how: 'Accept the change, or object to it.',
  },
  {
    rule: 'no-critical-breach',
    mode: 'warn',
    overridden: false,
    message: 'The objective fresh-by-morning is broken.',
    whoseTurn: [customerData],
    how: 'Restore it first.',
  },
];

const head: ChangeSummary = {
  id: '0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7c01',
  entity: customer360,
  kind: 'schema',
  title: 'Drop the e-mail',
  state: 'open',
  effect: 'breaking',
  version: { from: '2.3.0', to: '3.0.0' },
  proposedBy: 'user:default/cy',
  proposedAt: at(-2),
  verdict: 'blocked',
  waitsFor: [finance],
  affectedCount: 3,
  commit: '4f1c2d3',
  url: 'https://git.example/pull/12',
};

/** It waits for Finance, to which the reader does not belong; Growth objected. */
export const change: ChangeDetail = changeDetailSchema.parse({
  ...head,
  description: 'Nobody should write to customers from here.',
  base: CURRENT,
  contract: PROPOSED,
  rollbackTo: '2.2.4',
  difference: contractDifference,
  gate: {
    changeId: head.id,
    verdict: 'blocked',
    reasons,
    affected,
    judgedAt: at(0),
    expiresAt: at(0.04),
  },
  asked: [
    { party: finance, role: 'consumer', until: at(3) },
    { party: growth, role: 'consumer', decision: 'object' },
    { party: governance, role: 'approver', decision: 'accept' },
  ],
  acknowledgements: [
    {
      party: growth,
      role: 'consumer',
      decision: 'object',
      comment: 'Our newsletter needs it.',
      person: 'user:default/gil',
      at: at(-1),
    },
    {
      party: governance,
      role: 'approver',
      decision: 'accept',
      person: 'user:default/dana',
      at: at(-1),
    },
  ],
  overrides: [],
  notifications: [{ party: growth, by: 'user:default/cy', at: at(-2) }],
  reader: {
    acknowledge: {
      may: false,
      reason:
        'You cannot answer this change: it takes a member of Finance. Members: Ruth, Omar.',
    },
    notify: {
      may: false,
      reason: 'You lack the permission data-products.change.propose.',
    },
    override: {
      may: false,
      reason: 'You lack the permission data-products.change.override.',
    },
    promote: { may: false, reason: 'The gate blocks the change.' },
    withdraw: {
      may: false,
      reason: 'It takes whoever proposed the change, or a member of the owner.',
    },
  },
});

/** The same, seen by somebody who answers for two teams and may override. */
export const changeToAnswer: ChangeDetail = {
  ...change,
  reader: {
    ...change.reader,
    acknowledge: { may: true, parties: [finance, growth] },
    notify: { may: true },
    override: { may: true },
    withdraw: { may: true },
  },
};

const promoted: ChangeSummary = {
  ...head,
  id: '0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7c00',
  title: 'Say when customers were merged',
  state: 'promoted',
  effect: 'compatible',
  version: { from: '2.2.4', to: '2.3.0' },
  proposedBy: 'service:deploys',
  proposedAt: at(-40),
  verdict: 'pass',
  waitsFor: [],
  affectedCount: 0,
  endedAt: at(-38),
};

export const changes: ChangeList = changeListSchema.parse({
  items: [head, promoted],
  pageInfo: {},
});

export const contractVersions: ContractVersionList =
  contractVersionListSchema.parse({
    items: [
      {
        fingerprint: CURRENT,
        version: '2.3.0',
        release: '2.3.0',
        firstSeen: at(-38),
        current: true,
        changeId: promoted.id,
        aroundGate: false,
      },
      {
        fingerprint: FIRST,
        version: '2.2.4',
        release: '2.2.4',
        firstSeen: at(-90),
        current: false,
        aroundGate: true,
      },
    ],
    pageInfo: {},
  });

export const impact: ImpactAnswer = impactAnswerSchema.parse({
  entity: customer360,
  direction: 'downstream',
  summary: {
    ...affected,
    teams: affected.teams.map(team => ({
      ...team,
      contact:
        team.ref === finance.ref
          ? {
              for: 'question',
              channel: 'slack',
              target: '#finance-data',
              url: 'https://slack.example/finance-data',
              source: 'spec',
            }
          : undefined,
    })),
  },
  nodes: [
    {
      ref: 'dataproduct:default/revenue',
      title: 'Revenue',
      type: 'aggregate',
      owner: finance,
      depth: 1,
      missing: false,
      via: {
        ref: customer360.ref,
        kind: 'dependsOn',
        reads: ['customers.email'],
      },
    },
    {
      ref: 'dataproduct:default/revenue-board',
      title: 'Revenue board',
      type: 'dashboard',
      owner: finance,
      depth: 2,
      missing: false,
      via: { ref: 'dataproduct:default/revenue', kind: 'contractInput' },
    },
    {
      ref: 'decisionpath:default/monthly-active-customers',
      title: 'Monthly active customers',
      type: 'reporting',
      owner: growth,
      decision: "whether to raise next quarter's acquisition budget",
      depth: 2,
      missing: false,
      via: { ref: 'dataproduct:default/revenue', kind: 'step' },
    },
  ],
  pageInfo: {},
});
