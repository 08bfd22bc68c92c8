import { randomUUID } from 'node:crypto';
import {
  mockCredentials,
  mockServices,
  TestBackend,
} from '@backstage/backend-test-utils';
import {
  Checklist,
  checklistListSchema,
  DataProductEntity,
  HandoffDetail,
  handoffDetailSchema,
  HandoffItem,
  handoffListSchema,
  ReadinessDetail,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import request from 'supertest';
import { checklistsModule } from '../__testUtils__/checklistsModule';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { group, product, user } from '../__testUtils__/entities';
import { InMemoryCatalog } from '../__testUtils__/InMemoryCatalog';
import { startPlugin } from '../__testUtils__/startPlugin';
import { testPolicy } from '../__testUtils__/testPolicy';

jest.setTimeout(120_000);

/** Operates the product, and asks for the handoff. */
const RITA = 'user:default/rita';
const ADA = 'user:default/ada';
const ADAM = 'user:default/adam';
/** In governance through privacy. */
const GRETA = 'user:default/greta';
/** In both the owner's team and governance. */
const EVE = 'user:default/eve';
/** Of another team. */
const SID = 'user:default/sid';
/** May not read the entity. */
const BLIND = 'user:default/blind';
/** Of the owner's team, and lacks every permission of handoffs. */
const LIMITED = 'user:default/limited';

const ENTITY = 'dataproduct:default/customer-360';
const OWNERS = 'group:default/customer-data';
const GOVERNANCE = 'group:default/governance';

function customer360(spec: object = {}): DataProductEntity {
  return product('customer-360', {
    version: '2.4.0',
    criticality: 'high',
    owner: OWNERS,
    schemaApprovers: [GOVERNANCE],
    operators: ['group:default/platform'],
    runbook: 'https://runbooks.example.com/customer-360',
    contract: { schema: [{ name: 'customers', description: 'One row each' }] },
    ...spec,
  });
}

const COMPANY = [
  group('customer-data', { members: ['ada', 'adam', 'eve', 'limited'] }),
  group('governance', { children: ['privacy'], members: ['eve'] }),
  group('privacy', { parent: 'governance', members: ['greta'] }),
  group('platform', { members: ['rita'] }),
  group('growth', { members: ['sid'] }),
  user('ada', 'customer-data'),
  user('adam', 'customer-data'),
  user('limited', 'customer-data'),
  user('eve', 'customer-data', 'governance'),
  user('greta', 'privacy'),
  user('rita', 'platform'),
  user('sid', 'growth'),
];

const CHECKLIST: Checklist = {
  id: 'into-production',
  version: 3,
  title: 'Into production',
  kind: 'DataProduct',
  from: 'development',
  to: 'production',
  sides: { owner: 'Engineering' },
  items: [
    {
      id: 'tests',
      title: 'Tests',
      guidance: 'Look at the last run.',
      responsible: 'owner',
      required: true,
      quorum: 1,
    },
    {
      id: 'access',
      title: 'Access review',
      guidance: 'Compare who can with who should.',
      responsible: 'schema-approver',
      required: true,
      quorum: 1,
      covers: ['access', 'contract'],
      expiresAfter: 'P365D',
    },
    {
      id: 'runbook',
      title: 'Runbook',
      guidance: 'There is one.',
      responsible: 'operator',
      required: true,
      automated: { check: 'runbook' },
      quorum: 1,
    },
  ],
};

const permissions = testPolicy({
  blind: BLIND,
  limited: LIMITED,
  lacks: 'data-products.handoff',
});

type Answer = Promise<{ status: number; body: any }>;

const storage = createTestStorage();

describe.each(DATABASES)('the API of handoffs on %s', id => {
  let knex: Knex;
  let catalog: InMemoryCatalog;
  let backends: TestBackend[];
  const schedulers = [mockServices.scheduler(), mockServices.scheduler()];

  beforeAll(async () => {
    knex = await storage.create(id);
    catalog = InMemoryCatalog.create([...COMPANY, customer360()]);
    // Two replicas on one database.
    backends = await Promise.all(
      schedulers.map(scheduler =>
        startPlugin({
          knex,
          catalog,
          permissions,
          scheduler,
          features: [checklistsModule(CHECKLIST)],
        }),
      ),
    );
    await settle();
  });
  afterAll(() => Promise.all(backends.map(backend => backend.stop())));

  beforeEach(async () => {
    for (const table of [
      'handoff_waiting',
      'handoff_signature',
      'handoff',
      'handoff_content',
      'message',
    ]) {
      await knex(table).delete();
    }
    await knex('evidence').update({ facts: null });
    catalog.put(...COMPANY, customer360());
    await settle();
  });

  /** What the clocks would do. */
  async function settle() {
    const [scheduler] = schedulers;
    await scheduler.triggerTask('reconcile');
    await scheduler.triggerTask('handoff-clock');
    await scheduler.triggerTask('readiness-clock');
  }

  const send = async (
    path: string,
    body: object,
    as: string,
    replica = 0,
  ): Answer =>
    request(backends[replica].server)
      .post(`/api/data-products${path}`)
      .set('authorization', mockCredentials.user.header(as))
      .send(body);

  const get = async (path: string, as = ADA) =>
    request(backends[0].server)
      .get(`/api/data-products${path}`)
      .set('authorization', mockCredentials.user.header(as));

  async function changed(answer: Answer): Promise<HandoffDetail> {
    const { status, body } = await answer;
    expect([status, body.error?.message]).toEqual([200, undefined]);
    expect(handoffDetailSchema.parse(body)).toEqual(body);
    return body;
  }

  async function refused(answer: Answer): Promise<[number, string]> {
    const { status, body } = await answer;
    return [status, body.error?.message];
  }

  const ask = (as = RITA, more: object = {}, replica = 0) =>
    send(
      '/handoffs',
      {
        entityRef: ENTITY,
        release: '2.4.0',
        checklist: 'into-production',
        ...more,
      },
      as,
      replica,
    );

  const sign = (
    handoff: HandoffDetail,
    item: string,
    as: string,
    more: object = {},
    replica = 0,
  ) =>
    send(
      `/handoffs/${handoff.id}/items/${item}/signatures`,
      {
        decision: 'approve',
        fingerprint: handoff.content?.fingerprint,
        ...more,
      },
      as,
      replica,
    );

  const complete = (handoff: HandoffDetail, as: string) =>
    send(
      `/handoffs/${handoff.id}/completion`,
      { fingerprint: handoff.content?.fingerprint },
      as,
    );

  const withdraw = (handoff: HandoffDetail, as: string) =>
    send(`/handoffs/${handoff.id}/withdrawal`, { reason: 'Too early.' }, as);

  const show = async (handoff: HandoffDetail, as?: string) =>
    changed(get(`/handoffs/${handoff.id}`, as));

  const signedByAll = async () => {
    const handoff = await changed(ask());
    await changed(sign(handoff, 'tests', ADA));
    return changed(sign(handoff, 'access', GRETA));
  };

  const list = async (query: string, as?: string) => {
    const { status, body } = await get(`/handoffs?${query}`, as);
    expect([query, status]).toEqual([query, 200]);
    expect(handoffListSchema.parse(body)).toEqual(body);
    return handoffListSchema.parse(body);
  };

  const idsOf = async (query: string, as?: string) =>
    (await list(query, as)).items.map(item => item.id);

  const ledgerOf = async (handoff: { id: string }) => {
    const rows = await knex('ledger_entry').orderBy('seq');
    return rows
      .map(row => ({ ...row, payload: JSON.parse(row.payload) }))
      .filter(({ payload }) => payload.handoff === handoff.id);
  };

  const check = async () => {
    await settle();
    const { body } = await get('/readiness/dataproduct/default/customer-360');
    const { outcomes } = body as ReadinessDetail;
    const found = outcomes.find(
      ({ checkId }) => checkId === 'release-signed-off',
    );
    return [found?.status, found?.reason];
  };

  it('goes from request to completion, by people of two sides', async () => {
    expect(await check()).toEqual(['unknown', 'No sign-off recorded yet.']);
    const asked = await changed(ask(RITA, { comment: 'Merged accounts.' }));
    expect(asked).toMatchObject({
      state: 'open',
      reason: 'Left: Tests, Access review.',
      title: 'customer-360',
      release: '2.4.0',
      comment: 'Merged accounts.',
      progress: { done: 1, required: 3 },
      sides: [
        { title: 'Engineering', waitingOn: [{ title: 'The customer-data' }] },
        { title: 'Approves schema', done: 0, required: 1 },
        { title: 'Operates', done: 1, waitingOn: [] },
      ],
      checklist: { version: 3, from: 'development', to: 'production' },
      reader: {
        withdraw: { allowed: true },
        complete: { allowed: false },
      },
      changes: [],
    });
    expect(asked.content?.fingerprint).toBe(asked.openedFingerprint);
    expect(asked.content?.spec).not.toHaveProperty('lifecycle');
    expect(asked.items.map(({ state }) => state)).toEqual([
      'waiting',
      'waiting',
      'passed',
    ]);

    await changed(
      sign(asked, 'tests', ADA, {
        comment: '12 of 12',
        evidence: { link: 'https://ci.example.com/12', note: 'Nightly' },
      }),
    );
    const approved = await changed(sign(asked, 'access', GRETA));
    expect(approved).toMatchObject({
      state: 'approved',
      items: [
        {
          signatures: [
            { signer: ADA, party: OWNERS, evidence: { note: 'Nightly' } },
          ],
        },
        { signatures: [{ signer: GRETA, party: GOVERNANCE }] },
        {},
      ],
    });
    // What is approved is not signed off yet.
    expect(await check()).toEqual(['unknown', 'No sign-off recorded yet.']);
    const completed = await changed(complete(approved, RITA));
    expect(completed).toMatchObject({
      state: 'completed',
      completion: { by: RITA, fingerprint: asked.openedFingerprint },
    });
    expect(await check()).toEqual(['pass', 'Release 2.4.0 is signed off.']);

    expect(
      (await ledgerOf(asked)).map(({ actor, action, subject, payload }) => [
        actor,
        action,
        subject,
        payload.release,
        payload.fingerprint,
      ]),
    ).toEqual(
      [
        [RITA, 'handoff.requested'],
        [ADA, 'handoff.item.signed'],
        [GRETA, 'handoff.item.signed'],
        [RITA, 'handoff.completed'],
      ].map(names => [...names, ENTITY, '2.4.0', asked.openedFingerprint]),
    );
    // Who was asked, and who can go on.
    const messages = await knex('message').pluck('document');
    expect(
      messages.map(message => JSON.parse(message).recipients).sort(),
    ).toEqual([[OWNERS], [GOVERNANCE], [RITA]]);
  });

  it('tells those whose item waits again, once, also while others still wait', async () => {
    const told = async () =>
      (await knex('message').pluck('document'))
        .map(document => JSON.parse(document))
        // A contract that changed without a change is told of, too.
        .filter(({ topic }) => topic === 'sign-offs')
        .map(({ recipients, text }) => [...recipients, text])
        .sort();
    const asked = await changed(ask());
    expect(await told()).toEqual([
      [OWNERS, expect.stringMatching(/^It is .*\nLook at “Tests” on the/)],
      [GOVERNANCE, expect.stringContaining('Look at “Access review” on the')],
    ]);
    await changed(sign(asked, 'tests', ADA));
    await knex('message').delete();
    catalog.put(customer360({ contract: { schema: [{ name: 'people' }] } }));
    await settle();
    await settle();
    expect(await told()).toEqual([
      [
        OWNERS,
        expect.stringMatching(
          /^“Tests”: The signature of user ada does not count\. .*table people was added.*\nLook at “Tests” on/,
        ),
      ],
    ]);

    // Somebody else has the role from now on.
    await knex('message').delete();
    catalog.put(
      customer360({
        contract: { schema: [{ name: 'people' }] },
        schemaApprovers: ['group:default/growth'],
      }),
    );
    await settle();
    expect(await told()).toEqual([
      ['group:default/growth', expect.stringContaining('“Access review”')],
    ]);
  });

  it('lapses a signature when what it is for changes, before their eyes', async () => {
    const approved = await signedByAll();
    catalog.put(customer360({ contract: { schema: [{ name: 'customers' }] } }));
    // Without a clock: who looks sees it as it stands.
    const open = await show(approved, GRETA);
    expect(open).toMatchObject({
      state: 'open',
      changes: [
        {
          path: 'contract.schema[customers].description',
          kind: 'removed',
          before: 'One row each',
        },
      ],
    });
    expect(open.items[1]).toMatchObject({
      state: 'waiting',
      sign: { allowed: true },
      signatures: [
        {
          standing: 'lapsed',
          reason:
            'description of table customers was removed after the signature.',
        },
      ],
    });
    expect(await refused(complete(open, RITA))).toEqual([
      409,
      expect.stringContaining('The handoff is open, and takes approval.'),
    ]);
    // Nobody signs what they were not shown.
    expect(await refused(sign(approved, 'access', GRETA))).toEqual([
      409,
      expect.stringContaining('has changed since'),
    ]);
    expect(await idsOf('state=open')).toEqual([]);
    await knex('message').delete();
    await settle();
    expect(
      (await knex('message').pluck('document'))
        .flatMap(document => {
          const { recipients, title, topic } = JSON.parse(document);
          return topic === 'sign-offs' ? [[...recipients, title]] : [];
        })
        .sort(),
    ).toEqual(
      [OWNERS, GOVERNANCE].map(party => [
        party,
        'Your signature is asked for again, for release 2.4.0 of customer-360',
      ]),
    );
    expect(await idsOf('state=open')).toEqual([open.id]);
    expect(await idsOf('state=approved')).toEqual([]);

    const again = await changed(sign(open, 'access', GRETA));
    expect(again.items[1].signatures.map(({ standing }) => standing)).toEqual([
      'superseded',
      'counts',
    ]);
    // What does not cover the contract does not lapse with it: but tests do.
    expect(again.items[0].state).toBe('waiting');
  });

  it('signs off one content, and no other', async () => {
    const completed = await changed(complete(await signedByAll(), ADA));
    expect(await check()).toEqual(['pass', 'Release 2.4.0 is signed off.']);
    catalog.put(customer360({ runbook: 'https://elsewhere.example.com' }));
    expect(await check()).toEqual([
      'fail',
      'Release 2.4.0 was signed off, and has changed since.',
    ]);
    expect(await show(completed)).toMatchObject({
      state: 'lapsed',
      reason: 'runbook changed after the release was signed off.',
    });
    expect(await idsOf(`entityRef=${ENTITY}&state=lapsed`)).toEqual([
      completed.id,
    ]);
    // The stage and whom to call change without a release.
    catalog.put(customer360({ domain: 'customer', renewal: '2027-01-01' }));
    expect(await check()).toEqual(['pass', 'Release 2.4.0 is signed off.']);
    expect(await show(completed)).toMatchObject({ state: 'completed' });

    // Of the next release, one sees what has changed since the last one.
    catalog.put(customer360({ version: '2.5.0' }));
    const next = await changed(ask(RITA, { release: '2.5.0' }));
    expect(next.previous).toMatchObject({
      id: completed.id,
      release: '2.4.0',
      changes: [{ path: 'version', before: '2.4.0', after: '2.5.0' }],
    });
    expect(await show(completed)).toMatchObject({ state: 'completed' });
    expect(await check()).toEqual(['fail', 'Release 2.5.0 is not signed off.']);
  });

  it('signs off until what expires is renewed', async () => {
    const completed = await changed(complete(await signedByAll(), RITA));
    const lastYear = new Date(Date.now() - 366 * 24 * 60 * 60_000);
    await knex('handoff_signature').update({ at: lastYear.toISOString() });
    await knex('handoff').update({ due_at: lastYear.toISOString() });
    await knex('message').delete();
    expect(await check()).toEqual([
      'fail',
      'The sign-off of release 2.4.0 had to be renewed.',
    ]);
    // Those who have to renew, and those who answer for it.
    expect(
      (await knex('message').pluck('document'))
        .map(document => JSON.parse(document).recipients)
        .sort(),
    ).toEqual([[OWNERS, RITA], [GOVERNANCE]]);
    expect(await idsOf('state=lapsed')).toEqual([completed.id]);
    expect(await idsOf('waitingFor=me', GRETA)).toEqual([completed.id]);
    expect(await refused(sign(completed, 'tests', ADAM))).toEqual([
      409,
      'The handoff is completed.',
    ]);

    const renewed = await changed(sign(completed, 'access', GRETA));
    expect(renewed.state).toBe('completed');
    expect(renewed.items[1].signatures.map(({ standing }) => standing)).toEqual(
      ['superseded', 'counts'],
    );
    expect(await check()).toEqual(['pass', 'Release 2.4.0 is signed off.']);
  });

  it('takes one signature, however often and wherever it is sent', async () => {
    const handoff = await changed(ask());
    const answers = await Promise.all(
      [0, 1, 0, 1].map(replica => sign(handoff, 'tests', ADA, {}, replica)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await show(handoff)).items[0].signatures).toHaveLength(1);

    // Four people at once are four signatures, in some order.
    const four = await changed(withdraw(handoff, RITA).then(() => ask(RITA)));
    const signers = [ADA, ADAM, EVE, GRETA];
    const together = await Promise.all(
      signers.map((signer, index) =>
        sign(
          four,
          signer === GRETA ? 'access' : 'tests',
          signer,
          {},
          index % 2,
        ),
      ),
    );
    expect(together.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const shown = await show(four);
    expect(
      shown.items
        .flatMap(({ signatures }) => signatures)
        .map(({ number }) => number)
        .sort(),
    ).toEqual([1, 2, 3, 4]);
    expect(shown.items[0].approvals).toBe(3);

    // Completed once, too.
    const completions = await Promise.all([
      complete(shown, RITA),
      complete(shown, ADA),
      complete(shown, RITA),
    ]);
    expect(completions.map(({ status }) => status)).toEqual([200, 200, 200]);
    const actions = (await ledgerOf(four)).map(({ action }) => action);
    expect(actions).toEqual([
      'handoff.requested',
      ...Array.from({ length: 4 }, () => 'handoff.item.signed'),
      'handoff.completed',
    ]);
  });

  it('keeps a decision that was changed', async () => {
    const handoff = await changed(ask());
    expect(
      await refused(sign(handoff, 'access', GRETA, { decision: 'reject' })),
    ).toEqual([400, expect.stringContaining('is needed to reject')]);
    const rejected = await changed(
      sign(handoff, 'access', GRETA, {
        decision: 'reject',
        comment: 'Emails are not masked.',
      }),
    );
    expect(rejected).toMatchObject({
      state: 'rejected',
      reason: 'Access review: user greta rejected it: Emails are not masked.',
    });
    const approved = await changed(sign(handoff, 'access', GRETA));
    expect(approved.state).toBe('open');
    expect(
      approved.items[1].signatures.map(({ decision, standing, comment }) => [
        decision,
        standing,
        comment,
      ]),
    ).toEqual([
      ['reject', 'superseded', 'Emails are not masked.'],
      ['approve', 'counts', undefined],
    ]);
    expect(
      (await ledgerOf(handoff)).map(({ payload }) => payload.decision),
    ).toEqual([undefined, 'reject', 'approve']);
  });

  it('counts a signature only while its person holds the role', async () => {
    const approved = await signedByAll();
    catalog.put(user('greta', 'growth'));
    expect(await refused(complete(approved, RITA))).toEqual([
      409,
      'The handoff is open, and takes approval. Left: Access review.',
    ]);
    expect((await show(approved)).items[1].signatures[0].standing).toBe(
      'role-lost',
    );
  });

  it('lets nobody sign for two sides', async () => {
    const handoff = await changed(ask());
    await changed(sign(handoff, 'tests', EVE));
    expect(await refused(sign(handoff, 'access', EVE))).toEqual([
      403,
      'You have signed for another side of this handoff (Engineering), and nobody signs for two.',
    ]);
    expect((await show(handoff, EVE)).items[1].sign).toEqual({
      allowed: false,
      reason: expect.stringContaining('nobody signs for two'),
    });
  });

  it('lists what waits for the reader', async () => {
    const handoff = await changed(ask());
    const waiting = (as: string) => idsOf('waitingFor=me', as);
    expect(await waiting(ADA)).toEqual([handoff.id]);
    expect(await waiting(GRETA)).toEqual([handoff.id]);
    for (const other of [RITA, SID, BLIND]) {
      expect([other, await waiting(other)]).toEqual([other, []]);
    }
    await changed(sign(handoff, 'tests', ADA));
    expect(await waiting(ADA)).toEqual([]);
    expect(await waiting(EVE)).toEqual([handoff.id]);
    await changed(sign(handoff, 'access', GRETA));
    expect(await waiting(EVE)).toEqual([]);
  });

  it('lists in pages, newest first, what the reader may read', async () => {
    const all: string[] = [];
    for (let round = 0; round < 3; round++) {
      const handoff = await changed(ask());
      await changed(withdraw(handoff, RITA));
      all.unshift(handoff.id);
    }
    const first = await list('limit=2');
    expect(first.items.map(item => item.id)).toEqual(all.slice(0, 2));
    const { nextCursor } = first.pageInfo;
    expect(await idsOf(`limit=2&cursor=${nextCursor}`)).toEqual(all.slice(2));
    expect(await idsOf('state=withdrawn')).toEqual(all);
    expect(await idsOf('', BLIND)).toEqual([]);
    expect((await get('/handoffs?cursor=bm9uZQ')).status).toBe(400);
  });

  it('is one, however often it is asked for', async () => {
    const own = { id: randomUUID() };
    const answers = await Promise.all(
      [0, 1, 0].map(replica => ask(RITA, own, replica)),
    );
    expect(answers.map(({ body }) => body.id)).toEqual([
      own.id,
      own.id,
      own.id,
    ]);
    expect(await refused(ask(ADA, own))).toEqual([
      409,
      expect.stringContaining('another handoff with the id'),
    ]);
    expect(await refused(ask(ADA))).toEqual([
      409,
      expect.stringContaining(`already, ${own.id}: go on with it`),
    ]);
    expect(await ledgerOf(own)).toHaveLength(1);
  });

  it.each([
    [{ release: '2.3.0' }, 409, 'declares release 2.4.0, not 2.3.0'],
    [
      { checklist: 'path-release-conversation' },
      400,
      "there is no 'path-release-conversation' for a DataProduct; there are product-to-production, product-retirement, into-production",
    ],
    [{ entityRef: 'dataproduct:default/nothing' }, 404, 'in the catalog'],
    [{ id: 'mine' }, 400, 'must be a UUID'],
  ])('refuses to be asked for with %j', async (more, status, message) => {
    expect(await refused(ask(RITA, more))).toEqual([
      status,
      expect.stringContaining(message),
    ]);
  });

  it('lists the checklists that fit', async () => {
    const { body } = await get(`/checklists?entityRef=${ENTITY}`);
    expect(checklistListSchema.parse(body)).toEqual(body);
    expect(
      body.items.map((item: { id: string; origin: string }) => [
        item.id,
        item.origin,
      ]),
    ).toEqual([
      ['product-to-production', 'built-in'],
      ['product-retirement', 'built-in'],
      ['into-production', 'plugin'],
    ]);
    expect((await get('/checklists')).body.items).toHaveLength(4);
  });

  it('recorded the checks and checklists in force once, for both replicas', async () => {
    const rows = await knex('ledger_entry')
      .where({ actor: 'config' })
      .orderBy('seq');
    expect(rows.map(({ action, subject }) => [action, subject])).toEqual([
      ['checks.changed', 'config/checks'],
      ['checklists.changed', 'config/checklists'],
    ]);
    expect(JSON.parse(rows[1].payload).checklists).toContainEqual({
      id: 'into-production',
      version: 3,
      origin: 'plugin',
    });
  });

  describe('lets in', () => {
    const NOBODY = 'nobody';
    const SERVICE = 'service';
    const READERS = [
      ...[NOBODY, SERVICE, BLIND, LIMITED],
      ...[SID, RITA, ADA, GRETA],
    ];

    const authorization = (reader: string) => {
      if (reader === NOBODY) {
        return mockCredentials.none.header();
      }
      return reader === SERVICE
        ? mockCredentials.service.header()
        : mockCredentials.user.header(reader);
    };

    const call = async (
      method: 'get' | 'post',
      path: string,
      reader: string,
      body?: object,
    ): Answer =>
      request(backends[0].server)
        [method](`/api/data-products${path}`)
        .set('authorization', authorization(reader))
        .send(body);

    // In the order of the readers.
    const MATRIX: [
      route: string,
      expected: number[],
      run: (handoff: HandoffDetail, reader: string) => Answer,
    ][] = [
      [
        'get /checklists',
        [401, 200, 200, 200, 200, 200, 200, 200],
        (_, reader) => call('get', '/checklists', reader),
      ],
      [
        'get /handoffs',
        [401, 200, 200, 200, 200, 200, 200, 200],
        (_, reader) => call('get', '/handoffs', reader),
      ],
      [
        'get /handoffs?waitingFor=me',
        [401, 403, 200, 200, 200, 200, 200, 200],
        (_, reader) => call('get', '/handoffs?waitingFor=me', reader),
      ],
      [
        'get /handoffs/{id}',
        [401, 200, 404, 200, 200, 200, 200, 200],
        ({ id: handoffId }, reader) =>
          call('get', `/handoffs/${handoffId}`, reader),
      ],
      [
        // Who may ask is told that it is open already.
        'post /handoffs',
        [401, 403, 404, 403, 403, 409, 409, 409],
        (_, reader) =>
          call('post', '/handoffs', reader, {
            entityRef: ENTITY,
            release: '2.4.0',
            checklist: 'into-production',
          }),
      ],
      [
        'post /handoffs/{id}/items/tests/signatures',
        [401, 403, 404, 403, 403, 403, 200, 403],
        ({ id: handoffId, content }, reader) =>
          call(
            'post',
            `/handoffs/${handoffId}/items/tests/signatures`,
            reader,
            {
              decision: 'approve',
              fingerprint: content?.fingerprint,
            },
          ),
      ],
      [
        // Not approved: those who may complete it are told so.
        'post /handoffs/{id}/completion',
        [401, 403, 404, 403, 409, 409, 409, 409],
        ({ id: handoffId, content }, reader) =>
          call('post', `/handoffs/${handoffId}/completion`, reader, {
            fingerprint: content?.fingerprint,
          }),
      ],
      [
        'post /handoffs/{id}/withdrawal',
        [401, 403, 404, 403, 403, 200, 409, 409],
        ({ id: handoffId }, reader) =>
          call('post', `/handoffs/${handoffId}/withdrawal`, reader, {
            reason: 'Too early.',
          }),
      ],
    ];

    it.each(MATRIX)('%s', async (_, expected, run) => {
      const handoff = await changed(ask());
      const statuses: number[] = [];
      for (const reader of READERS) {
        statuses.push((await run(handoff, reader)).status);
      }
      expect(statuses).toEqual(expected);
    });

    it('and says who can', async () => {
      const handoff = await changed(ask());
      expect(await refused(sign(handoff, 'access', ADA))).toEqual([
        403,
        'You cannot sign “Access review” as schema-approver: it takes a member of The governance. Members: eve Lind, greta Lind',
      ]);
      expect(await refused(sign(handoff, 'tests', RITA))).toEqual([
        403,
        'You asked for this handoff, and cannot decide on it yourself.',
      ]);
      expect(await refused(ask(SID))).toEqual([
        403,
        expect.stringContaining('as you hold no role of data product'),
      ]);
      expect(await refused(sign(handoff, 'tests', LIMITED))).toEqual([
        403,
        expect.stringContaining('data-products.handoff.sign'),
      ]);
      await changed(sign(handoff, 'tests', ADA));
      const approved = await changed(sign(handoff, 'access', GRETA));
      expect(await refused(complete(approved, GRETA))).toEqual([
        403,
        'You cannot complete this handoff: it takes rita Lind, who asked for it; or it takes a member of The customer-data. Members: ada Lind, adam Lind, eve Lind, limited Lind',
      ]);
      const reasons = (await show(handoff, SID)).items.map(
        ({ sign: action }: HandoffItem) => action.allowed,
      );
      expect(reasons).toEqual([false, false, false]);
    });
  });
});
