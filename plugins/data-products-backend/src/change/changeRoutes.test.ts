import { randomUUID } from 'node:crypto';
import {
  mockCredentials,
  mockServices,
  TestBackend,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  ChangeDetail,
  changeDetailSchema,
  changeListSchema,
  contractDifferenceSchema,
  contractVersionListSchema,
  DataProductEntity,
  GateAnswer,
  gateAnswerSchema,
  waitingListSchema,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import request from 'supertest';
import { contractOf } from '../__testUtils__/contracts';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { decisionPath, group, product, user } from '../__testUtils__/entities';
import { InMemoryCatalog } from '../__testUtils__/InMemoryCatalog';
import { startPlugin, userOf } from '../__testUtils__/startPlugin';

jest.setTimeout(120_000);

const ADA = 'user:default/ada';
const CLEO = 'user:default/cleo';
const GOV = 'user:default/gov';
/** May override the gate, alone. */
const HEAD = 'user:default/head';
const STRANGER = 'user:default/sid';
/** May not read the entity. */
const BLIND = 'user:default/blind';
/** May propose nothing. */
const READER = 'user:default/reader';
/** May not see the decision path. */
const PARTIAL = 'user:default/partial';
const PIPELINE = 'service:external:ci';

const ENTITY = 'dataproduct:default/customers';
const PATH = 'decisionpath:default/budget';
const OWNER = 'group:default/customer-data';
const FINANCE = 'group:default/finance';
const GOVERNANCE = 'group:default/governance';

const V230 = contractOf('2.3.0', ['id', 'email']);
const DROPPED = contractOf('3.0.0', ['id']);
const EXTENDED = contractOf('2.4.0', ['id', 'email', 'phone']);

function customers(
  version: string,
  contract: object,
  annotations: Record<string, string> = {},
): DataProductEntity {
  return product(
    'customers',
    {
      owner: OWNER,
      version,
      schemaApprovers: [GOVERNANCE],
      rollback: { lastKnownGood: '2.3.0' },
      contract: contract as never,
      objectives: [
        { name: 'fresh', indicator: 'freshness', target: 'PT6H', goal: 0.99 },
      ],
    },
    { title: 'Customers', annotations },
  );
}

const budget = (criticality: 'high' | 'critical') =>
  decisionPath(
    'budget',
    {
      owner: 'group:default/growth',
      criticality,
      decision: 'Whether to spend more',
      steps: [{ stage: 'exposure', name: 'KPIs', entity: 'kpis' }],
    },
    { title: 'The budget' },
  );

const COMPANY = [
  group('customer-data', { members: ['ada'] }),
  group('finance', { children: ['billing'], members: ['dan'] }),
  group('billing', { parent: 'finance', members: ['cleo'] }),
  group('governance', { members: ['gov'] }),
  group('growth', { members: ['sid'] }),
  user('ada', 'customer-data'),
  user('cleo', 'billing'),
  user('dan', 'finance'),
  user('gov', 'governance'),
  user('head'),
  user('sid', 'growth'),
  product('kpis', { owner: FINANCE, inputs: ['customers'] }),
];

const permissions = mockServices.permissions.mock({
  async authorize(requests, options) {
    const reader = userOf(options?.credentials);
    return requests.map(({ permission }) => ({
      result:
        reader === BLIND ||
        (reader === READER && permission.name.endsWith('change.propose')) ||
        (reader !== HEAD && permission.name.endsWith('change.override'))
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    }));
  },
  async authorizeConditional(requests, options) {
    const reader = userOf(options?.credentials);
    return requests.map((): PolicyDecision => {
      if (reader === PARTIAL) {
        return {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'catalog',
          resourceType: 'catalog-entity',
          conditions: {
            rule: 'NO_PATHS',
            resourceType: 'catalog-entity',
            params: {},
          },
        };
      }
      return {
        result: reader === BLIND ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
      };
    });
  },
});

const storage = createTestStorage();

describe.each(DATABASES)('the API of changes on %s', id => {
  let knex: Knex;
  let catalog: InMemoryCatalog;
  let backends: TestBackend[];
  const schedulers = [mockServices.scheduler(), mockServices.scheduler()];

  beforeAll(async () => {
    knex = await storage.create(id);
    catalog = InMemoryCatalog.create(
      [...COMPANY, budget('high'), customers('2.3.0', V230)],
      (entity, credentials) =>
        userOf(credentials) !== PARTIAL || entity.kind !== 'DecisionPath',
    );
    // Two replicas on one database.
    backends = await Promise.all(
      schedulers.map(scheduler =>
        startPlugin({ knex, catalog, permissions, scheduler }),
      ),
    );
    await settle();
    await agree();
  });
  afterAll(() => Promise.all(backends.map(backend => backend.stop())));

  beforeEach(async () => {
    for (const table of [
      'rollback',
      'change_override',
      'change_acknowledgement',
      'change_notification',
      'change',
      'contract_version',
      'message',
      'release_event',
    ]) {
      await knex(table).delete();
    }
    // As if the catalog had been read for the first time.
    catalog.put(budget('high'), customers('2.2.9', V230));
    await settle();
    await knex('contract_version').delete();
    catalog.put(customers('2.3.0', V230));
    await settle();
  });

  /** What the clocks would do. */
  async function settle() {
    const [scheduler] = schedulers;
    await scheduler.triggerTask('reconcile');
    await scheduler.triggerTask('agreement-clock');
    await scheduler.triggerTask('readiness-clock');
  }

  const header = (as: string) =>
    as === PIPELINE
      ? mockCredentials.service.header({
          onBehalfOf: mockCredentials.service('external:ci'),
          targetPluginId: 'data-products',
        })
      : mockCredentials.user.header(as);

  const send = async (
    path: string,
    body: object,
    as: string,
    replica = 0,
  ): Promise<{ status: number; body: any }> =>
    request(backends[replica].server)
      .post(`/api/data-products${path}`)
      .set('authorization', header(as))
      .send(body);

  const get = async (path: string, as = ADA) =>
    request(backends[1].server)
      .get(`/api/data-products${path}`)
      .set('authorization', header(as));

  async function changed(
    answer: Promise<{ status: number; body: any }>,
  ): Promise<ChangeDetail> {
    const { status, body } = await answer;
    expect([status, body.error?.message]).toEqual([200, undefined]);
    expect(changeDetailSchema.parse(body)).toEqual(body);
    return body;
  }

  async function refused(
    answer: Promise<{ status: number; body: any }>,
  ): Promise<[number, string]> {
    const { status, body } = await answer;
    return [status, body.error?.message];
  }

  /** Finance has an agreement with customer-data. */
  async function agree() {
    const { body: proposed } = await send(
      '/agreements',
      {
        entityRef: ENTITY,
        consumer: FINANCE,
        terms: {
          objectives: ['fresh'],
          renewOn: new Date(Date.now() + 300 * 86_400_000)
            .toISOString()
            .slice(0, 10),
        },
      },
      ADA,
    );
    const { revision, fingerprint } = proposed.revisions[0];
    for (const signer of [ADA, CLEO]) {
      const { status } = await send(
        `/agreements/${proposed.id}/signatures`,
        { revision, fingerprint },
        signer,
      );
      expect(status).toBe(200);
    }
    await settle();
  }

  const propose = (more: object = {}, as = PIPELINE) =>
    send(
      '/changes',
      { entityRef: ENTITY, kind: 'schema', title: 'Drop the e-mail', ...more },
      as,
    );

  const answer = (
    change: { id: string },
    decision: 'accept' | 'object',
    as: string,
    comment?: string,
  ) =>
    send(`/changes/${change.id}/acknowledgements`, { decision, comment }, as);

  const notify = (
    change: { id: string },
    team: string,
    as = ADA,
    replica = 0,
  ) => send(`/changes/${change.id}/notifications`, { team }, as, replica);

  const told = ({ notifications }: ChangeDetail) =>
    notifications.map(({ party, by }) => [party.ref, by]);

  /** As if nobody had been told of anything for a while. */
  const wait = (hours: number) =>
    knex('change_notification').update({
      at: new Date(Date.now() - hours * 3_600_000).toISOString(),
    });

  const promote = (change: { id: string }, more: object = {}, replica = 0) =>
    send(`/changes/${change.id}/promotions`, more, PIPELINE, replica);

  async function gateOf(
    change: { id: string },
    as?: string,
  ): Promise<GateAnswer> {
    const { status, body } = await get(`/changes/${change.id}/gate`, as);
    expect([status, body.error?.message]).toEqual([200, undefined]);
    return gateAnswerSchema.parse(body);
  }

  const rulesOf = ({ reasons }: GateAnswer) => reasons.map(({ rule }) => rule);

  const list = async (query: string, as?: string) => {
    const { status, body } = await get(`/changes?${query}`, as);
    expect([query, status]).toEqual([query, 200]);
    return changeListSchema.parse(body);
  };

  /** What waits for a person of changes. */
  const waitingFor = async (person: string) => {
    const { status, body } = await get('/waiting', person);
    expect([person, status]).toEqual([person, 200]);
    return waitingListSchema.parse(body).items.map(item => ({
      ...item,
      parties: item.parties.map(({ ref }) => ref),
    }));
  };

  const ledgerSince = async (seq: number): Promise<[string, string][]> =>
    (
      await knex('ledger_entry')
        .where('seq', '>', seq)
        .where('subject', ENTITY)
        .orderBy('seq')
    ).map(({ actor, action }) => [actor, action]);

  const ledgerSize = async () =>
    Number((await knex('ledger_head').first('size')).size);

  const messages = async (): Promise<
    { title: string; text: string; recipients: string[] }[]
  > => (await knex('message').pluck('document')).map(text => JSON.parse(text));

  const versions = async () => {
    const { body } = await get(
      '/contracts/dataproduct/default/customers/versions',
    );
    return contractVersionListSchema.parse(body).items;
  };

  /** Newest last. */
  const releaseEvents = async () =>
    (await knex('release_event').orderBy('id')).map(row => ({
      kind: row.kind,
      changeId: row.change_id ?? undefined,
      verdict: row.verdict ?? undefined,
      affected: row.affected ?? undefined,
      isTimed: row.lead_ms !== null || row.recovery_ms !== null,
    }));

  it('stops a column from being dropped, and lets the compatible version pass', async () => {
    const before = await ledgerSize();
    const dropping = await changed(
      propose({ contract: DROPPED, version: { to: '2.4.0' }, commit: 'abc' }),
    );
    expect(dropping).toMatchObject({
      entity: { title: 'Customers' },
      state: 'open',
      effect: 'breaking',
      verdict: 'blocked',
      proposedBy: PIPELINE,
      version: { from: '2.3.0', to: '2.4.0' },
      rollbackTo: '2.3.0',
      affectedCount: 2,
      difference: {
        step: 'major',
        changes: [
          {
            rule: 'column-removed',
            class: 'breaking',
            path: { schema: 'customers', column: 'email' },
          },
        ],
      },
      asked: [
        { party: { ref: FINANCE }, role: 'consumer' },
        { party: { ref: GOVERNANCE }, role: 'approver' },
      ],
      gate: {
        affected: {
          total: 2,
          complete: true,
          teams: [{ ref: FINANCE }, { ref: 'group:default/growth' }],
          decisionPaths: [
            { title: 'The budget', decision: 'Whether to spend more' },
          ],
          consumers: [{ ref: FINANCE, title: 'The finance' }],
        },
      },
    });
    expect(
      dropping.gate.reasons.map(({ rule, whoseTurn }) => [
        rule,
        whoseTurn.map(({ ref }) => ref),
      ]),
    ).toEqual([
      ['version-step', [OWNER]],
      ['consumers-accept', [FINANCE]],
      ['approvers-sign-off', [GOVERNANCE]],
    ]);
    expect(
      (await messages())
        .map(({ recipients, title }) => [...recipients, title])
        .sort(),
    ).toEqual([
      [FINANCE, expect.stringContaining('waits for your answer by')],
      [GOVERNANCE, expect.stringContaining('waits for your answer by')],
      ['group:default/growth', 'Customers: a change may break The budget'],
    ]);

    for (const [person, query, count] of [
      [CLEO, 'waitingFor=me', 1],
      [GOV, 'waitingFor=me', 1],
      ['user:default/dan', 'waitingFor=team', 1],
      [STRANGER, 'waitingFor=team', 0],
      [ADA, `entityRef=${ENTITY}&state=open`, 1],
      [ADA, 'state=promoted', 0],
      [ADA, `affecting=${PATH}&state=open`, 1],
      [ADA, `affecting=${ENTITY}`, 1],
      [ADA, 'affecting=dataproduct:default/other', 0],
      [BLIND, '', 0],
    ] as const) {
      expect([person, (await list(query, person)).items.length]).toEqual([
        person,
        count,
      ]);
    }

    const waits = {
      kind: 'change',
      id: `change ${dropping.id}`,
      entityRef: ENTITY,
      title: 'Customers',
      change: { id: dropping.id, title: 'Drop the e-mail' },
      since: dropping.proposedAt,
    };
    const [{ until }] = dropping.asked;
    for (const [person, item] of [
      [
        CLEO,
        { asks: 'answer', parties: [FINANCE], due: until, affected: ['kpis'] },
      ],
      [
        GOV,
        { asks: 'answer', parties: [GOVERNANCE], due: until, affected: [] },
      ],
      [ADA, { asks: 'mend', parties: [OWNER], affected: [] }],
      [
        STRANGER,
        {
          asks: 'look',
          parties: ['group:default/growth'],
          affected: ['The budget'],
        },
      ],
    ] as const) {
      expect(await waitingFor(person)).toEqual([{ ...waits, ...item }]);
    }
    expect(await waitingFor(BLIND)).toEqual([]);

    const objected = await changed(
      answer(dropping, 'object', CLEO, 'We mail our customers.'),
    );
    expect(objected.gate.reasons).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          message: 'The finance objects: We mail our customers.',
          whoseTurn: [
            expect.objectContaining({ ref: OWNER }),
            expect.objectContaining({ ref: FINANCE }),
          ],
        }),
      ]),
    );
    expect(await messages()).toContainEqual(
      expect.objectContaining({
        title: 'Customers: The finance objects to “Drop the e-mail”',
        text: 'We mail our customers.\nFind a way with cleo Lind, on the Changes tab.',
        search: `change=${dropping.id}`,
      }),
    );
    expect(await refused(promote(dropping))).toEqual([
      409,
      expect.stringMatching(/^The gate blocks the change: .*We mail our/),
    ]);
    expect(
      await changed(
        send(`/changes/${dropping.id}/withdrawal`, { reason: 'Kept.' }, ADA),
      ),
    ).toMatchObject({
      state: 'withdrawn',
      withdrawal: { by: ADA, reason: 'Kept.' },
      waitsFor: [],
    });
    expect(await gateOf(dropping)).toMatchObject({
      verdict: 'blocked',
      reasons: [{ rule: 'change-open', message: 'The change is withdrawn.' }],
    });

    for (const person of [CLEO, GOV, ADA, STRANGER]) {
      expect(await waitingFor(person)).toEqual([]);
    }

    const extending = await changed(
      propose({ contract: EXTENDED, title: 'Add phone', commit: 'def' }),
    );
    expect(extending).toMatchObject({
      effect: 'compatible',
      version: { from: '2.3.0', to: '2.4.0' },
      verdict: 'blocked',
    });
    expect(rulesOf(extending.gate)).toEqual(['approvers-sign-off']);
    const accepted = await changed(answer(extending, 'accept', GOV));
    expect(accepted).toMatchObject({ verdict: 'pass', waitsFor: [] });
    expect((await gateOf(extending)).verdict).toBe('pass');

    expect(await refused(promote(extending, { commit: 'xyz' }))).toEqual([
      409,
      expect.stringContaining('is of the commit def, not of xyz'),
    ]);
    const promoted = await changed(promote(extending, { commit: 'def' }));
    expect(promoted).toMatchObject({
      state: 'promoted',
      promotion: { by: PIPELINE, commit: 'def', verdict: 'pass' },
    });
    // Reported again, it is the same promotion.
    expect(await changed(promote(extending, { commit: 'def' }, 1))).toEqual({
      ...promoted,
      gate: { ...promoted.gate, judgedAt: expect.any(String) },
    });

    catalog.put(customers('2.4.0', EXTENDED));
    await settle();
    expect(await versions()).toMatchObject([
      {
        version: '2.4.0',
        release: '2.4.0',
        current: true,
        changeId: extending.id,
        aroundGate: false,
      },
      { version: '2.3.0', current: false, aroundGate: false },
    ]);
    expect(await ledgerSince(before)).toEqual([
      [PIPELINE, 'change.proposed'],
      [CLEO, 'change.objected'],
      [ADA, 'change.withdrawn'],
      [PIPELINE, 'change.proposed'],
      [GOV, 'change.accepted'],
      ['gate', 'change.judged'],
      [PIPELINE, 'change.promoted'],
    ]);
    expect(await releaseEvents()).toEqual([
      {
        kind: 'promoted',
        changeId: extending.id,
        verdict: 'pass',
        affected: 2,
        isTimed: true,
      },
    ]);
  });

  it('notices what comes into force around the gate, once', async () => {
    const before = await ledgerSize();
    catalog.put(customers('2.4.0', EXTENDED));
    await settle();
    await settle();
    expect(await ledgerSince(before)).toEqual([
      ['catalog', 'change.around-gate'],
    ]);
    expect((await versions())[0]).toMatchObject({
      release: '2.4.0',
      aroundGate: true,
    });
    expect(await releaseEvents()).toMatchObject([
      { kind: 'around-gate', isTimed: false },
    ]);
    expect(await messages()).toEqual([
      expect.objectContaining({
        title: 'Customers: changed around the gate',
        recipients: [OWNER],
      }),
    ]);

    // A proposal that is blocked does not make it right.
    await changed(propose({ contract: DROPPED, version: { to: '3.0.0' } }));
    catalog.put(customers('3.0.0', DROPPED));
    await settle();
    expect(
      (await ledgerSince(before)).filter(
        ([, action]) => action === 'change.around-gate',
      ),
    ).toHaveLength(2);
  });

  it('knows the contract of a change before its release is there, and on the way back', async () => {
    const before = await ledgerSize();
    const change = await changed(propose({ contract: EXTENDED }));
    await changed(answer(change, 'accept', GOV));
    await changed(promote(change));
    // The catalog reads contracts more often than what refers to them.
    for (const release of ['2.3.0', '2.4.0']) {
      catalog.put(customers(release, EXTENDED));
      await settle();
      expect((await versions())[0]).toMatchObject({
        release,
        version: '2.4.0',
        aroundGate: false,
        changeId: change.id,
      });
    }
    await send(
      '/rollbacks',
      { entityRef: ENTITY, toVersion: '2.3.0', reason: 'Phones are slow.' },
      PIPELINE,
    );
    for (const release of ['2.4.0', '2.3.0']) {
      catalog.put(customers(release, V230));
      await settle();
      expect((await versions())[0]).toMatchObject({
        release,
        version: '2.3.0',
        aroundGate: false,
      });
    }
    expect(
      (await ledgerSince(before)).map(([, action]) => action),
    ).not.toContain('change.around-gate');

    // A contract alone, of a change that leads on from another one.
    catalog.put(customers('2.3.0', contractOf('2.2.0', ['id', 'email'])));
    await settle();
    expect((await versions())[0]).toMatchObject({ aroundGate: true });
  });

  it('counts what came into force through the gate, reported or not', async () => {
    const change = await changed(propose({ contract: EXTENDED }));
    await changed(answer(change, 'accept', GOV));
    const inForce = {
      kind: 'in-force',
      changeId: change.id,
      verdict: 'pass',
      affected: 2,
      isTimed: true,
    };
    // Its contract first, then its release: one change all the same.
    for (const release of ['2.3.0', '2.4.0']) {
      catalog.put(customers(release, EXTENDED));
      await settle();
      await settle();
      expect(await releaseEvents()).toEqual([inForce]);
    }
    await changed(promote(change));
    expect(await releaseEvents()).toEqual([
      inForce,
      { ...inForce, kind: 'promoted' },
    ]);

    // One that is reported first is not counted as seen as well.
    await send(
      '/rollbacks',
      { entityRef: ENTITY, toVersion: '2.3.0', reason: 'Phones are slow.' },
      PIPELINE,
    );
    catalog.put(customers('2.3.0', V230));
    await settle();
    const again = await changed(propose({ contract: EXTENDED, commit: 'b' }));
    await changed(answer(again, 'accept', GOV));
    await changed(promote(again));
    catalog.put(customers('2.4.0', EXTENDED));
    await settle();
    expect((await releaseEvents()).slice(2)).toMatchObject([
      { kind: 'rolled-back', changeId: change.id },
      { kind: 'promoted', changeId: again.id },
    ]);
  });

  it('notices what comes back around the gate, and what a rollback did not say', async () => {
    const release = async (contract: { version: string }) => {
      const change = await changed(propose({ contract }));
      await changed(answer(change, 'accept', GOV));
      await changed(promote(change));
      catalog.put(customers(contract.version, contract));
      await settle();
      return change;
    };
    const newest = async () => {
      const [{ release: version, aroundGate, changeId }] = await versions();
      return { version, aroundGate, changeId };
    };
    const first = await release(EXTENDED);
    const further = contractOf('2.5.0', ['id', 'email', 'phone', 'fax']);
    const second = await release(further);
    expect(await newest()).toEqual({
      version: '2.5.0',
      aroundGate: false,
      changeId: second.id,
    });

    // That the first one passed once does not lead back to it.
    catalog.put(customers('2.4.0', EXTENDED));
    await settle();
    expect(await newest()).toEqual({ version: '2.4.0', aroundGate: true });
    // From there the second one leads on again.
    catalog.put(customers('2.5.0', further));
    await settle();
    expect(await newest()).toEqual({
      version: '2.5.0',
      aroundGate: false,
      changeId: second.id,
    });

    await send(
      '/rollbacks',
      { entityRef: ENTITY, toVersion: '2.4.0', reason: 'Faxes are slow.' },
      PIPELINE,
    );
    // The old name, and another contract behind it.
    catalog.put(customers('2.4.0', contractOf('2.4.0', ['id'])));
    await settle();
    expect(await newest()).toEqual({ version: '2.4.0', aroundGate: true });
    expect(await releaseEvents()).toMatchObject([
      { kind: 'promoted', changeId: first.id },
      { kind: 'promoted', changeId: second.id },
      { kind: 'around-gate' },
      { kind: 'rolled-back', changeId: second.id },
      { kind: 'around-gate' },
    ]);
  });

  it('is overridden by who may, for the rules that they saw, and rolled back', async () => {
    const dropping = await changed(
      propose({ contract: DROPPED, commit: 'abc' }, ADA),
    );
    const override = (rules: string[], as: string) =>
      send(
        `/changes/${dropping.id}/overrides`,
        { rules, reason: 'A court order.' },
        as,
      );
    expect(await refused(override(['consumers-accept'], GOV))).toEqual([
      403,
      expect.stringContaining('data-products.change.override'),
    ]);
    expect(await refused(override(['version-step'], HEAD))).toEqual([
      409,
      'version-step does not block the change now; what blocks is consumers-accept, approvers-sign-off: look at it again',
    ]);
    const half = await changed(override(['consumers-accept'], HEAD));
    expect(half.verdict).toBe('blocked');
    const whole = await changed(override(['approvers-sign-off'], HEAD));
    expect(whole).toMatchObject({
      verdict: 'pass-with-override',
      overrides: [
        { person: HEAD, reason: 'A court order.' },
        { rules: ['approvers-sign-off'] },
      ],
    });
    expect(
      (await messages()).filter(({ title }) => title.includes('overridden')),
    ).toEqual(
      [0, 1].map(() =>
        expect.objectContaining({
          text: expect.stringMatching(/^head Lind lets it pass until /),
          tab: 'changes',
          search: `change=${dropping.id}`,
        }),
      ),
    );
    await changed(promote(dropping));
    catalog.put(customers('3.0.0', DROPPED));
    await settle();
    expect((await versions())[0]).toMatchObject({
      aroundGate: false,
      changeId: dropping.id,
    });

    const before = await ledgerSize();
    const rollback = {
      id: randomUUID(),
      entityRef: ENTITY,
      toVersion: '2.3.0',
      reason: 'Mail stopped.',
      brokenSince: new Date(Date.now() - 60_000).toISOString(),
    };
    expect(
      await refused(
        send('/rollbacks', { ...rollback, toVersion: '1.0.0' }, PIPELINE),
      ),
    ).toEqual([
      400,
      'Invalid body: toVersion: 1.0.0 was never in force as far as is known; these were: 2.3.0, 3.0.0',
    ]);
    await knex('message').delete();
    const { body } = await send('/rollbacks', rollback, PIPELINE);
    expect(await messages()).toEqual([
      expect.objectContaining({
        title: 'Customers: rolled back to 2.3.0',
        search: `change=${dropping.id}`,
      }),
    ]);
    expect(body).toMatchObject({
      changeId: dropping.id,
      fromVersion: '3.0.0',
      toVersion: '2.3.0',
    });
    expect(body.recoverySeconds).toBeGreaterThanOrEqual(60);
    expect((await send('/rollbacks', rollback, PIPELINE, 1)).body).toEqual(
      body,
    );
    catalog.put(customers('2.3.0', V230));
    await settle();
    expect(
      await refused(
        send('/rollbacks', { ...rollback, id: undefined }, PIPELINE),
      ),
    ).toEqual([
      409,
      '2.3.0 is in force already, and nothing was promoted since that could be taken back',
    ]);
    expect(await ledgerSince(before)).toEqual([
      [PIPELINE, 'release.rolled-back'],
    ]);
    expect(await releaseEvents()).toMatchObject([
      { kind: 'promoted', verdict: 'pass-with-override' },
      { kind: 'rolled-back', changeId: dropping.id, isTimed: true },
    ]);
    expect(await changed(get(`/changes/${dropping.id}`))).toMatchObject({
      state: 'rolled-back',
      promotion: { verdict: 'pass-with-override' },
      rollback: { reason: 'Mail stopped.' },
    });
  });

  it('lets one of two changes at once pass, and tells the other that it is stale', async () => {
    const pending = await Promise.all(
      [0, 1].map(replica =>
        send(
          '/changes',
          {
            entityRef: ENTITY,
            kind: 'schema',
            title: `Add ${replica}`,
            contract: contractOf('2.4.0', ['id', 'email', `more_${replica}`]),
          },
          PIPELINE,
          replica,
        ),
      ),
    );
    const both: ChangeDetail[] = pending.map(({ body }) => body);
    for (const change of both) {
      await changed(answer(change, 'accept', GOV));
    }
    const results = await Promise.all(
      both.map((change, replica) => promote(change, {}, replica)),
    );
    expect(results.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = both[results.findIndex(({ status }) => status === 409)];
    expect((await gateOf(late)).reasons).toMatchObject([
      {
        rule: 'current-base',
        message: expect.stringContaining('another change came first'),
      },
    ]);
  });

  it('warns where the product starts gently, and hides what the reader may not see', async () => {
    catalog.put(
      budget('critical'),
      customers('2.3.0', V230, { 'handoff/gate': 'approvers-sign-off=warn' }),
    );
    await settle();
    const change = await changed(propose({ contract: EXTENDED }));
    expect(change.gate.reasons.map(({ rule, mode }) => [rule, mode])).toEqual([
      ['critical-paths-ready', 'enforce'],
      ['approvers-sign-off', 'warn'],
    ]);
    expect(change.gate.reasons[0]).toMatchObject({
      message: expect.stringContaining('The budget, which this affects, fails'),
      whoseTurn: [{ ref: 'group:default/growth' }],
    });
    const partial = await gateOf(change, PARTIAL);
    expect(partial.affected).toMatchObject({ total: 1, decisionPaths: [] });
    expect(JSON.stringify(partial)).not.toMatch(/budget|growth/i);
    expect(partial.reasons[0]).toMatchObject({
      rule: 'critical-paths-ready',
      message: expect.stringContaining('may not see'),
    });
    expect(PATH).toContain('budget');
  });

  it('asks the review gate of a decision path, which approves of its definition', async () => {
    const reviewed = budget('high');
    catalog.put({
      ...reviewed,
      spec: {
        ...reviewed.spec,
        version: '1.0.0',
        policy: { reviewGate: GOVERNANCE },
      },
    });
    await settle();
    const change = await changed(
      propose({
        entityRef: 'decisionpath:default/budget',
        kind: 'definition',
        version: { to: '1.1.0' },
        rollbackTo: '1.0.0',
      }),
    );
    expect(change.asked).toMatchObject([
      { party: { ref: GOVERNANCE }, role: 'approver' },
    ]);
    expect(change.verdict).toBe('blocked');
    expect(await changed(answer(change, 'accept', GOV))).toMatchObject({
      verdict: 'pass',
    });
  });

  it('is one proposal when it is sent twice, and says what is wrong with one', async () => {
    const proposal = { id: randomUUID(), contract: EXTENDED };
    const first = await changed(propose(proposal));
    const again = await changed(propose(proposal));
    expect(again.proposedAt).toBe(first.proposedAt);
    const cases: [object, number, RegExp][] = [
      [{ ...proposal, title: 'Other' }, 409, /under an id of its own/],
      [{ entityRef: 'dataproduct:default/none' }, 404, /no data product/],
      [
        { contract: { kind: 'Other' } },
        400,
        /contract: is no ODCS data contract/,
      ],
      [{ entityRef: PATH, contract: EXTENDED }, 400, /has no contract/],
      [
        { version: { to: 'next' } },
        400,
        /version.to: must be a SemVer version/,
      ],
      [{ url: 'ftp://example.com' }, 400, /url: must be an http/],
      [{ kind: 'other' }, 400, /kind/],
      [{ extra: 1 }, 400, /extra/],
      [{ title: 'a\0b' }, 400, /title: must not hold NUL/],
    ];
    for (const [body, status, message] of cases) {
      expect([body, ...(await refused(propose(body)))]).toEqual([
        body,
        status,
        expect.stringMatching(message),
      ]);
    }
    const blocked: [object, string][] = [
      [{ kind: 'schema' }, 'version-step'],
      [{ contract: EXTENDED, base: 'a'.repeat(64) }, 'current-base'],
      [{ contract: EXTENDED, version: { to: '2.2.0' } }, 'version-step'],
      [{ contract: EXTENDED, rollbackTo: '9.9.9' }, 'rollback-restorable'],
    ];
    for (const [body, rule] of blocked) {
      expect([body, rulesOf((await changed(propose(body))).gate)]).toEqual([
        body,
        expect.arrayContaining([rule]),
      ]);
    }
    // The contract stays as it is, so that nobody has to act.
    expect(
      await changed(propose({ kind: 'pipeline', title: 'Faster' })),
    ).toMatchObject({ effect: 'none', verdict: 'pass', asked: [] });
  });

  it('says what it cannot take, and blocks what goes round in circles', async () => {
    // As large as some generated contracts are.
    const huge = { ...EXTENDED, description: { purpose: 'x'.repeat(5e7) } };
    expect(await refused(propose({ contract: huge }))).toEqual([
      413,
      expect.stringMatching(/8 MiB|8388608|8 MB|8\.39/),
    ]);
    // It is its own ancestor, by way of another, and names what is not there.
    const around = {
      ...customers('2.3.0', V230),
      spec: { ...customers('2.3.0', V230).spec, inputs: ['kpis', 'gone'] },
    };
    catalog.put(around);
    await settle();
    const change = await changed(propose({ contract: DROPPED }));
    expect(change.gate.affected).toMatchObject({
      total: 2,
      complete: true,
      cyclic: true,
    });
    expect(change.verdict).toBe('blocked');
  });

  it('is answered by those who are asked, and by nobody else', async () => {
    const change = await changed(propose({ contract: DROPPED }, ADA));
    const cases: [Promise<{ status: number; body: any }>, number, RegExp][] = [
      [answer(change, 'accept', ADA), 403, /another person has to answer/],
      [
        answer(change, 'accept', STRANGER),
        403,
        /it takes a member of The finance/,
      ],
      [answer(change, 'accept', PIPELINE), 403, /Only a person/],
      [answer(change, 'object', CLEO), 400, /comment: is missing/],
      [answer(change, 'accept', BLIND), 404, /There is no change/],
      [get(`/changes/${change.id}`, BLIND), 404, /There is no change/],
      [get(`/changes/${randomUUID()}`), 404, /There is no change/],
      [
        send(`/changes/${change.id}/withdrawal`, { reason: 'x' }, STRANGER),
        403,
        /ada Lind, who proposed it; or it takes a member of .+ Members: ada Lind/,
      ],
    ];
    for (const [pending, status, message] of cases) {
      expect(await refused(pending)).toEqual([
        status,
        expect.stringMatching(message),
      ]);
    }
    expect(change.reader).toEqual({
      acknowledge: {
        may: false,
        parties: [],
        reason: expect.stringContaining('another person'),
      },
      notify: { may: true },
      override: { may: false, reason: expect.stringContaining('permission') },
      promote: { may: false, reason: 'The gate blocks the change.' },
      withdraw: { may: true },
    });
    await changed(answer(change, 'accept', CLEO));
    const all = await changed(answer(change, 'accept', GOV));
    expect(all.verdict).toBe('pass');
    expect(all.acknowledgements).toHaveLength(2);
    // The same answer again changes nothing.
    expect(
      (await changed(answer(change, 'accept', GOV))).acknowledgements,
    ).toHaveLength(2);
  });

  it('has a team told of it, and once only in four hours', async () => {
    const before = await ledgerSize();
    const change = await changed(
      propose({ contract: DROPPED, version: { to: '3.0.0' } }, ADA),
    );
    const growth = 'group:default/growth';
    // The proposal has told all of them.
    const all = [
      [FINANCE, ADA],
      [GOVERNANCE, ADA],
      [growth, ADA],
    ];
    expect(told(change)).toEqual(all);
    const [{ at }] = change.notifications;
    const soon = await changed(notify(change, FINANCE, PIPELINE));
    expect(soon.notifications).toContainEqual({
      party: { ref: FINANCE, title: 'The finance' },
      by: ADA,
      at,
    });
    expect(await messages()).toHaveLength(3);
    await knex('message').delete();

    await wait(4);
    // Two people press the button on two replicas.
    await Promise.all(
      [0, 1].map(replica =>
        changed(notify(change, FINANCE, PIPELINE, replica)),
      ),
    );
    await changed(notify(change, growth));
    expect(told(await changed(get(`/changes/${change.id}`)))).toEqual([
      [FINANCE, PIPELINE],
      [GOVERNANCE, ADA],
      [growth, ADA],
    ]);
    const until = change.asked[0].until!.slice(0, 10);
    const again = await messages();
    expect(again).toHaveLength(2);
    const [toFinance, toGrowth] = [FINANCE, growth].map(
      party => again.find(({ recipients }) => recipients.includes(party))!,
    );
    expect(toFinance).toMatchObject({
      recipients: [FINANCE],
      title: 'Customers: a change may break kpis',
      severity: 'high',
      entityRef: ENTITY,
      tab: 'changes',
      search: `change=${change.id}`,
    });
    expect(toFinance.text.split('\n')).toEqual([
      'Drop the e-mail (2.3.0 → 3.0.0)',
      expect.stringMatching(/^It breaks schema customers, column email: ./),
      'Of yours: kpis',
      'You have an agreement on: Customers',
      `Accept it or object to it by ${until}, on the Changes tab.`,
    ]);
    expect(toGrowth).toMatchObject({
      recipients: [growth],
      title: 'Customers: a change may break The budget',
      text: expect.stringMatching(/tell the owners what you need\.$/),
    });
    expect(await ledgerSince(before)).toEqual([
      [ADA, 'change.proposed'],
      [PIPELINE, 'change.notified'],
      [ADA, 'change.notified'],
    ]);
  });

  it('has told of it who is affected, by who may propose, while it is open', async () => {
    // It breaks nobody, so that only those who must answer are told.
    const change = await changed(propose({ contract: EXTENDED }));
    expect(told(change)).toEqual([[GOVERNANCE, PIPELINE]]);
    const cases: [Promise<{ status: number; body: any }>, number, RegExp][] = [
      [
        notify(change, GOVERNANCE),
        400,
        /team: the change does not affect group:default\/governance, as far as you may see; it affects group:default\/finance, group:default\/growth$/,
      ],
      // What is hidden is answered as what is not there.
      [
        notify(change, 'group:default/growth', PARTIAL),
        400,
        /it affects group:default\/finance$/,
      ],
      [notify(change, 'finance'), 400, /team: 'finance' is not an entity ref/],
      [
        notify(change, FINANCE, READER),
        403,
        /the permission data-products\.change\.propose/,
      ],
      [notify(change, FINANCE, BLIND), 404, /There is no change/],
    ];
    for (const [pending, status, message] of cases) {
      expect(await refused(pending)).toEqual([
        status,
        expect.stringMatching(message),
      ]);
    }
    const { reader } = await changed(get(`/changes/${change.id}`, READER));
    expect(reader.notify).toEqual({
      may: false,
      reason: expect.stringContaining('data-products.change.propose'),
    });

    await changed(notify(change, 'group:default/growth'));
    const all = await changed(notify(change, FINANCE));
    expect(told(all)).toEqual([
      [FINANCE, ADA],
      [GOVERNANCE, PIPELINE],
      ['group:default/growth', ADA],
    ]);
    expect((await messages()).map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        'Customers: a change reaches kpis',
        'Customers: a change reaches The budget',
      ]),
    );
    expect(told(await changed(get(`/changes/${change.id}`, PARTIAL)))).toEqual([
      [FINANCE, ADA],
      [GOVERNANCE, PIPELINE],
    ]);

    await changed(
      send(`/changes/${change.id}/withdrawal`, { reason: 'No.' }, PIPELINE),
    );
    expect(await refused(notify(change, FINANCE))).toEqual([
      409,
      expect.stringMatching(/^The change is withdrawn since/),
    ]);
  });

  it('compares any two contracts that were in force', async () => {
    catalog.put(customers('2.4.0', EXTENDED));
    await settle();
    const [newest, oldest] = await versions();
    const path = '/contracts/dataproduct/default/customers/difference';
    const { body } = await get(
      `${path}?before=${oldest.fingerprint}&after=${newest.fingerprint}`,
    );
    expect(contractDifferenceSchema.parse(body)).toMatchObject({
      step: 'minor',
      changes: [{ path: { column: 'phone' }, class: 'compatible' }],
    });
    expect(
      await refused(
        get(`${path}?before=${'0'.repeat(64)}&after=${newest.fingerprint}`),
      ),
    ).toEqual([404, expect.stringContaining('never had the contract')]);
    expect(
      (await get('/contracts/dataproduct/default/customers/versions', BLIND))
        .status,
    ).toBe(404);
  });
});
