import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  checkListSchema,
  domainListSchema,
  evaluationResponseSchema,
  ownershipDetailSchema,
  ownershipListSchema,
  readinessDetailSchema,
  readinessFacetsSchema,
  readinessListSchema,
  teamDetailSchema,
  teamListSchema,
  transitionsSchema,
  breachListSchema,
  ingestResponseSchema,
  seriesSchema,
  slaDetailSchema,
  unmappedListSchema,
} from '@handoff/backstage-plugin-data-products-common';
import {
  DataProductsService,
  dataProductsServiceRef,
  readinessChecksExtensionPoint,
} from '@handoff/backstage-plugin-data-products-node';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { z } from 'zod';
import { check } from './__testUtils__/checks';
import { decisionPath, group, product, user } from './__testUtils__/entities';
import { InMemoryCatalog } from './__testUtils__/InMemoryCatalog';
import {
  as as asPerson,
  startPlugin,
  userOf,
} from './__testUtils__/startPlugin';

jest.setTimeout(60_000);

const HEAD = 'user:default/head-of-data';
const SELLER = 'user:default/seller';
const STRANGER = 'user:default/stranger';

const COMPANY: Entity[] = [
  group('company', { children: ['sales', 'web'] }),
  group('sales', { parent: 'company', members: ['seller'] }),
  group('web', { parent: 'company', members: ['weaver'] }),
  user('head-of-data', 'company'),
  user('seller', 'sales'),
  user('weaver', 'web'),
  product(
    'orders',
    {
      owner: 'group:sales',
      domain: 'commerce',
      criticality: 'critical',
      purpose: 'Counting orders.',
      limitations: 'None known.',
      contacts: [{ for: 'incident', channel: 'slack', target: '#orders' }],
      escalation: [
        { after: 'PT1H', notify: 'user:weaver' },
        { after: 'PT0S', notify: 'group:sales' },
      ],
      contract: {
        kind: 'DataContract',
        apiVersion: 'v3.0.2',
        id: 'orders',
        version: '1.0.0',
        status: 'active',
        team: [
          {
            username: 'maya',
            name: 'Maya Lind',
            role: 'data steward',
            dateIn: '2020-01-01',
            dateOut: '2020-11-03',
            replacedByUsername: 'ivo',
          },
          { username: 'ivo', role: 'data steward', dateIn: '2099-01-01' },
        ],
      },
    },
    {
      title: 'Orders',
      annotations: { 'handoff/datasets': 'snowflake://acme/orders.*' },
    },
  ),
  product(
    'returns',
    {
      owner: 'group:sales',
      domain: 'commerce',
      objectives: [{ name: 'fresh', indicator: 'freshness', target: 'PT6H' }],
    },
    { annotations: { 'handoff/datasets': 's3://acme/returns' } },
  ),
  product(
    'clicks',
    {
      owner: 'group:web',
      domain: 'web',
      type: 'source-aligned',
      producers: ['user:weaver'],
    },
    {
      annotations: {
        'handoff/datasets': 'snowflake://acme/orders.clicks, s3://clicks',
      },
    },
  ),
  decisionPath('budget', {
    owner: 'user:weaver',
    steps: [
      { stage: 'source', name: 'Clicks', entity: 'clicks' },
      { stage: 'exposure', name: 'Returns', entity: 'dataproduct:returns' },
      { stage: 'decision', name: 'Budget' },
    ],
  }),
  product('orphan', { owner: 'group:nobody' }),
];

/** What sellers may read: their group, and what it owns. */
const SELLERS_VIEW = [
  'group:default/sales',
  'user:default/seller',
  'dataproduct:default/orders',
  'dataproduct:default/returns',
];

function mayRead(entityRef: string, reader: string | undefined): boolean {
  // The service itself has no user, and sees everything.
  return (
    reader === undefined ||
    reader === HEAD ||
    (reader === SELLER && SELLERS_VIEW.includes(entityRef))
  );
}

const catalog = InMemoryCatalog.create(COMPANY, (entity, credentials) =>
  mayRead(stringifyEntityRef(entity), userOf(credentials)),
);

const permissions = mockServices.permissions.mock({
  async authorize(requests, options) {
    const reader = userOf(options?.credentials);
    return requests.map(({ permission, resourceRef }) => ({
      result: (
        resourceRef === undefined
          ? [
              'data-products.readiness.evaluate',
              'data-products.observation.create',
            ].includes(permission.name) && reader !== STRANGER
          : mayRead(resourceRef, reader)
      )
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
    }));
  },
  async authorizeConditional(requests, options) {
    const reader = userOf(options?.credentials);
    return requests.map((): PolicyDecision => {
      if (reader === SELLER) {
        return {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'catalog',
          resourceType: 'catalog-entity',
          conditions: {
            rule: 'IS_ENTITY_OWNER',
            resourceType: 'catalog-entity',
            params: { claims: ['group:default/sales'] },
          },
        };
      }
      return {
        result:
          reader === STRANGER ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
      };
    });
  },
});

/** Takes so long that the evaluation of all lets other requests in between. */
const slowCheckModule = createBackendModule({
  pluginId: 'data-products',
  moduleId: 'slow-check',
  register(reg) {
    reg.registerInit({
      deps: { checks: readinessChecksExtensionPoint },
      async init({ checks }) {
        checks.addCheck(
          check('slow', () => {
            const end = performance.now() + 6;
            while (performance.now() < end);
            return { status: 'pass', reason: 'In the end.' };
          }),
        );
      },
    });
  },
});

let backend: TestBackend;
let scheduler: ReturnType<typeof mockServices.scheduler>;
let service: DataProductsService;

/** Another plugin, which asks through the service of the node package. */
const askingPlugin = createBackendPlugin({
  pluginId: 'asking',
  register(env) {
    env.registerInit({
      deps: { dataProducts: dataProductsServiceRef },
      async init({ dataProducts }) {
        service = dataProducts;
      },
    });
  },
});

beforeAll(async () => {
  scheduler = mockServices.scheduler();
  backend = await startPlugin({
    catalog,
    permissions,
    scheduler,
    features: [askingPlugin, slowCheckModule],
  });
  await scheduler.triggerTask('reconcile');
  await scheduler.triggerTask('readiness-clock');
});
afterAll(() => backend.stop());

const as = (reader: string) => asPerson(backend, reader);

/** An answer that holds what the schema says, and nothing else. */
async function answer<T extends z.ZodType>(
  schema: T,
  path: string,
  reader = HEAD,
): Promise<z.output<T>> {
  const response = await as(reader).get(path);
  expect([path, response.status]).toEqual([path, 200]);
  expect(schema.parse(response.body)).toEqual(response.body);
  return response.body;
}

async function refuses(path: string, status: number, reader = HEAD) {
  const response = await as(reader).get(path);
  expect([path, response.status]).toEqual([path, status]);
  return response.body.error.message as string;
}

describe('readiness of one entity', () => {
  it('tells every outcome with its reason and whose turn it is', async () => {
    const detail = await answer(
      readinessDetailSchema,
      '/readiness/DataProduct/default/orders',
    );
    expect(detail).toMatchObject({
      entityRef: 'dataproduct:default/orders',
      level: 'not-ready',
    });
    const byId = new Map(detail.outcomes.map(one => [one.checkId, one]));
    expect(byId.get('roles-filled')).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('Maya Lind left on 3 Nov 2020'),
      responsible: { role: 'owner', refs: ['group:default/sales'] },
    });
    expect(byId.get('incident-contact')).toMatchObject({ status: 'pass' });
    expect(byId.get('drill')).toMatchObject({
      status: 'unknown',
      reason: 'No drill recorded yet.',
    });
    expect(byId.has('decision-named')).toBe(false);

    const clicks = await answer(
      readinessDetailSchema,
      '/readiness/dataproduct/default/clicks',
    );
    // A source is made from nothing else.
    expect(
      clicks.outcomes.find(({ checkId }) => checkId === 'inputs-resolved'),
    ).toMatchObject({ status: 'not-applicable' });
  });

  it('tells its history', async () => {
    const { items, pageInfo } = await answer(
      transitionsSchema,
      '/readiness/dataproduct/default/orders/transitions?limit=1',
    );
    expect(items).toHaveLength(1);
    expect(items[0].previous).toBeUndefined();
    expect(items[0].changes).toContainEqual({
      checkId: 'contract',
      title: 'Contract',
      to: 'fail',
    });
    expect(pageInfo).toEqual({});
  });

  it.each(['', '/transitions'])(
    'hides what the reader may not see as if it were not there (%s)',
    async suffix => {
      const absent = await refuses(
        `/readiness/dataproduct/default/nowhere${suffix}`,
        404,
      );
      const hidden = await refuses(
        `/readiness/dataproduct/default/clicks${suffix}`,
        404,
        SELLER,
      );
      expect(hidden.replace('clicks', 'nowhere')).toBe(absent);
    },
  );
});

describe('the list of readiness', () => {
  const titles = (list: z.output<typeof readinessListSchema>) =>
    list.items.map(({ title }) => title);

  it('shows everything to who may see everything', async () => {
    const list = await answer(readinessListSchema, '/readiness');
    expect(list.totalItems).toBe(5);
    expect(list.needAttention).toBe(5);
    expect(titles(list)).toEqual([
      'budget',
      'clicks',
      'Orders',
      'orphan',
      'returns',
    ]);
    expect(list.items[2]).toMatchObject({
      ownerRef: 'group:default/sales',
      ownerTitle: 'The sales',
      ownerVacant: false,
      incidentContact: { target: '#orders' },
    });
    expect(list.items[3]).toMatchObject({ ownerVacant: true });
  });

  it('pages with a cursor that carries filter and order', async () => {
    const first = await answer(
      readinessListSchema,
      '/readiness?kind=DataProduct&orderBy=-title&limit=3',
    );
    expect(titles(first)).toEqual(['returns', 'orphan', 'Orders']);
    expect(first.totalItems).toBe(4);
    const second = await answer(
      readinessListSchema,
      `/readiness?limit=3&cursor=${first.pageInfo.nextCursor}`,
    );
    expect(titles(second)).toEqual(['clicks']);
    expect(second.totalItems).toBe(4);
    expect(second.pageInfo).toEqual({});
  });

  it.each([
    [
      'owner=group:company&nested=true',
      ['budget', 'clicks', 'Orders', 'returns'],
    ],
    ['owner=sales,group:default/web', ['clicks', 'Orders', 'returns']],
    ['owner=sales&owner=user:weaver', ['budget', 'Orders', 'returns']],
    ['domain=commerce', ['Orders', 'returns']],
    ['criticality=critical', ['Orders']],
    ['type=source-aligned', ['clicks']],
    [
      'check=purpose-and-limitations&kind=DataProduct',
      ['clicks', 'orphan', 'returns'],
    ],
    ['q=COUNTING', []],
    ['q=acme%20orders.', ['clicks', 'Orders']],
    ['entityRef=dataproduct:default/orders', ['Orders']],
    ['level=ready', []],
    ['lifecycle=retired', []],
  ])('filters by %s', async (query, expected) => {
    const list = await answer(readinessListSchema, `/readiness?${query}`);
    expect(titles(list)).toEqual(expected);
    expect(list.totalItems).toBe(expected.length);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=many', 'limit'],
    ['kind=Component', 'kind'],
    ['level=great', 'level'],
    ['orderBy=age', 'orderBy'],
    ['nested=perhaps', 'nested'],
    ['owner=group:', 'owner'],
    ['entityRef=orders', 'entityRef'],
    ['cursor=eyJ9', 'cursor'],
    ['teem=sales', 'teem'],
    [`q=${'x'.repeat(201)}`, 'q'],
  ])('refuses %s and names the field', async (query, field) => {
    const message = await refuses(`/readiness?${query}`, 400);
    expect(message).toMatch(/^Invalid query: /);
    expect(message).toContain(field);
  });

  it('counts what it can be filtered by', async () => {
    const facets = await answer(
      readinessFacetsSchema,
      '/readiness/facets?kind=DataProduct',
    );
    expect(facets.kind).toEqual([
      { value: 'DataProduct', count: 4 },
      { value: 'DecisionPath', count: 1 },
    ]);
    expect(facets.owner).toContainEqual({
      value: 'group:default/sales',
      title: 'The sales',
      count: 2,
    });
    expect(await refuses('/readiness/facets?limit=3', 400)).toContain('limit');
  });
});

describe('teams and domains', () => {
  it('sum what nested groups own', async () => {
    const company = await answer(
      teamDetailSchema,
      '/teams/group/default/company',
    );
    expect(company).toMatchObject({
      teamRef: 'group:default/company',
      entities: 4,
      counts: { ready: 0, 'not-ready': 4 },
      topFailing: expect.arrayContaining([
        expect.objectContaining({ checkId: 'contract', count: 3 }),
      ]),
    });
    expect(
      company.children.map(({ teamRef, entities }) => [teamRef, entities]),
    ).toEqual([
      ['group:default/sales', 2],
      ['group:default/web', 2],
    ]);
    expect(company.trend).toEqual([
      { date: new Date().toISOString().slice(0, 10), score: company.score },
    ]);
    expect(company.change).toBeUndefined();
  });

  it('are listed, with what nobody owns apart', async () => {
    const teams = await answer(teamListSchema, '/teams?limit=2');
    expect(teams.items.map(({ teamRef }) => teamRef)).toEqual([
      'group:default/company',
      'group:default/sales',
    ]);
    expect(teams.unowned.entities).toBe(1);
    const rest = await answer(
      teamListSchema,
      `/teams?limit=2&cursor=${teams.pageInfo.nextCursor}`,
    );
    expect(rest.items.map(({ teamRef }) => teamRef)).toEqual([
      'group:default/web',
    ]);
    expect(rest.pageInfo).toEqual({});

    const domains = await answer(domainListSchema, '/domains');
    expect(
      domains.items.map(({ domain, entities }) => [domain, entities]),
    ).toEqual([
      [undefined, 2],
      ['commerce', 2],
      ['web', 1],
    ]);
  });

  it('that are none are not found', async () => {
    const absent = await refuses('/teams/group/default/nobody', 404);
    const hidden = await refuses('/teams/group/default/web', 404, SELLER);
    expect(hidden.replace('web', 'nobody')).toBe(absent);
  });
});

describe('ownership', () => {
  it('tells who fills which role, whom to call, and who is told next', async () => {
    const map = await answer(
      ownershipDetailSchema,
      '/ownership/dataproduct/default/orders',
    );
    expect(map.roles[0]).toMatchObject({
      role: 'owner',
      vacant: false,
      members: [
        {
          ref: 'group:default/sales',
          title: 'The sales',
          found: true,
          people: [{ ref: SELLER, title: 'seller Lind' }],
        },
      ],
    });
    expect(map.roles.find(({ role }) => role === 'steward')).toMatchObject({
      vacant: true,
      members: [],
      leavers: [{ name: 'Maya Lind', left: '2020-11-03' }],
    });
    expect(map.contacts).toMatchObject([{ for: 'incident' }]);
    expect(map.escalation).toMatchObject([
      { after: 'PT0S', notify: 'group:default/sales', found: true },
      { after: 'PT1H', notify: 'user:default/weaver', found: true },
    ]);
    await refuses('/ownership/dataproduct/default/nowhere', 404);
    await refuses('/ownership/dataproduct/default/clicks', 404, SELLER);
  });

  it.each([
    [
      'dataset=snowflake://acme/orders.lines',
      [['orders', 'snowflake://acme/orders.*']],
    ],
    [
      'dataset=snowflake://acme/orders.clicks',
      [
        ['clicks', 'snowflake://acme/orders.clicks'],
        ['orders', 'snowflake://acme/orders.*'],
      ],
    ],
    ['dataset=s3://clicks/more', []],
    ['party=user:default/seller', [['orders'], ['returns']]],
    ['party=group:default/company', [['clicks'], ['orders'], ['returns']]],
    ['party=user:default/weaver&role=producer', [['clicks']]],
    ['vacant=owner', [['orphan']]],
    ['vacant=steward', [['clicks'], ['orders'], ['orphan'], ['returns']]],
  ])('answers %s', async (query, expected) => {
    const list = await answer(ownershipListSchema, `/ownership?${query}`);
    expect(
      list.items
        .filter(({ kind }) => kind === 'DataProduct')
        .map(({ entityRef, dataset }) =>
          [entityRef.split('/')[1], dataset].filter(Boolean),
        ),
    ).toEqual(expected);
  });

  it('pages, each entity once', async () => {
    const seen: string[] = [];
    let path = '/ownership?vacant=steward&limit=1';
    for (;;) {
      const page = await answer(ownershipListSchema, path);
      expect(page.totalItems).toBe(4);
      seen.push(...page.items.map(({ entityRef }) => entityRef));
      if (!page.pageInfo.nextCursor) {
        break;
      }
      path = `/ownership?limit=1&cursor=${page.pageInfo.nextCursor}`;
    }
    expect(seen).toEqual(
      ['clicks', 'orders', 'orphan', 'returns'].map(
        name => `dataproduct:default/${name}`,
      ),
    );
  });

  it.each([
    ['', 'dataset'],
    ['dataset=a&vacant=owner', 'dataset'],
    ['vacant=boss', 'vacant'],
    ['dataset=a&role=owner', 'role'],
    ['party=somebody', 'party'],
  ])('refuses %s', async (query, field) => {
    expect(await refuses(`/ownership?${query}`, 400)).toContain(
      `Invalid query: ${field}: `,
    );
  });
});

describe('a reader who may see a part', () => {
  it('sees that part in every list and every count', async () => {
    const list = await answer(readinessListSchema, '/readiness', SELLER);
    expect(list.items.map(({ title }) => title)).toEqual(['Orders', 'returns']);
    expect([list.totalItems, list.needAttention]).toEqual([2, 2]);

    const facets = await answer(
      readinessFacetsSchema,
      '/readiness/facets',
      SELLER,
    );
    expect(facets).toMatchObject({
      kind: [{ value: 'DataProduct', count: 2 }],
      owner: [{ value: 'group:default/sales', count: 2 }],
      domain: [{ value: 'commerce', count: 2 }],
    });

    const teams = await answer(teamListSchema, '/teams', SELLER);
    expect(teams.items).toMatchObject([
      { teamRef: 'group:default/sales', entities: 2 },
    ]);
    expect(teams.items[0].parentRef).toBeUndefined();
    expect(teams.unowned.entities).toBe(0);

    const domains = await answer(domainListSchema, '/domains', SELLER);
    expect(domains.items).toMatchObject([{ domain: 'commerce', entities: 2 }]);

    const ownership = await answer(
      ownershipListSchema,
      '/ownership?vacant=steward',
      SELLER,
    );
    expect(ownership.totalItems).toBe(2);
    const dataset = await answer(
      ownershipListSchema,
      '/ownership?dataset=snowflake://acme/orders.clicks',
      SELLER,
    );
    expect(dataset.items).toHaveLength(1);
  });

  it('sees of an ownership map the people that they may see', async () => {
    const map = await answer(
      ownershipDetailSchema,
      '/ownership/dataproduct/default/orders',
      SELLER,
    );
    expect(map.escalation[1]).toMatchObject({ found: false });
    expect(map.roles[0].members[0].people).toHaveLength(1);
  });

  it('who may see nothing sees nothing', async () => {
    const list = await answer(readinessListSchema, '/readiness', STRANGER);
    expect(list).toMatchObject({ items: [], totalItems: 0, needAttention: 0 });
    expect(await answer(domainListSchema, '/domains', STRANGER)).toEqual({
      items: [],
    });
    await refuses('/readiness/dataproduct/default/orders', 404, STRANGER);
  });
});

describe('observations', () => {
  const PATH = '/observations';
  const fresh = (more?: object) => ({
    entityRef: 'dataproduct:default/returns',
    objective: 'fresh',
    value: 'PT2H',
    observedAt: new Date(Date.now() - 60_000).toISOString(),
    source: 'airflow',
    ...more,
  });

  it('takes JSON, one or many, each by itself', async () => {
    const one = await as(HEAD).post(PATH).send(fresh());
    expect([one.status, one.body]).toEqual([
      200,
      expect.objectContaining({ accepted: 1, refused: 0 }),
    ]);
    expect(ingestResponseSchema.parse(one.body)).toEqual(one.body);
    const many = await as(HEAD)
      .post(PATH)
      .send({ observations: [fresh({ value: 'late' }), 7] });
    expect(many.body).toMatchObject({
      accepted: 0,
      refused: 2,
      items: [{ field: 'value', reason: expect.stringContaining('fresh') }, {}],
    });
  });

  it.each([false, true])(
    'takes NDJSON, whatever its last line is (packed: %s)',
    async packed => {
      const lines = Array.from({ length: 3000 }, (_, i) =>
        JSON.stringify(
          fresh({
            observedAt: new Date(Date.now() - (i + 2) * 60_000).toISOString(),
          }),
        ),
      );
      const body = `${lines.join('\n')}\n\n{"entityRef":"dataprod`;
      const asked = as(HEAD)
        .post(PATH)
        .set('content-type', 'application/x-ndjson');
      if (packed) {
        asked.set('content-encoding', 'gzip');
      }
      // Not through a string: packed bytes are none.
      asked.write(packed ? gzipSync(body) : Buffer.from(body));
      const response = await asked;
      expect(response.body).toMatchObject({ accepted: 3000, refused: 1 });
      expect(response.body.items.at(-1)).toMatchObject({
        index: 3001,
        status: 'refused',
      });
    },
  );

  it('refuses what it cannot unpack, and who may not report', async () => {
    const wrong = await as(HEAD)
      .post(PATH)
      .set('content-type', 'application/x-ndjson')
      .set('content-encoding', 'br')
      .send('x');
    expect([wrong.status, wrong.body.error.message]).toEqual([
      400,
      'Invalid body: content-encoding br is not known; use gzip, or none',
    ]);
    const stranger = await as(STRANGER).post(PATH).send(fresh());
    expect([stranger.status, stranger.body.error.message]).toEqual([
      403,
      'This takes the permission data-products.observation.create; ask whoever runs the portal for it',
    ]);
  });

  it('takes what dbt and OpenLineage say of data that somebody claims', async () => {
    const at = new Date(Date.now() - 120_000).toISOString();
    const event = {
      eventType: 'COMPLETE',
      eventTime: at,
      run: { runId: '0190f1a0-0000-7000-8000-000000000001' },
      job: { namespace: 'airflow', name: 'load' },
      outputs: [{ namespace: 's3://acme', name: 'returns' }],
      producer: 'https://example.com',
      schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json',
    };
    const taken = await as(HEAD)
      .post(`${PATH}/openlineage/api/v1/lineage`)
      .send(event);
    expect(taken.body).toMatchObject({ accepted: 1, refused: 0, unmapped: 0 });
    const again = await as(HEAD)
      .post(`${PATH}/openlineage/api/v1/lineage/batch`)
      .send([
        event,
        { ...event, outputs: [{ namespace: 's3://acme', name: 'none' }] },
      ]);
    expect(again.body.items.map(({ status }: any) => status)).toEqual([
      'duplicate',
      'unmapped',
    ]);
    const waiting = await answer(unmappedListSchema, `${PATH}/unmapped`);
    expect(waiting.items.map(({ dataset }) => dataset)).toEqual([
      's3://acme/none',
    ]);

    const dbt = await as(HEAD).post(`${PATH}/dbt`).send({ what: 'else' });
    expect(dbt.body).toMatchObject({ accepted: 0, refused: 1 });
  });

  it('shows how promises are kept to those who may see the entity', async () => {
    await scheduler.triggerTask('sla-clock');
    const sla = await answer(
      slaDetailSchema,
      '/sla/dataproduct/default/returns',
    );
    expect(sla.objectives[0]).toMatchObject({
      objective: { name: 'fresh' },
      status: { state: 'kept', source: expect.any(String) },
    });
    const series = await answer(
      seriesSchema,
      '/sla/dataproduct/default/returns/fresh/series?points=10',
    );
    expect(series.bounds).toEqual({ high: 6 * 60 * 60 });
    expect(series.points.length).toBeLessThanOrEqual(10);
    expect(series.observations).toHaveLength(200);
    const path = await answer(
      slaDetailSchema,
      '/sla/decisionpath/default/budget',
    );
    expect(path.steps).toEqual([
      {
        stage: 'source',
        name: 'Clicks',
        entityRef: 'dataproduct:default/clicks',
      },
      {
        stage: 'exposure',
        name: 'Returns',
        entityRef: 'dataproduct:default/returns',
        counts: { broken: 0, silent: 0, 'at-risk': 0, kept: 1 },
      },
      { stage: 'decision', name: 'Budget' },
    ]);
    await refuses('/sla/dataproduct/default/returns', 404, STRANGER);
    await refuses(
      '/sla/dataproduct/default/returns/fresh/series',
      404,
      STRANGER,
    );
    expect(
      await refuses('/sla/dataproduct/default/returns/none/series', 404),
    ).toContain("no objective 'none'");
    expect(
      (await answer(breachListSchema, '/breaches?state=open')).items,
    ).toEqual([]);
  });
});

describe('evaluations on request', () => {
  const path = '/readiness/evaluations';

  it('judge all, or those that are named', async () => {
    const all = await as(HEAD).post(path);
    expect(all.status).toBe(200);
    expect(evaluationResponseSchema.parse(all.body)).toEqual(all.body);
    expect(all.body).toMatchObject({ evaluated: 5, changed: 0, notFound: [] });

    const some = await as(SELLER)
      .post(path)
      .send({
        entityRefs: [
          'DataProduct:default/Orders',
          'dataproduct:default/clicks',
          'dataproduct:default/nowhere',
        ],
      });
    expect(some.body).toMatchObject({
      evaluated: 1,
      notFound: ['dataproduct:default/clicks', 'dataproduct:default/nowhere'],
    });
  });

  it('need their permission', async () => {
    const response = await as(STRANGER).post(path).send({});
    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain(
      'data-products.readiness.evaluate',
    );
  });

  it.each([
    ['{"entityRefs": [', 'application/json', 400, /not JSON/],
    ['{"entityRefs": []}', 'application/json', 400, /entityRefs/],
    ['{"entityRefs": ["orders"]}', 'application/json', 400, /entityRefs\.0/],
    ['{"entityRef": "x:y/z"}', 'application/json', 400, /entityRef/],
    ['[]', 'application/json', 400, /Invalid body/],
    ['entityRefs=a', 'application/x-www-form-urlencoded', 400, /content-type/],
    ['{}', 'text/plain', 400, /content-type/],
    [
      JSON.stringify({ entityRefs: ['x'.repeat(1024 * 1024)] }),
      'application/json',
      413,
      /1048576 bytes/,
    ],
  ])('refuse %.30s as %s: %d', async (body, type, status, message) => {
    const response = await as(HEAD)
      .post(path)
      .set('content-type', type)
      .send(body);
    expect(response.status).toBe(status);
    expect(response.body.error.message).toMatch(message);
  });

  it('refuse a body of another type that comes without its length', async () => {
    const sending = as(HEAD)
      .post(path)
      .set('content-type', 'text/plain')
      .set('transfer-encoding', 'chunked');
    sending.write('whatever');
    const response = await sending;
    expect(response.status).toBe(400);
  });

  it('of everything happen one at a time', async () => {
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => as(HEAD).post(path)),
    );
    const statuses = responses.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    const refused = responses.find(({ status }) => status === 429)!;
    expect(refused.body.error.message).toMatch(/at most 1/);
    expect((await as(HEAD).post(path)).status).toBe(200);
  });
});

it('lists the checks in force, with those that modules add', async () => {
  const { items } = await answer(checkListSchema, '/checks');
  expect(items.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['accountable-owner', 'steps-complete']),
  );
  expect(items[items.length - 1]).toMatchObject({
    id: 'slow',
    origin: 'plugin',
  });
});

it('knows who asks', async () => {
  const response = await request(backend.server)
    .get('/api/data-products/readiness')
    .set('authorization', mockCredentials.none.header());
  expect(response.status).toBe(401);
});

describe('the OpenAPI document', () => {
  let document: any;
  beforeAll(async () => {
    const response = await request(backend.server)
      .get('/api/data-products/openapi.json')
      .set('authorization', mockCredentials.none.header());
    document = response.body;
  });

  it('has every route, and no other', () => {
    const operations = Object.entries<any>(document.paths).flatMap(
      ([path, methods]) =>
        Object.keys(methods).map(method => `${method} ${path}`),
    );
    expect(operations.sort()).toEqual([
      'get /agreements',
      'get /agreements/{id}',
      'get /agreements/{id}/export',
      'get /breaches',
      'get /changes',
      'get /changes/{id}',
      'get /changes/{id}/gate',
      'get /checklists',
      'get /checks',
      'get /contracts/{kind}/{namespace}/{name}/difference',
      'get /contracts/{kind}/{namespace}/{name}/versions',
      'get /domains',
      'get /handoffs',
      'get /handoffs/{id}',
      'get /impact/{kind}/{namespace}/{name}',
      'get /ledger',
      'get /ledger/checkpoint',
      'get /ledger/export',
      'get /observations/unmapped',
      'get /ownership',
      'get /ownership/{kind}/{namespace}/{name}',
      'get /readiness',
      'get /readiness/facets',
      'get /readiness/{kind}/{namespace}/{name}',
      'get /readiness/{kind}/{namespace}/{name}/transitions',
      'get /sla/{kind}/{namespace}/{name}',
      'get /sla/{kind}/{namespace}/{name}/{objective}/series',
      'get /teams',
      'get /teams/{kind}/{namespace}/{name}',
      'get /waiting',
      'get /waivers',
      'get /waivers/{id}',
      'post /agreements',
      'post /agreements/{id}/revisions',
      'post /agreements/{id}/signatures',
      'post /agreements/{id}/termination',
      'post /changes',
      'post /changes/{id}/acknowledgements',
      'post /changes/{id}/notifications',
      'post /changes/{id}/overrides',
      'post /changes/{id}/promotions',
      'post /changes/{id}/withdrawal',
      'post /handoffs',
      'post /handoffs/{id}/completion',
      'post /handoffs/{id}/items/{itemId}/signatures',
      'post /handoffs/{id}/withdrawal',
      'post /observations',
      'post /observations/dbt',
      'post /observations/openlineage/api/v1/lineage',
      'post /observations/openlineage/api/v1/lineage/batch',
      'post /readiness/evaluations',
      'post /rollbacks',
      'post /waivers',
      'post /waivers/{id}/decision',
      'post /waivers/{id}/revocation',
      'post /waivers/{id}/withdrawal',
    ]);
  });

  it('is whole: parameters, answers and references', () => {
    expect(document.openapi).toBe('3.1.0');
    const ids = new Set<string>();
    for (const [path, methods] of Object.entries<any>(document.paths)) {
      for (const operation of Object.values<any>(methods)) {
        ids.add(operation.operationId);
        const inPath = (operation.parameters ?? [])
          .filter((parameter: any) => parameter.in === 'path')
          .map((parameter: any) => parameter.name);
        expect(inPath).toEqual(
          [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
        );
        for (const [status, response] of Object.entries<any>(
          operation.responses,
        )) {
          expect(status).toMatch(/^[2-4]\d\d$/);
          expect(response.description).toEqual(expect.any(String));
          const [content] = Object.values<any>(response.content);
          expect(content.schema).toBeDefined();
        }
      }
    }
    expect(ids.size).toBe(56);

    const references = [
      ...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g),
    ].map(([, pointer]) => pointer.split('/'));
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) {
      const target = reference.reduce((node, key) => node?.[key], document);
      expect([reference, typeof target]).toEqual([reference, 'object']);
    }
  });
});

describe('the service for other plugins', () => {
  const credentials = mockCredentials.user(HEAD);
  const ORDERS = 'dataproduct:default/orders';

  it('answers what the routes answer', async () => {
    const readiness = await service.getReadiness(ORDERS, { credentials });
    expect(readiness).toMatchObject({ entityRef: ORDERS });
    expect(readinessDetailSchema.parse(readiness)).toEqual(readiness);
    expect(await service.getOwnership(ORDERS, { credentials })).toEqual(
      await answer(
        ownershipDetailSchema,
        '/ownership/dataproduct/default/orders',
      ),
    );
    expect(
      await service.findOwnersOfDataset('no://such/table?&x=1', {
        credentials,
      }),
    ).toEqual({ items: [], totalItems: 0, pageInfo: {} });
  });

  it('knows nothing of what does not exist, and passes failures on', async () => {
    const none = 'dataproduct:default/none';
    expect(await service.getReadiness(none, { credentials })).toBeUndefined();
    expect(await service.getOwnership(none, { credentials })).toBeUndefined();
    await expect(
      service.findOwnersOfDataset('', { credentials }),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      message: expect.stringContaining('400'),
    });
  });
});
