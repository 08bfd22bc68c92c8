import {
  CheckList,
  DomainList,
  OutcomeDetail,
  OwnershipDetail,
  ReadinessDetail,
  ReadinessFacets,
  ReadinessList,
  ReadinessListItem,
  TeamDetail,
  TeamList,
  TeamSummary,
  Transitions,
} from '@handoff/backstage-plugin-data-products-common';

function outcome(part: Partial<OutcomeDetail>): OutcomeDetail {
  return {
    checkId: 'runbook',
    title: 'Runbook',
    status: 'pass',
    reason: 'A runbook is linked.',
    category: 'operations',
    severity: 'required',
    weight: 1,
    passCondition: 'There is a link to a runbook.',
    responsible: { role: 'owner', refs: ['group:default/customer-data'] },
    remediation: 'Link the runbook.',
    ...part,
  };
}

export const readiness: ReadinessDetail = {
  entityRef: 'dataproduct:default/customer-360',
  score: 86,
  level: 'at-risk',
  evaluatedAt: '2026-11-21T08:00:00Z',
  outcomes: [
    outcome({}),
    outcome({
      checkId: 'drill',
      title: 'Drill in the last 90 days',
      status: 'unknown',
      reason: 'No drill recorded yet.',
      severity: 'recommended',
      responsible: { role: 'operator', refs: ['group:default/data-platform'] },
      remediation: 'Plan a drill.',
    }),
    outcome({
      checkId: 'roles-filled',
      title: 'Roles filled',
      status: 'fail',
      reason: 'The steward is vacant.',
      passCondition: 'Every role is filled.',
      responsible: { role: 'steward', refs: [] },
      remediation: 'Name a steward.',
    }),
    outcome({
      checkId: 'cost',
      title: 'Cost budget',
      status: 'waived',
      reason: 'New contract is being negotiated.',
      validUntil: '2026-12-12T00:00:00Z',
    }),
    outcome({
      checkId: 'escalation',
      title: 'Escalation',
      reason: 'Two rungs.',
    }),
    outcome({
      checkId: 'policy',
      title: 'Policy',
      status: 'not-applicable',
      reason: 'Only decision paths have one.',
    }),
  ],
};

export const transitions: Transitions = {
  items: [
    {
      at: '2026-11-03T10:00:00Z',
      score: 86,
      level: 'at-risk',
      previous: { score: 72, level: 'not-ready' },
      changes: [],
    },
  ],
  pageInfo: {},
};

export const ownership: OwnershipDetail = {
  entityRef: 'dataproduct:default/customer-360',
  roles: [
    {
      role: 'owner',
      title: 'Accountable',
      mandate: 'Answers for the product as a whole.',
      mandates: ['decide-defect'],
      vacant: false,
      leavers: [],
      members: [
        {
          ref: 'group:default/customer-data',
          title: 'Customer Data',
          found: true,
          source: 'spec',
          people: ['ada', 'ben', 'cleo', 'dan', 'eve'].map(name => ({
            ref: `user:default/${name}`,
            title: `${name.charAt(0).toUpperCase()}${name.slice(1)} Example`,
          })),
        },
      ],
    },
    {
      role: 'steward',
      title: 'Steward',
      mandate: 'Keeps meaning and documentation right.',
      mandates: ['decide-defect', 'validate-repair'],
      vacant: true,
      reason: 'Maya Lind left on 3 Nov 2026 without a successor.',
      members: [],
      leavers: [
        {
          ref: 'user:default/maya.lind',
          name: 'Maya Lind',
          left: '2026-11-03',
        },
      ],
    },
    {
      role: 'schema-approver',
      title: 'Approves schema',
      mandate: 'Approves schema changes before they reach production.',
      mandates: ['approve-schema'],
      vacant: true,
      reason: 'The group is not in the catalog.',
      leavers: [],
      members: [
        {
          ref: 'group:default/gone-team',
          found: false,
          source: 'spec',
          people: [],
        },
      ],
    },
  ],
  contacts: [
    {
      for: 'question',
      channel: 'slack',
      target: '#customer-360',
      source: 'spec',
    },
    {
      for: 'incident',
      channel: 'pagerduty',
      target: 'https://pagerduty.example/customer',
      url: 'https://pagerduty.example/customer',
      responseTime: 'PT30M',
      source: 'spec',
    },
  ],
  escalation: [
    {
      after: 'PT0S',
      notify: 'group:default/customer-data',
      title: 'Customer Data',
      found: true,
    },
    {
      after: 'PT1H',
      notify: 'user:default/head-of-data',
      title: 'Head of Data',
      found: true,
    },
  ],
};

export function listItem(part: Partial<ReadinessListItem>): ReadinessListItem {
  return {
    entityRef: 'dataproduct:default/customer-360',
    kind: 'DataProduct',
    type: 'aggregate',
    title: 'Customer 360',
    description: 'One row per customer.',
    ownerRef: 'group:default/customer-data',
    ownerTitle: 'Customer Data',
    ownerVacant: false,
    domain: 'customer',
    lifecycle: 'production',
    criticality: 'high',
    score: 86,
    level: 'at-risk',
    failing: ['roles-filled'],
    unknown: 1,
    questionContact: {
      for: 'question',
      channel: 'slack',
      target: '#customer-360',
      url: 'https://slack.example/customer-360',
      source: 'spec',
    },
    incidentContact: {
      for: 'incident',
      channel: 'pagerduty',
      target: 'https://pagerduty.example/customer',
      url: 'https://pagerduty.example/customer',
      responseTime: 'PT30M',
      source: 'spec',
    },
    ...part,
  };
}

export const readinessList: ReadinessList = {
  items: [
    listItem({
      promises: {
        state: 'broken',
        broken: 1,
        brokenSince: new Date(Date.now() - 2.1 * 3_600_000).toISOString(),
      },
    }),
    listItem({
      entityRef: 'decisionpath:default/monthly-active-customers',
      kind: 'DecisionPath',
      type: 'reporting',
      title: 'Monthly active customers',
      description: undefined,
      ownerRef: undefined,
      ownerTitle: undefined,
      ownerVacant: true,
      score: 31,
      level: 'not-ready',
      failing: ['named-owner', 'path-rollback'],
      unknown: 0,
      questionContact: undefined,
      incidentContact: undefined,
    }),
  ],
  totalItems: 412,
  needAttention: 61,
  pageInfo: { nextCursor: 'page-2' },
};

export const emptyList: ReadinessList = {
  items: [],
  totalItems: 0,
  needAttention: 0,
  pageInfo: {},
};

export const facets: ReadinessFacets = {
  kind: [
    { value: 'DataProduct', count: 404 },
    { value: 'DecisionPath', count: 8 },
  ],
  owner: [
    {
      value: 'group:default/customer-data',
      title: 'Customer Data',
      count: 12,
    },
    { value: 'user:default/growth-lead', title: 'Growth lead', count: 1 },
  ],
  domain: [{ value: 'customer', count: 12 }],
  lifecycle: [{ value: 'production', count: 300 }],
  level: [{ value: 'not-ready', count: 20 }],
  promises: [
    { value: 'broken', count: 2 },
    { value: 'kept', count: 20 },
  ],
};

export const checks: CheckList = {
  items: [
    {
      id: 'roles-filled',
      title: 'Roles filled',
      passCondition: 'Every role is filled.',
      category: 'ownership',
      responsible: 'owner',
      severity: 'required',
      weight: 2,
      appliesTo: {},
      remediation: 'Name who fills each vacant role.',
      origin: 'built-in',
    },
  ],
};

export function teamSummary(part: Partial<TeamSummary>): TeamSummary {
  return {
    teamRef: 'group:default/data-office',
    title: 'Data Office',
    score: 71.6,
    change: 9.2,
    entities: 14,
    counts: { ready: 8, 'at-risk': 4, 'not-ready': 2 },
    topFailing: [
      {
        checkId: 'roles-filled',
        title: 'Roles filled',
        count: 3,
        gain: 9.4,
        remediation: 'Name a steward.',
      },
    ],
    ...part,
  };
}

export const teams: TeamList = {
  items: [
    teamSummary({
      teamRef: 'group:default/identity',
      title: 'Identity Resolution',
      parentRef: 'group:default/customer-data',
      entities: 2,
      change: undefined,
      topFailing: [],
    }),
    teamSummary({
      teamRef: 'group:default/customer-data',
      title: 'Customer Data',
      parentRef: 'group:default/data-office',
      entities: 12,
      change: -3,
    }),
    teamSummary({}),
  ],
  unowned: {
    score: 20,
    entities: 2,
    counts: { ready: 0, 'at-risk': 0, 'not-ready': 2 },
    topFailing: [],
  },
  pageInfo: {},
};

export const team: TeamDetail = {
  ...teamSummary({}),
  children: [
    {
      teamRef: 'group:default/customer-data',
      title: 'Customer Data',
      score: 64,
      entities: 12,
      counts: { ready: 6, 'at-risk': 4, 'not-ready': 2 },
    },
  ],
  trend: [
    { date: '2026-10-21', score: 62 },
    { date: '2026-11-21', score: 72 },
  ],
};

export const domains: DomainList = {
  items: [
    {
      domain: 'customer',
      score: 71,
      entities: 12,
      counts: { ready: 6, 'at-risk': 4, 'not-ready': 2 },
      topFailing: [],
      trend: [
        { date: '2026-10-20', score: 60 },
        { date: '2026-11-21', score: 71 },
      ],
    },
    {
      score: 12,
      entities: 1,
      counts: { ready: 0, 'at-risk': 0, 'not-ready': 1 },
      topFailing: [],
      trend: [],
    },
  ],
};
