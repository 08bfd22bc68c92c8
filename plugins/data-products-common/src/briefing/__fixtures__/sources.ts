import {
  DataProductEntity,
  DecisionPathEntity,
  HANDOFF_API_VERSION,
} from '../../kinds';
import { OutcomeDetail } from '../../readiness';
import { Objective, SlaDetail } from '../../sla';
import { BriefingSources } from '../BriefingSources';

const ALLOWED = { allowed: true };

const OWNERS = { ref: 'group:default/customer-data', title: 'Customer Data' };
const GOVERNANCE = {
  ref: 'group:default/data-governance',
  title: 'Data Governance',
};

/** A product that declares everything that a briefing tells. */
export const customer360: DataProductEntity = {
  apiVersion: HANDOFF_API_VERSION,
  kind: 'DataProduct',
  metadata: {
    name: 'customer-360',
    title: 'Customer 360',
    description: 'One row per customer.',
  },
  spec: {
    type: 'aggregate',
    lifecycle: 'production',
    version: '2.4.0',
    domain: 'customer',
    criticality: 'high',
    owner: 'group:customer-data',
    purpose: 'Counting customers.\nAddressing them.',
    limitations: 'No merged accounts before 2024.',
    classification: 'confidential',
    access: {
      method: 'Snowflake role ANALYST_CUSTOMER',
      request: 'https://access.example/customer',
    },
    inputs: ['crm-accounts'],
    glossary: ['active-customer'],
    runbook: 'https://runbooks.example/customer-360',
    rollback: {
      procedure: 'https://runbooks.example/back',
      lastKnownGood: '2.2.4',
    },
    contract: {
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: 'customer-360',
      version: '2.4.0',
      status: 'active',
      schema: [
        {
          name: 'customers',
          dataGranularityDescription: 'one customer',
          properties: [
            { name: 'customer_id', primaryKey: true, primaryKeyPosition: 1 },
            {
              name: 'email',
              quality: [
                {
                  type: 'library',
                  metric: 'nullValues',
                  unit: 'percent',
                  mustBeLessThan: 2,
                },
                { type: 'text', description: 'Looks like an address.' },
              ],
            },
          ],
        },
        { name: 'merges', properties: [{ name: 'merged_at' }] },
      ],
    },
  },
};

/** A path with one step that names nothing. */
export const monthlyActives: DecisionPathEntity = {
  apiVersion: HANDOFF_API_VERSION,
  kind: 'DecisionPath',
  metadata: { name: 'monthly-actives' },
  spec: {
    type: 'reporting',
    lifecycle: 'production',
    owner: 'user:growth-lead',
    decision: 'whether to raise the budget',
    decisionMakers: ['executives'],
    cadence: 'P1M',
    signals: {
      freshness: 'customer-360#fresh',
      usage: 'https://usage.example/mac',
    },
    feedback: {
      channel: 'slack',
      target: '#mac',
      responder: 'growth-lead',
      responseTime: 'PT4H',
    },
  },
};

const fresh: Objective = {
  name: 'fresh',
  indicator: 'freshness',
  comparator: 'at-most',
  target: 21_600,
  unit: 'seconds',
  goal: 0.99,
  window: 'P30D',
  severity: 'critical',
  source: 'spec',
  promise: 'fresh within 6 h, 99 % of the time over 30 days',
};

const sla: SlaDetail = {
  entityRef: 'dataproduct:default/customer-360',
  objectives: [
    {
      objective: fresh,
      status: {
        state: 'broken',
        reason: 'The data is 9 h old; promised is at most 6 h.',
        streak: 3,
        shareKept: 0.9851,
        budget: {
          unit: 'ms',
          total: 25_920_000,
          used: 38_520_000,
          left: -12_600_000,
        },
      },
      strip: [],
      breaches: [1, 2, 3, 4].map(day => ({
        id: `${day}`,
        entityRef: 'dataproduct:default/customer-360',
        objective: 'fresh',
        indicator: 'freshness',
        severity: 'critical',
        promise: fresh.promise,
        since: `2026-11-${21 - day}T05:00:00Z`,
        openedAt: `2026-11-${21 - day}T05:00:00Z`,
        until: day === 1 ? undefined : `2026-11-${21 - day}T09:00:00Z`,
        responsible: [],
        upstream: [],
        notified: [],
      })),
    },
    {
      objective: { ...fresh, name: 'up', promise: 'available, always' },
      status: { state: 'unknown', reason: 'Never observed.', streak: 0 },
      strip: [],
      breaches: [],
    },
  ],
  datedTerms: [{ term: 'renewal', at: '2027-01-31', source: 'spec' }],
  problems: [],
};

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
    responsible: { role: 'owner', refs: [OWNERS.ref] },
    remediation: 'Link the runbook.',
    ...part,
  };
}

/** What everybody answers about {@link customer360}. */
export const answered: BriefingSources = {
  entity: customer360,
  ownership: {
    data: {
      entityRef: 'dataproduct:default/customer-360',
      roles: [
        {
          role: 'owner',
          title: 'Accountable',
          mandate: 'Answers for the product as a whole.',
          mandates: [],
          vacant: false,
          leavers: [],
          members: [
            {
              ...OWNERS,
              found: true,
              source: 'spec',
              people: [{ ref: 'user:default/bo', title: 'Bo Berg' }],
            },
          ],
        },
        {
          role: 'steward',
          title: 'Steward',
          mandate: 'Keeps meaning right.',
          mandates: [],
          vacant: true,
          reason: 'Maya Lind left on 3 Nov 2026.',
          leavers: [],
          members: [],
        },
      ],
      contacts: [
        {
          for: 'question',
          channel: 'slack',
          target: '#customer-360',
          responseTime: 'PT2H',
          source: 'spec',
        },
      ],
      escalation: [
        { after: 'PT0S', notify: OWNERS.ref, found: true },
        {
          after: 'PT1H',
          notify: 'user:default/head-of-data',
          title: 'Head of Data',
          found: false,
        },
      ],
    },
  },
  readiness: {
    data: {
      entityRef: 'dataproduct:default/customer-360',
      score: 71,
      level: 'not-ready',
      evaluatedAt: '2026-11-21T08:00:00Z',
      outcomes: [
        outcome({}),
        outcome({
          checkId: 'drill',
          title: 'Drill',
          status: 'unknown',
          severity: 'recommended',
          reason: 'No drill recorded yet.',
          remediation: 'Plan a drill.',
        }),
        outcome({
          checkId: 'roles',
          title: 'Roles filled',
          status: 'fail',
          reason: 'The steward is vacant.',
          responsible: { role: 'steward', refs: [] },
          remediation: 'Name a steward.',
        }),
        outcome({ checkId: 'cost', title: 'Cost', status: 'waived' }),
      ],
    },
  },
  sla: { data: sla },
  waivers: {
    data: [
      {
        id: '1',
        entityRef: 'dataproduct:default/customer-360',
        check: { id: 'cost', title: 'Cost budget' },
        state: 'approved',
        reason: 'It is being negotiated.',
        until: '2026-12-12T00:00:00.000Z',
        requestedBy: 'user:default/bo',
        requestedAt: '2026-11-18T09:00:00.000Z',
        decision: {
          decision: 'approve',
          by: 'user:default/cy',
          at: '2026-11-19T09:00:00.000Z',
          comment: 'Not beyond the year.',
        },
        approvers: [GOVERNANCE],
        reader: { decide: ALLOWED, withdraw: ALLOWED, revoke: ALLOWED },
      },
    ],
  },
  handoff: {
    data: {
      id: '1',
      entityRef: 'dataproduct:default/customer-360',
      release: '2.4.0',
      state: 'open',
      reason: 'Left: Access review.',
      progress: { done: 1, required: 2 },
      sides: [
        {
          responsible: 'schema-approver',
          title: 'Governance',
          done: 0,
          required: 1,
          waitingOn: [GOVERNANCE],
        },
      ],
      requester: 'user:default/bo',
      requestedAt: '2026-11-20T08:00:00Z',
      checklist: {
        id: 'product-to-production',
        version: 3,
        title: 'Into production',
        from: 'development',
        to: 'production',
        kind: 'DataProduct',
      },
      items: [
        {
          id: 'rollback',
          title: 'Rollback tried',
          guidance: 'Restore it.',
          responsible: 'group:default/data-platform',
          required: true,
          quorum: 1,
          state: 'approved',
          done: true,
          reason: 'Approved by user cy.',
          approvals: 1,
          signatures: [
            {
              number: 1,
              itemId: 'rollback',
              decision: 'approve',
              signer: 'user:default/bo',
              party: OWNERS.ref,
              fingerprint: 'a',
              at: '2026-11-20T09:00:00Z',
              standing: 'lapsed',
            },
            {
              number: 2,
              itemId: 'rollback',
              decision: 'approve',
              signer: 'user:default/cy',
              party: OWNERS.ref,
              fingerprint: 'b',
              comment: 'took 11 min',
              at: '2026-11-20T10:00:00Z',
              standing: 'counts',
            },
          ],
          waitingOn: [],
          sign: ALLOWED,
        },
        {
          id: 'access',
          title: 'Access review',
          guidance: 'Look who can read it.',
          responsible: 'schema-approver',
          required: true,
          quorum: 1,
          state: 'waiting',
          done: false,
          reason: 'It waits for one approval.',
          approvals: 0,
          signatures: [],
          waitingOn: [GOVERNANCE],
          sign: ALLOWED,
        },
      ],
      openedFingerprint: 'a',
      changes: [],
      reader: { withdraw: ALLOWED, complete: ALLOWED },
    },
  },
  agreements: {
    data: [
      {
        id: '1',
        entityRef: 'dataproduct:default/customer-360',
        provider: OWNERS,
        consumer: { ref: 'group:default/finance', title: 'Finance' },
        state: 'active',
        revision: 2,
        signatures: [],
        awaits: [],
        proposedAt: '2026-10-01T00:00:00Z',
        activeSince: '2026-10-03T00:00:00Z',
        validUntil: '2027-01-31T00:00:00Z',
        breachedByChange: [],
      },
      {
        id: '2',
        entityRef: 'dataproduct:default/customer-360',
        provider: OWNERS,
        consumer: { ref: 'group:default/growth', title: 'Growth' },
        state: 'proposed',
        revision: 1,
        signatures: [],
        awaits: ['provider'],
        proposedAt: '2026-11-01T00:00:00Z',
        validUntil: '2027-02-28T00:00:00Z',
        breachedByChange: [],
      },
      {
        id: '3',
        entityRef: 'dataproduct:default/customer-360',
        provider: OWNERS,
        consumer: { ref: 'group:default/sales' },
        state: 'expired',
        revision: 1,
        signatures: [],
        awaits: [],
        proposedAt: '2025-11-01T00:00:00Z',
        endedAt: '2026-11-01T00:00:00Z',
        breachedByChange: [],
      },
    ],
  },
  steps: [],
  now: new Date('2026-11-21T12:00:00Z'),
};

const REFUSED = { unreadable: 'The server answered 503.' };

/** That nobody answers. */
export const unanswered: BriefingSources = {
  ...answered,
  ownership: REFUSED,
  readiness: REFUSED,
  sla: REFUSED,
  waivers: REFUSED,
  handoff: REFUSED,
  agreements: REFUSED,
};
