import {
  mockCredentials,
  mockServices,
  TestBackend,
} from '@backstage/backend-test-utils';
import {
  changeDetailSchema,
  ImpactSummary,
  impactAnswerSchema,
  ImpactNodeAnswer,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import request from 'supertest';
import { contractOf } from '../__testUtils__/contracts';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { decisionPath, group, product } from '../__testUtils__/entities';
import { InMemoryCatalog } from '../__testUtils__/InMemoryCatalog';
import { startPlugin } from '../__testUtils__/startPlugin';

jest.setTimeout(120_000);

const OWNER = 'group:default/customer-data';
const CUSTOMERS = { namespace: 'snowflake://acme', name: 'crm.CUSTOMERS' };

const ref = (name: string) => `dataproduct:default/${name}`;

/** As pipelines name its columns. */
const PHYSICAL_NAMES = { email: 'MAIL_ADR' };

/** A product whose table is named like it. */
const consumer = (name: string) =>
  product(
    name,
    { owner: `group:default/${name}` },
    { annotations: { 'handoff/datasets': `snowflake://acme/kpi.${name}` } },
  );

const COMPANY = [
  group('customer-data'),
  product(
    'customers',
    {
      owner: OWNER,
      version: '2.3.0',
      contract: contractOf(
        '2.3.0',
        ['id', 'email', 'country'],
        PHYSICAL_NAMES,
      ) as never,
    },
    {
      annotations: { 'handoff/datasets': `snowflake://acme/${CUSTOMERS.name}` },
    },
  ),
  ...['headcount', 'newsletter', 'exports'].flatMap(name => [
    group(name),
    consumer(name),
  ]),
  decisionPath('hiring', {
    owner: 'group:default/headcount',
    decision: 'Whom to hire',
    steps: [{ stage: 'exposure', name: 'Headcount', entity: 'headcount' }],
  }),
];

/** As Spark reports that a table was built of the customers. */
function runOf(
  name: string,
  options: { at: string; job?: string; reads?: string[]; filters?: string[] },
) {
  const { reads, filters = [] } = options;
  const inputField = (field: string, type: string) => ({
    ...CUSTOMERS,
    field,
    transformations: [{ type, subtype: '', description: '', masking: false }],
  });
  return {
    eventType: 'COMPLETE',
    eventTime: options.at,
    producer: 'https://github.com/OpenLineage/OpenLineage/tree/1.30.0/spark',
    schemaURL:
      'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: `run-of-${name}-at-${options.at}` },
    job: { namespace: 'spark', name: options.job ?? `build.${name}` },
    inputs: [CUSTOMERS],
    outputs: [
      {
        namespace: 'snowflake://acme',
        name: `kpi.${name}`,
        facets: reads && {
          columnLineage: {
            _producer:
              'https://github.com/OpenLineage/OpenLineage/tree/1.30.0/spark',
            _schemaURL:
              'https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json',
            fields: Object.fromEntries(
              reads.map(field => [
                field,
                { inputFields: [inputField(field, 'DIRECT')] },
              ]),
            ),
            dataset: filters.map(field => inputField(field, 'INDIRECT')),
          },
        },
      },
    ],
  };
}

const storage = createTestStorage();

describe.each(DATABASES)('column lineage on %s', id => {
  let knex: Knex;
  let backend: TestBackend;
  let catalog: InMemoryCatalog;
  const scheduler = mockServices.scheduler();

  beforeAll(async () => {
    knex = await storage.create(id);
    catalog = InMemoryCatalog.create(COMPANY);
    backend = await startPlugin({
      knex,
      catalog,
      permissions: mockServices.permissions(),
      scheduler,
    });
    await scheduler.triggerTask('reconcile');
  });
  afterAll(() => backend.stop());

  beforeEach(async () => {
    await knex('lineage_edge').delete();
    await knex('lineage_reads').delete();
  });

  const post = async (path: string, body: object) => {
    const answer = await request(backend.server)
      .post(`/api/data-products/${path}`)
      .set('authorization', mockCredentials.user.header('user:default/ada'))
      .send(body);
    expect([answer.status, answer.body.error?.message]).toEqual([
      200,
      undefined,
    ]);
    return answer.body;
  };

  async function report(...events: object[]) {
    for (const event of events) {
      const { items } = await post(
        'observations/openlineage/api/v1/lineage',
        event,
      );
      expect(items.filter((item: any) => item.status === 'refused')).toEqual(
        [],
      );
    }
    await scheduler.triggerTask('reconcile');
  }

  /** Whom dropping a column affects, as the impact tells. */
  async function affectedBy(columns: string): Promise<{
    affected: string[];
    spared: ImpactSummary['spared'];
    nodes: ImpactNodeAnswer[];
  }> {
    const { status, body } = await request(backend.server)
      .get(
        `/api/data-products/impact/dataproduct/default/customers?columns=${columns}`,
      )
      .set('authorization', mockCredentials.user.header('user:default/ada'));
    expect(status).toBe(200);
    const { nodes, summary } = impactAnswerSchema.parse(body);
    return {
      affected: nodes.map(node => node.ref),
      spared: summary.spared,
      nodes,
    };
  }

  it('affects who reads a column or may, and nobody else, in the impact and at the gate', async () => {
    await report(
      runOf('headcount', {
        at: '2026-11-20T06:00:00Z',
        reads: ['id'],
        filters: ['COUNTRY'],
      }),
      runOf('newsletter', {
        at: '2026-11-20T06:00:00Z',
        reads: ['id', 'mail_adr'],
      }),
      runOf('exports', { at: '2026-11-20T06:00:00Z' }),
    );
    const spared = [
      {
        ref: ref('headcount'),
        title: 'headcount',
        reason: expect.stringMatching(
          /^reads none of the columns that change, as lineage says since 20\d\d-\d\d-\d\d$/,
        ),
        lineageSince: expect.stringMatching(/^20.*Z$/),
      },
    ];
    expect(await affectedBy('customers.email')).toMatchObject({
      affected: [ref('exports'), ref('newsletter')],
      spared,
    });
    expect((await affectedBy('customers.country')).affected).toEqual([
      ref('exports'),
      ref('headcount'),
      'decisionpath:default/hiring',
    ]);
    expect((await affectedBy('customers.id')).spared).toEqual([]);

    const { gate } = changeDetailSchema.parse(
      await post('changes', {
        entityRef: ref('customers'),
        kind: 'schema',
        title: 'Drop the e-mail',
        contract: contractOf('3.0.0', ['id', 'country'], PHYSICAL_NAMES),
      }),
    );
    expect(gate.affected).toMatchObject({
      total: 2,
      decisionPaths: [],
      spared,
    });
    expect(gate.affected.teams.map(team => team.ref)).toEqual([
      'group:default/exports',
      'group:default/newsletter',
    ]);
  });

  it('is what the newest run of each job says, whichever is reported first', async () => {
    const isSpared = async () =>
      (await affectedBy('customers.email')).spared?.length === 1;
    const run = (day: string, reads?: string[], job?: string) =>
      runOf('headcount', { at: `2026-11-${day}T06:00:00Z`, reads, job });
    await report(run('12', ['id']), run('11', ['mail_adr']));
    expect(await isSpared()).toBe(true);
    await report(run('13', ['mail_adr']));
    expect(await isSpared()).toBe(false);
    await report(run('14', ['id']));
    expect(await isSpared()).toBe(true);
    // What another job reads counts beside it, also when it does not say.
    await report(run('10', undefined, 'backfill'));
    expect(await isSpared()).toBe(false);
    await report(run('11', ['country'], 'backfill'));
    expect(await isSpared()).toBe(true);
    // A clock that is ahead is not believed for longer than it takes to report.
    await report({
      ...run('15', ['mail_adr']),
      eventTime: '2099-01-01T00:00Z',
    });
    expect(await isSpared()).toBe(false);
    await report({ ...run('15', ['id']), eventTime: '2099-01-01T00:00Z' });
    expect(await isSpared()).toBe(true);
  });

  it('knows nothing of columns that were reported before they were kept', async () => {
    await report(
      runOf('headcount', { at: '2026-11-20T06:00:00Z', reads: ['id'] }),
    );
    await knex('lineage_reads').delete();
    await scheduler.triggerTask('reconcile');
    expect(await affectedBy('customers.email')).toMatchObject({
      affected: [ref('headcount'), 'decisionpath:default/hiring'],
      spared: [],
    });
  });

  it('tells what is read of a declared input, where it tells of all that is made of it', async () => {
    const loyalty = (...datasets: string[]) =>
      product(
        'loyalty',
        { owner: OWNER, inputs: ref('customers') },
        { annotations: { 'handoff/datasets': datasets.join(',') } },
      );
    const MADE = 'snowflake://acme/kpi.loyalty';
    const isSpared = async () => {
      const { spared, affected } = await affectedBy('customers.email');
      const own = spared?.find(each => each.ref === ref('loyalty'));
      expect(affected.includes(ref('loyalty'))).toBe(own === undefined);
      return own?.lineageSince;
    };
    catalog.put(loyalty(MADE));
    await scheduler.triggerTask('reconcile');
    expect(await isSpared()).toBeUndefined();
    const reading = (day: string, ...reads: string[]) =>
      runOf('loyalty', { at: `2026-11-${day}T06:00:00Z`, reads });
    await report(reading('10', 'id'));
    const since = await isSpared();
    expect(since).toEqual(expect.any(String));

    // The same again is known since then; another column, since now.
    await report(reading('11', 'id'));
    expect(await isSpared()).toBe(since);
    await report(reading('12', 'id', 'country'));
    expect((await isSpared())! > since!).toBe(true);
    expect((await affectedBy('customers.country')).nodes).toContainEqual(
      expect.objectContaining({
        ref: ref('loyalty'),
        via: {
          ref: ref('customers'),
          kind: 'dependsOn',
          reads: ['customers.country', 'customers.id'],
          lineageSince: expect.any(String),
        },
      }),
    );

    // Nothing tells how another table of it is made.
    catalog.put(loyalty(MADE, 'snowflake://acme/kpi.loyalty_by_day'));
    await scheduler.triggerTask('reconcile');
    await scheduler.triggerTask('reconcile');
    expect(await isSpared()).toBeUndefined();
    catalog.put(loyalty(MADE));
    await scheduler.triggerTask('reconcile');
    await scheduler.triggerTask('reconcile');
    expect(await isSpared()).toEqual(expect.any(String));
    // Nor what a table that nobody claims is made of.
    await report({
      ...reading('13', 'id'),
      inputs: [CUSTOMERS, { namespace: 'snowflake://acme', name: 'crm.view' }],
    });
    expect(await isSpared()).toBeUndefined();
    catalog.remove(ref('loyalty'));
    await scheduler.triggerTask('reconcile');
  });

  it('tells the columns of each pair of a run with thousands of them', async () => {
    const many = (name: string, count: number) =>
      Array.from({ length: count }, (_, index) => ({
        namespace: 'snowflake://acme',
        name: `${name}_${index}`,
      }));
    const [headcount, newsletter] = ['headcount', 'newsletter'].map(
      name =>
        runOf(name, { at: '2026-11-20T06:00:00Z', reads: ['id'] }).outputs[0],
    );
    const run = (at: string, outputs: object[]) => ({
      ...runOf('headcount', { at, job: 'nightly' }),
      inputs: [CUSTOMERS, ...many('raw.t', 99)],
      outputs: [...outputs, ...many('tmp.t', 60)],
    });
    await report(
      run('2026-11-20T06:00:00Z', [
        headcount,
        { ...newsletter, facets: undefined },
      ]),
    );
    expect(await affectedBy('customers.email')).toMatchObject({
      affected: [ref('newsletter')],
      spared: [{ ref: ref('headcount') }],
    });
    // What the newest run tells counts, here as everywhere.
    await report(
      run('2026-11-21T06:00:00Z', [
        { ...headcount, facets: undefined },
        newsletter,
      ]),
    );
    expect((await affectedBy('customers.email')).affected).toEqual([
      ref('headcount'),
      'decisionpath:default/hiring',
    ]);
  });
});
