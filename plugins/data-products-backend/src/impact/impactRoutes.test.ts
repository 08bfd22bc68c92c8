import {
  mockCredentials,
  mockServices,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  impactAnswerSchema,
  ImpactAnswer,
} from '@handoff/backstage-plugin-data-products-common';
import request from 'supertest';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { decisionPath, group, product } from '../__testUtils__/entities';
import { InMemoryCatalog } from '../__testUtils__/InMemoryCatalog';
import { startPlugin, userOf } from '../__testUtils__/startPlugin';

jest.setTimeout(120_000);

const ADA = 'user:default/ada';
/** May not see what growth owns. */
const PARTIAL = 'user:default/partial';
const HIDDEN_OWNER = 'group:default/growth';

function component(name: string, dependsOn: string[], owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', title: `The ${name}` },
    spec: { owner },
    relations: [
      ...dependsOn.map(targetRef => ({ type: 'dependsOn', targetRef })),
      { type: 'ownedBy', targetRef: owner },
    ],
  };
}

const ref = (name: string) => `dataproduct:default/${name}`;

/** web → customers → segments (hidden) → kpis → budget, and back again. */
const COMPANY: Entity[] = [
  group('growth'),
  group('finance'),
  component('web', [], 'group:default/finance'),
  product('customers', {
    owner: 'group:default/finance',
    inputs: ['component:web', 'kpis'],
    glossary: ['active-customer'],
  }),
  product('segments', { owner: HIDDEN_OWNER, inputs: ['customers'] }),
  product('kpis', {
    type: 'dashboard',
    owner: 'group:default/finance',
    inputs: ['segments'],
    contacts: [
      { for: 'incident', channel: 'pagerduty', target: 'kpis-on-call' },
      { for: 'question', channel: 'slack', target: '#kpis' },
    ],
  }),
  component('recommender', [ref('segments')], HIDDEN_OWNER),
  decisionPath(
    'budget',
    {
      owner: 'group:default/finance',
      criticality: 'critical',
      decision: 'Whether to spend more',
      steps: [{ stage: 'exposure', name: 'KPIs', entity: 'kpis' }],
    },
    { title: 'The budget' },
  ),
];

const isHidden = (entity: Entity) => entity.spec?.owner === HIDDEN_OWNER;

const HIDDEN_REFS = [ref('segments'), 'component:default/recommender'];

const permissions = mockServices.permissions.mock({
  async authorize(requests, options) {
    const isPartial = userOf(options?.credentials) === PARTIAL;
    return requests.map(asked => ({
      result:
        isPartial &&
        HIDDEN_REFS.includes((asked as { resourceRef?: string }).resourceRef!)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    }));
  },
  async authorizeConditional(requests, options) {
    const isPartial = userOf(options?.credentials) === PARTIAL;
    return requests.map(
      (): PolicyDecision =>
        isPartial
          ? {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'catalog',
              resourceType: 'catalog-entity',
              conditions: {
                rule: 'NOT_OF_GROWTH',
                resourceType: 'catalog-entity',
                params: {},
              },
            }
          : { result: AuthorizeResult.ALLOW },
    );
  },
});

const storage = createTestStorage();

describe.each(DATABASES)('the API of impact on %s', id => {
  let backend: TestBackend;
  let catalog: InMemoryCatalog;
  const scheduler = mockServices.scheduler();

  async function start(countHidden: boolean) {
    const knex = await storage.create(id);
    catalog = InMemoryCatalog.create(
      COMPANY,
      (entity, credentials) =>
        userOf(credentials) !== PARTIAL || !isHidden(entity),
    );
    backend = await startPlugin({
      knex,
      catalog,
      permissions,
      scheduler,
      features: [
        mockServices.rootConfig.factory({
          data: { dataProducts: { impact: { countHidden } } },
        }),
      ],
    });
  }
  afterEach(() => backend.stop());

  const get = async (path: string, as = ADA) =>
    request(backend.server)
      .get(`/api/data-products/impact/${path}`)
      .set('authorization', mockCredentials.user.header(as));

  async function impactOf(path: string, as = ADA): Promise<ImpactAnswer> {
    const { status, body } = await get(path, as);
    expect([path, status, body.error?.message]).toEqual([path, 200, undefined]);
    expect(impactAnswerSchema.parse(body)).toEqual(body);
    return body;
  }

  const names = ({ nodes }: ImpactAnswer) =>
    nodes.map(({ ref: node, depth, via }) => [node, depth, via.ref, via.kind]);

  it('follows every kind of dependency to the end, in both directions, as the catalog changes', async () => {
    await start(false);
    expect((await get('component/default/web')).status).toBe(404);
    await scheduler.triggerTask('reconcile');

    const answer = await impactOf('component/default/web');
    expect(names(answer)).toEqual([
      [ref('customers'), 1, 'component:default/web', 'dependsOn'],
      [ref('segments'), 2, ref('customers'), 'dependsOn'],
      ['component:default/recommender', 3, ref('segments'), 'dependsOn'],
      [ref('kpis'), 3, ref('segments'), 'dependsOn'],
      ['decisionpath:default/budget', 4, ref('kpis'), 'step'],
    ]);
    expect(answer.summary).toMatchObject({
      total: 5,
      complete: true,
      byKind: [
        { kind: 'dataproduct', count: 3 },
        { kind: 'component', count: 1 },
        { kind: 'decisionpath', count: 1 },
      ],
      teams: [
        { ref: 'group:default/finance', title: 'The finance', count: 3 },
        { ref: HIDDEN_OWNER, count: 2 },
      ],
      decisionPaths: [
        {
          title: 'The budget',
          decision: 'Whether to spend more',
          criticality: 'critical',
        },
      ],
    });
    expect(
      (await impactOf('dataproduct/default/customers')).summary.cyclic,
    ).toBe(true);

    const upstream = await impactOf(
      'decisionpath/default/budget?direction=upstream&kinds=component,glossaryterm',
    );
    expect(upstream.nodes).toMatchObject([
      { ref: 'component:default/web', missing: false },
      { ref: 'glossaryterm:default/active-customer', missing: true },
    ]);

    expect(
      (await impactOf('component/default/web?kinds=API,System')).nodes,
    ).toEqual([]);
    expect(
      await get('component/default/web?kinds=dataproduct,dashboards'),
    ).toMatchObject({
      status: 400,
      body: {
        error: {
          message: expect.stringMatching(
            /^Invalid query: kinds: dashboards: .* dataproduct, decisionpath, api, component, glossaryterm, resource, system$/,
          ),
        },
      },
    });

    const near = await impactOf('component/default/web?depth=1');
    expect(near.summary).toMatchObject({
      total: 1,
      complete: false,
      incomplete: expect.stringContaining('leave the depth out'),
    });

    catalog.put(
      product('kpis', { owner: 'group:default/finance', inputs: [] }),
    );
    catalog.remove('component:default/recommender');
    await scheduler.triggerTask('reconcile');
    expect(names(await impactOf('component/default/web'))).toEqual([
      [ref('customers'), 1, 'component:default/web', 'dependsOn'],
      [ref('segments'), 2, ref('customers'), 'dependsOn'],
    ]);
  });

  it('shows each reader what they may see, and pages lead through all of it', async () => {
    await start(false);
    await scheduler.triggerTask('reconcile');
    const partial = await impactOf('component/default/web', PARTIAL);
    expect(names(partial)).toEqual([
      [ref('customers'), 1, 'component:default/web', 'dependsOn'],
      [ref('kpis'), 3, ref('customers'), undefined],
      ['decisionpath:default/budget', 4, ref('kpis'), 'step'],
    ]);
    expect(partial.summary.total).toBe(3);
    expect(partial.summary.teams).toEqual([
      {
        ref: 'group:default/finance',
        title: 'The finance',
        count: 3,
        byKind: expect.any(Array),
        // Nobody is called out for a change.
        contact: {
          for: 'question',
          channel: 'slack',
          target: '#kpis',
          source: 'spec',
        },
      },
    ]);
    expect((await get('dataproduct/default/segments', PARTIAL)).status).toBe(
      404,
    );

    const whole = await impactOf('component/default/web');
    const nodes: ImpactAnswer['nodes'] = [];
    let cursor: string | undefined;
    do {
      const page = await impactOf(
        `component/default/web?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      expect(page.summary).toEqual(whole.summary);
      nodes.push(...page.nodes);
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    expect(nodes).toEqual(whole.nodes);
    expect((await get('component/default/web?cursor=x')).status).toBe(400);
  });

  it('follows the lineage that pipelines report, by the names of datasets', async () => {
    await start(false);
    catalog.put(
      product(
        'events',
        { owner: 'group:default/finance' },
        { annotations: { 'handoff/datasets': 'kafka://prod/events' } },
      ),
      product(
        'landed',
        { owner: 'group:default/finance' },
        {
          annotations: {
            'handoff/datasets': 'snowflake://acme/raw.events, ACME.raw.events',
          },
        },
      ),
      product(
        'churn',
        { owner: 'group:default/finance' },
        { annotations: { 'handoff/datasets': 'ACME.analytics.*' } },
      ),
    );
    const report = async (path: string, body: object) => {
      const { status } = await request(backend.server)
        .post(`/api/data-products/observations/${path}`)
        .set('authorization', mockCredentials.user.header(ADA))
        .send(body);
      expect(status).toBe(200);
    };
    await report('openlineage/api/v1/lineage', {
      eventType: 'COMPLETE',
      eventTime: '2026-11-20T06:00:00Z',
      run: { runId: 'run-1' },
      job: { namespace: 'airflow', name: 'land' },
      inputs: [{ namespace: 'kafka://prod', name: 'events' }],
      outputs: [{ namespace: 'snowflake://acme', name: 'raw.events' }],
    });
    await report('dbt', {
      artifacts: [
        {
          metadata: {
            dbt_schema_version:
              'https://schemas.getdbt.com/dbt/run-results/v6.json',
            generated_at: '2026-11-20T06:30:00Z',
          },
          results: [{ unique_id: 'model.shop.churn', status: 'success' }],
        },
      ],
      manifest: {
        nodes: {
          'model.shop.churn': {
            database: 'ACME',
            schema: 'analytics',
            name: 'churn',
            depends_on: { nodes: ['model.shop.cleaned'] },
          },
          'model.shop.cleaned': {
            name: 'cleaned',
            config: { materialized: 'ephemeral' },
            depends_on: { nodes: ['source.shop.raw.events'] },
          },
        },
        sources: {
          'source.shop.raw.events': {
            database: 'ACME',
            schema: 'raw',
            identifier: 'events',
          },
        },
      },
    });
    await scheduler.triggerTask('reconcile');
    await scheduler.triggerTask('reconcile');
    expect(names(await impactOf('dataproduct/default/events'))).toEqual([
      [ref('landed'), 1, ref('events'), 'lineage'],
      [ref('churn'), 2, ref('landed'), 'lineage'],
    ]);
    // Whoever does not claim it any more does not depend on it.
    catalog.put(product('churn', { owner: 'group:default/finance' }));
    await scheduler.triggerTask('reconcile');
    expect(names(await impactOf('dataproduct/default/landed'))).toEqual([]);
  });

  it('counts what is hidden where the portal says so', async () => {
    await start(true);
    await scheduler.triggerTask('reconcile');
    const { summary } = await impactOf('component/default/web', PARTIAL);
    expect(
      summary.teams.map(team => [team.ref, team.count, team.hidden]),
    ).toEqual([
      ['group:default/finance', 3, 0],
      [HIDDEN_OWNER, 0, 2],
    ]);
  });
});
