import { dataProductsPermissions } from '@handoff/backstage-plugin-data-products-common';
import { ExampleItems } from './ExampleItems';

type PermissionName = (typeof dataProductsPermissions)[number]['name'];

/** Who asks, in the order of the columns. */
export const CALLERS = [
  'nobody',
  'guest',
  'pipeline',
  'service',
  'otherTeam',
  'owner',
  'roleHolder',
  'governance',
] as const;

export type Caller = (typeof CALLERS)[number];

/**
 * What is answered: `ok`; `empty`, without what the caller may not see; `401`;
 * `404`, as if it did not exist; or 403, which says that it takes a `person`,
 * the `permission` by its name, the `role` by who holds it, or somebody else
 * than who asked for it (`self`).
 */
export type Expected =
  | 'ok'
  | 'empty'
  | '401'
  | '404'
  | 'person'
  | 'permission'
  | 'role'
  | 'self';

/** What is sent to a route. */
export interface RouteRequest {
  /** Of the path. */
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
}

export interface AccessRow {
  /** A word a caller, in the order of `CALLERS`. */
  cells: string;
  /** What a refusal for want of a permission names. */
  permission?: PermissionName;
  /** What an answer shows that is not empty. */
  shows?: string;
  ask(items: ExampleItems): Promise<RouteRequest> | RouteRequest;
}

/** What the rows ask about that is there from the start. */
export const SHOWN = 'customer-360-0';

const PRODUCT = { kind: 'dataproduct', namespace: 'default', name: SHOWN };
const TEAM = { kind: 'group', namespace: 'default', name: 'customer-data' };

const READ = '401 404    404        ok      ok         ok         ok     ok';
const LIST = '401 empty  empty      ok      ok         ok         ok     ok';
const OPEN = '401 ok     ok         ok      ok         ok         ok     ok';
const REPORT =
  '401 permission ok        ok      permission permission permission ok';

function read(params: Record<string, string>): AccessRow {
  return { cells: READ, ask: () => ({ params }) };
}

function list(shows: string, query?: Record<string, string>): AccessRow {
  return { cells: LIST, shows, ask: () => ({ query }) };
}

function report(body: unknown): AccessRow {
  return {
    cells: REPORT,
    permission: 'data-products.observation.create',
    ask: () => ({ body }),
  };
}

const OBSERVATION = {
  entityRef: `dataproduct:default/${SHOWN}`,
  objective: 'fresh',
  value: 'PT1H',
  source: 'airflow',
  observedAt: new Date(Date.now() - 60_000).toISOString(),
};

const LINEAGE = {
  eventType: 'COMPLETE',
  eventTime: new Date().toISOString(),
  run: { runId: '0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b10' },
  job: { namespace: 'airflow', name: 'load' },
  producer: 'https://example.com',
  schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json',
};

/** Every route, by the id of its operation. */
export const ACCESS_MATRIX: Readonly<Record<string, AccessRow>> = {
  // nobody guest pipeline service otherTeam owner roleHolder governance
  'readiness-list': list(SHOWN),
  'readiness-facets': list('customer-data'),
  'readiness-get': read(PRODUCT),
  'readiness-transitions': read(PRODUCT),
  'readiness-evaluate': {
    cells:
      '401 permission permission ok      permission permission permission ok',
    permission: 'data-products.readiness.evaluate',
    ask: () => ({ body: { entityRefs: [`dataproduct:default/${SHOWN}`] } }),
  },
  'teams-list': list('customer-data'),
  'teams-get': read(TEAM),
  'domains-list': list('customer'),
  'checks-list': { cells: OPEN, ask: () => ({}) },

  'waiver-request': {
    cells: '401 404    person     person  role       ok         role       ok',
    ask: items => ({ body: items.requestOfWaiver() }),
  },
  'waiver-list': list('customer-360'),
  'waiver-get': {
    cells: READ,
    ask: async items => ({ params: { id: (await items.waiver()).id } }),
  },
  'waiver-decide': {
    cells: '401 404    person     person  role       role       ok     role',
    ask: async items => ({
      params: { id: (await items.waiver()).id },
      body: { decision: 'approve' },
    }),
  },
  'waiver-withdraw': {
    cells: '401 404    person     person  role       ok         role   role',
    ask: async items => ({ params: { id: (await items.waiver()).id } }),
  },
  'waiver-revoke': {
    cells: '401 404    person     person  role       ok         ok     role',
    ask: async items => ({
      params: { id: (await items.approvedWaiver()).id },
      body: { reason: 'The runbook is there.' },
    }),
  },

  'ownership-list': list('customer-360', { party: 'group:default/finance' }),
  'ownership-get': read(PRODUCT),

  'observations-create': report([OBSERVATION]),
  'observations-dbt': report({
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json',
    },
    results: [],
  }),
  'observations-lineage': report(LINEAGE),
  'observations-lineage-batch': report([LINEAGE]),
  'observations-unmapped': report(undefined),
  'sla-get': read(PRODUCT),
  'sla-series': read({ ...PRODUCT, objective: 'fresh' }),
  'breaches-list': list(SHOWN),

  'agreements-list': list('customer-360'),
  'agreements-propose': {
    cells: '401 404    person     person  role       ok         ok     role',
    ask: items => ({ body: items.proposal() }),
  },
  'agreements-get': {
    cells: READ,
    ask: async items => ({ params: { id: (await items.agreement()).id } }),
  },
  'agreements-revise': {
    cells: '401 404    person     person  role       ok         ok     role',
    ask: async items => ({
      params: { id: (await items.agreement()).id },
      body: { answers: 1, terms: items.terms(200) },
    }),
  },
  'agreements-sign': {
    cells: '401 404    person     person  role       ok         ok     role',
    async ask(items) {
      const { id, revisions } = await items.agreement();
      const [{ fingerprint }] = revisions;
      return { params: { id }, body: { revision: 1, fingerprint } };
    },
  },
  'agreements-terminate': {
    cells: '401 404    person     person  role       ok         ok     role',
    ask: async items => ({
      params: { id: (await items.agreement()).id },
      body: { reason: 'Nobody needs it any more.' },
    }),
  },
  'agreements-export': {
    cells: READ,
    ask: async items => ({ params: { id: (await items.agreement()).id } }),
  },

  'checklists-list': { cells: OPEN, ask: () => ({}) },
  'handoffs-list': list('customer-360'),
  'handoffs-request': {
    cells: '401 404    person     person  role       ok         ok     role',
    ask: items => ({ body: items.requestOfHandoff() }),
  },
  'handoffs-get': {
    cells: READ,
    ask: async items => ({ params: { id: (await items.handoff()).id } }),
  },
  'handoffs-sign': {
    cells: '401 404    person     person  role       self       ok     role',
    async ask(items) {
      const { id, content } = await items.handoff();
      return {
        params: { id, itemId: 'access' },
        body: { decision: 'approve', fingerprint: content!.fingerprint },
      };
    },
  },
  'handoffs-withdraw': {
    cells: '401 404    person     person  role       ok         role   role',
    ask: async items => ({
      params: { id: (await items.handoff()).id },
      body: { reason: 'Another release comes first.' },
    }),
  },
  'handoffs-complete': {
    cells: '401 404    person     person  role       ok         role   role',
    async ask(items) {
      const { id, content } = await items.approvedHandoff();
      return {
        params: { id },
        body: { fingerprint: content!.fingerprint },
      };
    },
  },

  'waiting-list': {
    cells: '401 empty  person     person  ok         ok         ok     empty',
    shows: 'customer-360',
    ask: () => ({}),
  },

  'impact-get': read(PRODUCT),
  'changes-list': list('customer-360'),
  'changes-propose': {
    cells: '401 404    404        ok      role       ok         role       ok',
    ask: items => ({ body: items.proposalOfChange() }),
  },
  'changes-get': {
    cells: READ,
    ask: async items => ({ params: { id: (await items.change()).id } }),
  },
  'changes-gate': {
    cells: READ,
    ask: async items => ({ params: { id: (await items.change()).id } }),
  },
  'changes-acknowledge': {
    cells: '401 404    person     person  role       self       ok     role',
    ask: async items => ({
      params: { id: (await items.change()).id },
      body: { decision: 'accept' },
    }),
  },
  'changes-notify': {
    cells: '401 404    404        ok      role       ok         role       ok',
    ask: async items => ({
      params: { id: (await items.change()).id },
      body: { team: 'group:default/growth' },
    }),
  },
  'changes-override': {
    cells: '401 404    person     person  role       role       ok        ok',
    async ask(items) {
      const { id, gate } = await items.change();
      const rules = gate.reasons
        .filter(({ mode }) => mode === 'enforce')
        .map(({ rule }) => rule);
      return { params: { id }, body: { rules, reason: 'It is urgent.' } };
    },
  },
  'changes-promote': {
    cells: '401 404    404        ok      role       ok         role       ok',
    ask: async items => ({
      params: { id: (await items.acceptedChange()).id },
      body: {},
    }),
  },
  'changes-withdraw': {
    cells: '401 404    404        person  role       ok         role   role',
    ask: async items => ({
      params: { id: (await items.change()).id },
      body: { reason: 'It is not needed.' },
    }),
  },
  'rollbacks-report': {
    cells: '401 404    404        ok      role       ok         role       ok',
    ask: async items => ({
      body: {
        entityRef: (await items.promotedChange()).entity.ref,
        toVersion: '2.4.0',
        reason: 'The release before was wrong.',
      },
    }),
  },
  'contracts-versions': read(PRODUCT),
  'contracts-difference': {
    cells: READ,
    async ask(items) {
      const fingerprint = await items.contractFingerprint(SHOWN);
      return {
        params: PRODUCT,
        query: { before: fingerprint, after: fingerprint },
      };
    },
  },

  'ledger-list': {
    cells: '401 permission permission ok      ok         ok         ok     ok',
    permission: 'data-products.ledger.read',
    ask: () => ({}),
  },
  'ledger-export': {
    cells:
      '401 permission permission ok      permission permission permission ok',
    permission: 'data-products.ledger.export',
    ask: () => ({}),
  },
  'ledger-checkpoint': {
    cells: '401 permission permission ok      ok         ok         ok     ok',
    permission: 'data-products.ledger.read',
    ask: () => ({}),
  },
};

/** What every caller is answered, in the order of `CALLERS`. */
export function expectedOf({ cells }: AccessRow): Expected[] {
  return cells.split(/\s+/) as Expected[];
}
