import { ReadinessEvidence } from '../Evidence';

/** The time at which everything in the exemplary evidence holds. */
export const NOW = new Date('2026-11-21T12:00:00.000Z');

const filled = (role: ReadinessEvidence['roles'][number]['role']) => ({
  role,
  refs: [`group:default/${role}s`],
  names: [`Team of the ${role}`],
  missing: [],
  people: 3,
  vacant: false,
});

/** A data product that passes every check. */
export function exemplaryProduct(): ReadinessEvidence {
  return {
    entityRef: 'dataproduct:default/customer-360',
    kind: 'DataProduct',
    title: 'Customer 360',
    criticality: 'high',
    entity: {
      apiVersion: 'handoff/v1alpha1',
      kind: 'DataProduct',
      metadata: {
        name: 'customer-360',
        description: 'One row per customer.',
        annotations: {},
      },
      spec: {
        type: 'aggregate',
        lifecycle: 'production',
        version: '2.3.0',
        criticality: 'high',
        owner: 'group:customer-data',
        consumers: ['group:finance', 'group:growth'],
        purpose: 'Counting and addressing customers.',
        limitations: 'No merged accounts before 2024.',
        inputs: ['dataproduct:crm-accounts'],
        glossary: ['glossaryterm:active-customer'],
        classification: 'confidential',
        access: { method: 'Snowflake role ANALYST_CUSTOMER' },
        review: { every: 'P3M', last: '2026-10-01' },
        runbook: 'https://runbooks.example.com/customer-360',
        rollback: {
          procedure: 'https://runbooks.example.com/customer-360/rollback',
          lastKnownGood: '2.2.4',
        },
      },
    },
    roles: [
      {
        ...filled('owner'),
        refs: ['group:default/customer-data'],
        names: ['Customer Data'],
      },
      filled('steward'),
      filled('producer'),
      filled('operator'),
      filled('schema-approver'),
      filled('quality-monitor'),
      {
        ...filled('consumer'),
        refs: ['group:default/finance', 'group:default/growth'],
        names: ['Finance', 'Growth'],
      },
    ],
    contentFingerprint: 'a91f',
    contacts: { incident: 1, question: 2 },
    escalation: 2,
    contract: {
      version: '1.4.0',
      status: 'active',
      schemas: 2,
      columns: 10,
      keyed: 2,
      grained: 1,
      described: 8,
      qualityRules: 3,
      thresholds: 2,
      errors: [],
      errorCount: 0,
    },
    objectives: [
      { name: 'fresh-by-morning', indicator: 'freshness', severity: 'high' },
      { name: 'emails-complete', indicator: 'completeness', severity: 'low' },
    ],
    inputs: [
      {
        ref: 'dataproduct:default/crm-accounts',
        found: true,
        contract: true,
      },
    ],
    glossary: [{ ref: 'glossaryterm:default/active-customer', found: true }],
    parties: [],
    observations: {
      'fresh-by-morning': {
        state: 'kept',
        observedAt: '2026-11-21T06:00:00.000Z',
        validUntil: '2026-11-21T18:00:00.000Z',
      },
      'emails-complete': {
        state: 'at-risk',
        observedAt: '2026-11-21T06:00:00.000Z',
        validUntil: '2026-11-22T06:00:00.000Z',
      },
    },
    agreements: [
      {
        consumer: 'group:default/finance',
        state: 'active',
        until: '2027-01-31T00:00:00.000Z',
      },
      { consumer: 'group:default/growth', state: 'active' },
    ],
    signOffs: [
      {
        release: '2.3.0',
        fingerprint: 'a91f',
        at: '2026-11-01T10:00:00.000Z',
      },
    ],
    drills: [{ at: '2026-11-01T00:00:00.000Z', outcome: 'restored' }],
  };
}

/** A decision path that passes every check. */
export function exemplaryPath(): ReadinessEvidence {
  return {
    entityRef: 'decisionpath:default/monthly-active-customers',
    kind: 'DecisionPath',
    title: 'Monthly active customers',
    criticality: 'critical',
    entity: {
      apiVersion: 'handoff/v1alpha1',
      kind: 'DecisionPath',
      metadata: { name: 'monthly-active-customers' },
      spec: {
        type: 'reporting',
        lifecycle: 'production',
        version: '4.0.0',
        owner: 'user:growth-lead',
        decision: 'Whether to raise the budget',
        decisionMakers: ['group:executives'],
        cadence: 'P1M',
        steps: [
          { stage: 'source', name: 'Events', entity: 'crm-accounts' },
          { stage: 'identity', name: 'Stitching', entity: 'DataProduct:c360' },
          { stage: 'exposure', name: 'Dashboard' },
          { stage: 'decision', name: 'Budget round' },
          { stage: 'feedback', name: 'Report a wrong number' },
        ],
        signals: {
          freshness: 'dataproduct:c360#fresh-by-morning',
          quality: 'dataproduct:c360#emails-complete',
          cost: 'https://cost.example.com',
          usage: 'https://usage.example.com',
        },
        contracts: {
          transformation: {
            grain: 'One row per customer and month',
            keys: ['customer_id', 'month'],
            nulls: 'None',
            acceptedRanges: '0 to 10 million',
          },
        },
        feedback: {
          channel: 'slack',
          target: '#mac',
          responder: 'user:growth-lead',
          responseTime: 'PT4H',
        },
        rollback: {
          procedure: 'https://r.example.com',
          lastKnownGood: '3.2.0',
        },
        cost: {
          owner: 'group:data-platform',
          budget: { amount: 900, currency: 'EUR', period: 'P1M' },
        },
        policy: { sensitiveFields: [], reviewGate: 'group:data-governance' },
      },
    },
    roles: [
      {
        ...filled('owner'),
        refs: ['user:default/growth-lead'],
        names: ['Growth lead'],
        people: 1,
      },
      filled('decision-maker'),
    ],
    contacts: {},
    escalation: 0,
    objectives: [],
    inputs: [
      {
        ref: 'dataproduct:default/crm-accounts',
        found: true,
        contract: true,
      },
      { ref: 'dataproduct:default/c360', found: true, contract: true },
    ],
    glossary: [],
    parties: [
      { ref: 'user:default/growth-lead', found: true, title: 'Growth lead' },
      {
        ref: 'group:default/data-platform',
        found: true,
        title: 'Data Platform',
      },
      {
        ref: 'group:default/data-governance',
        found: true,
        title: 'Data Governance',
      },
    ],
  };
}
