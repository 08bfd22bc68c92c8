import {
  ChecklistList,
  checklistListSchema,
  HandoffDetail,
  handoffDetailSchema,
  HandoffItem,
  HandoffList,
  handoffListSchema,
  HandoffSummary,
} from '@handoff/backstage-plugin-data-products-common';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = Date.now();
const at = (days: number) => new Date(NOW + days * DAY_MS).toISOString();

const OPENED = 'a'.repeat(64);

/** What is signed now. */
export const CURRENT = 'b'.repeat(64);

const governance = {
  ref: 'group:default/data-governance',
  title: 'Data Governance',
};

const REFUSED = {
  allowed: false,
  reason:
    'You cannot sign this: it takes a member of Finance. Members: Ruth, Omar.',
};

/** The reader may sign the item of Data Governance, and none of the others. */
const items: HandoffItem[] = [
  {
    id: 'tests',
    title: 'Tests cover grain and keys',
    guidance: 'Look at the quality rules of the contract.',
    responsible: 'owner',
    required: true,
    automated: { check: 'quality-expectations' },
    quorum: 1,
    state: 'passed',
    done: true,
    reason: '12 rules with thresholds are there.',
    approvals: 0,
    signatures: [],
    waitingOn: [],
    sign: { allowed: false, reason: 'It is judged by facts.' },
  },
  {
    id: 'rollback',
    title: 'Rollback tried',
    guidance: 'Restore the last known good release.',
    responsible: 'owner',
    required: true,
    quorum: 1,
    state: 'approved',
    done: true,
    reason: 'Approved by user bo.',
    approvals: 1,
    signatures: [
      {
        number: 1,
        itemId: 'rollback',
        decision: 'approve',
        signer: 'user:default/bo',
        party: 'group:default/customer-data',
        fingerprint: CURRENT,
        comment: 'restored 2.3.0 in 11 min',
        evidence: {
          link: 'https://ci.example/runs/7',
          fileHash: 'c'.repeat(64),
        },
        at: at(-1),
        standing: 'counts',
        expiresAt: at(89),
      },
    ],
    waitingOn: [],
    sign: { allowed: false, reason: 'It is done.' },
  },
  {
    id: 'access',
    title: 'Access review',
    guidance: 'Look who can read it, and why.',
    responsible: 'schema-approver',
    required: true,
    quorum: 1,
    state: 'waiting',
    done: false,
    reason: 'It waits for one approval.',
    approvals: 0,
    signatures: [],
    waitingOn: [governance],
    sign: { allowed: true },
  },
  {
    id: 'schema',
    title: 'Schema reviewed',
    guidance: 'Look at the schema.',
    responsible: 'schema-approver',
    required: true,
    quorum: 1,
    state: 'waiting',
    done: false,
    reason: 'The content has changed since it was approved.',
    approvals: 0,
    signatures: [
      {
        number: 2,
        itemId: 'schema',
        decision: 'approve',
        signer: 'user:default/cy',
        party: governance.ref,
        fingerprint: OPENED,
        at: at(-1.5),
        standing: 'lapsed',
        reason: 'what it is for has changed',
        changes: [
          {
            part: 'contract',
            path: 'contract.schema[customers].properties[email].logicalType',
            kind: 'changed',
            before: 'string',
            after: 'integer',
          },
        ],
      },
    ],
    waitingOn: [governance],
    sign: { allowed: true },
  },
  {
    id: 'migration',
    title: 'Migration date',
    guidance: 'Say when the reports move.',
    responsible: 'consumer',
    required: false,
    quorum: 1,
    state: 'waiting',
    done: false,
    reason: 'It waits for one approval.',
    approvals: 0,
    signatures: [],
    waitingOn: [{ ref: 'group:default/finance', title: 'Finance' }],
    sign: REFUSED,
  },
];

const checklistHead = {
  id: 'product-to-production',
  version: 3,
  title: 'Into production',
  from: 'development' as const,
  to: 'production' as const,
};

const head = {
  id: '0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b20',
  entityRef: 'dataproduct:default/customer-360',
  title: 'Customer 360',
  release: '2.4.0',
  state: 'open' as const,
  reason: 'Waits for Data Governance.',
  progress: { done: 2, required: 4 },
  sides: [
    {
      responsible: 'owner',
      title: 'Engineering',
      done: 2,
      required: 2,
      waitingOn: [],
    },
    {
      responsible: 'schema-approver',
      title: 'Data Governance',
      done: 0,
      required: 2,
      waitingOn: [governance],
    },
    {
      responsible: 'consumer',
      title: 'Consumers',
      done: 0,
      required: 0,
      waitingOn: [],
    },
  ],
  requester: 'user:default/cy',
  requestedAt: at(-2),
};

/** Release 2.4.0, which waits for the reader among others. */
export const handoff: HandoffDetail = handoffDetailSchema.parse({
  ...head,
  checklist: { ...checklistHead, kind: 'DataProduct' },
  items,
  content: { fingerprint: CURRENT, spec: {} },
  openedFingerprint: OPENED,
  changes: [],
  previous: {
    id: '0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b19',
    release: '2.3.0',
    completedAt: at(-40),
    changes: [
      {
        part: 'purpose',
        path: 'purpose',
        kind: 'changed',
        before: 'Counting customers.',
        after: 'Counting and addressing customers.',
      },
    ],
  },
  reader: {
    withdraw: {
      allowed: false,
      reason: 'Only who requested it, user cy, can withdraw it.',
    },
    complete: { allowed: false, reason: 'Two required items are left.' },
  },
});

const earlier: HandoffSummary = {
  ...head,
  id: '0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b19',
  checklist: checklistHead,
  release: '2.3.0',
  state: 'completed',
  reason: 'Signed off.',
  requestedAt: at(-41),
};

export const handoffs: HandoffList = handoffListSchema.parse({
  items: [{ ...head, checklist: checklistHead }, earlier],
  pageInfo: {},
});

export const checklists: ChecklistList = checklistListSchema.parse({
  items: [
    {
      ...checklistHead,
      kind: 'DataProduct',
      origin: 'built-in',
      sides: { owner: 'Engineering', 'schema-approver': 'Data Governance' },
      items,
    },
    {
      ...checklistHead,
      id: 'retirement',
      title: 'Retirement',
      from: 'production',
      to: 'retired',
      kind: 'DataProduct',
      origin: 'built-in',
      items: items.slice(0, 1),
    },
  ],
});
