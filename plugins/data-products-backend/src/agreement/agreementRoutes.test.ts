import { randomUUID } from 'node:crypto';
import {
  mockCredentials,
  mockServices,
  TestBackend,
} from '@backstage/backend-test-utils';
import {
  AgreementDetail,
  agreementDetailSchema,
  agreementListSchema,
  DataProductEntity,
  readContract,
  ReadinessDetail,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import request from 'supertest';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { group, product, user } from '../__testUtils__/entities';
import { InMemoryCatalog } from '../__testUtils__/InMemoryCatalog';
import { as as asPerson, startPlugin } from '../__testUtils__/startPlugin';
import { testPolicy } from '../__testUtils__/testPolicy';

jest.setTimeout(120_000);

const ADA = 'user:default/ada';
const BEN = 'user:default/ben';
/** In finance through billing. */
const CLEO = 'user:default/cleo';
const DAN = 'user:default/dan';
/** In both parties. */
const EVE = 'user:default/eve';
const STRANGER = 'user:default/sid';
/** May not read the entity. */
const BLIND = 'user:default/blind';
/** May read, and lacks every permission of agreements. */
const LIMITED = 'user:default/limited';

const ENTITY = 'dataproduct:default/customer-360';
const FINANCE = 'group:default/finance';
const PROVIDER = 'group:default/customer-data';

const FRESH = {
  name: 'fresh',
  indicator: 'freshness',
  target: 'PT6H',
  goal: 0.99,
};
const COMPLETE = {
  name: 'complete',
  indicator: 'completeness',
  target: 0.98,
};

function customer360(
  objectives: object[],
  spec: object = {},
): DataProductEntity {
  return product('customer-360', {
    owner: PROVIDER,
    consumers: [FINANCE],
    objectives: objectives as never,
    ...spec,
  });
}

const COMPANY = [
  group('customer-data', { members: ['ada', 'ben', 'eve', 'limited'] }),
  group('finance', { children: ['billing'], members: ['dan', 'eve'] }),
  group('billing', { parent: 'finance', members: ['cleo'] }),
  group('growth', { members: ['sid'] }),
  user('ada', 'customer-data'),
  user('ben', 'customer-data'),
  user('limited', 'customer-data'),
  user('cleo', 'billing'),
  user('dan', 'finance'),
  user('eve', 'customer-data', 'finance'),
  user('sid', 'growth'),
];

const permissions = testPolicy({
  blind: BLIND,
  limited: LIMITED,
  lacks: 'data-products.agreement',
});

const RENEW_ON = inDays(365);
const TERMS = {
  objectives: ['fresh', 'complete'],
  responseTimes: { acknowledge: 'PT1H' },
  renewOn: RENEW_ON,
};

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

const storage = createTestStorage();

describe.each(DATABASES)('the API of agreements on %s', id => {
  let knex: Knex;
  let catalog: InMemoryCatalog;
  let backends: TestBackend[];
  const schedulers = [mockServices.scheduler(), mockServices.scheduler()];

  beforeAll(async () => {
    knex = await storage.create(id);
    catalog = InMemoryCatalog.create([
      ...COMPANY,
      customer360([FRESH, COMPLETE]),
    ]);
    // Two replicas on one database.
    backends = await Promise.all(
      schedulers.map(scheduler =>
        startPlugin({ knex, catalog, permissions, scheduler }),
      ),
    );
    await settle();
  });
  afterAll(() => Promise.all(backends.map(backend => backend.stop())));

  beforeEach(async () => {
    for (const table of [
      'agreement_signature',
      'agreement_revision',
      'agreement',
      'message',
    ]) {
      await knex(table).delete();
    }
    await knex('agreement_recheck').insert({ entity_ref: ENTITY });
    catalog.put(customer360([FRESH, COMPLETE]));
    await settle();
  });

  /** What the clocks would do. */
  async function settle() {
    const [scheduler] = schedulers;
    await scheduler.triggerTask('reconcile');
    await scheduler.triggerTask('agreement-clock');
    await scheduler.triggerTask('readiness-clock');
  }

  const send = async (
    path: string,
    body: object,
    as: string,
    replica = 0,
  ): Promise<{ status: number; body: any }> =>
    asPerson(backends[replica], as).post(path).send(body);

  const get = async (path: string, as = ADA) =>
    asPerson(backends[0], as).get(path);

  async function changed(
    answer: Promise<{ status: number; body: any }>,
  ): Promise<AgreementDetail> {
    const { status, body } = await answer;
    expect([status, body.error?.message]).toEqual([200, undefined]);
    expect(agreementDetailSchema.parse(body)).toEqual(body);
    return body;
  }

  async function refused(
    answer: Promise<{ status: number; body: any }>,
  ): Promise<[number, string]> {
    const { status, body } = await answer;
    return [status, body.error?.message];
  }

  const propose = (as = ADA, more: object = {}, terms: object = {}) =>
    send(
      '/agreements',
      {
        entityRef: ENTITY,
        consumer: FINANCE,
        terms: { ...TERMS, ...terms },
        ...more,
      },
      as,
    );

  const sign = (
    agreement: AgreementDetail,
    as: string,
    more: object = {},
    replica = 0,
  ) =>
    send(
      `/agreements/${agreement.id}/signatures`,
      { ...newestOf(agreement), ...more },
      as,
      replica,
    );

  const inForce = async (terms: object = {}) => {
    const proposed = await changed(propose(ADA, {}, terms));
    await changed(sign(proposed, ADA));
    return changed(sign(proposed, CLEO));
  };

  const list = async (query: string, as?: string) => {
    const { status, body } = await get(`/agreements?${query}`, as);
    expect([query, status]).toEqual([query, 200]);
    return agreementListSchema.parse(body);
  };

  const ledgerOf = async (agreement: { id: string }) => {
    const rows = await knex('ledger_entry').orderBy('seq');
    return rows
      .map(row => ({ ...row, payload: JSON.parse(row.payload) }))
      .filter(({ payload }) => payload.agreement === agreement.id);
  };

  const check = async () => {
    await settle();
    const { body } = await get('/readiness/dataproduct/default/customer-360');
    const { outcomes } = body as ReadinessDetail;
    return outcomes.find(({ checkId }) => checkId === 'agreement-current');
  };

  it('comes into force when both sides have signed the same revision', async () => {
    const proposed = await changed(propose());
    expect(proposed).toMatchObject({
      state: 'proposed',
      revision: 1,
      provider: { ref: PROVIDER, title: 'The customer-data' },
      consumer: { ref: FINANCE },
      awaits: ['provider', 'consumer'],
      breachedByChange: [],
      reader: {
        sign: { sides: ['provider'] },
        counterPropose: { sides: ['provider'] },
        terminate: { sides: ['provider'] },
      },
    });
    expect(proposed.revisions[0]).toMatchObject({
      side: 'provider',
      proposedBy: ADA,
      terms: {
        objectives: [
          { name: 'fresh', promise: expect.stringContaining('within 6 h') },
          { name: 'complete' },
        ],
        renewOn: RENEW_ON,
      },
    });

    const half = await changed(sign(proposed, BEN));
    expect(half).toMatchObject({ state: 'proposed', awaits: ['consumer'] });
    const whole = await changed(sign(proposed, CLEO));
    expect(whole).toMatchObject({
      state: 'active',
      awaits: [],
      validUntil: `${RENEW_ON}T00:00:00.000Z`,
      signatures: [
        { side: 'provider', signer: BEN },
        { side: 'consumer', signer: CLEO },
      ],
    });

    expect(
      (await ledgerOf(whole)).map(({ actor, action, subject, payload }) => [
        actor,
        action,
        subject,
        payload.fingerprint,
      ]),
    ).toEqual(
      [
        [ADA, 'agreement.proposed'],
        [BEN, 'agreement.signed'],
        [CLEO, 'agreement.signed'],
      ].map(([actor, action]) => [
        actor,
        action,
        ENTITY,
        whole.revisions[0].fingerprint,
      ]),
    );
  });

  it('turns the readiness check, and back when a promise becomes weaker', async () => {
    expect(await check()).toMatchObject({ status: 'unknown' });
    const proposed = await changed(propose());
    await changed(sign(proposed, ADA));
    expect(await check()).toMatchObject({ status: 'fail' });
    await changed(sign(proposed, DAN));
    expect(await check()).toMatchObject({
      status: 'pass',
      reason: '1 agreement in force.',
    });

    // Stronger is fine, and so is more.
    catalog.put(
      customer360([
        { ...FRESH, target: 'PT1H' },
        COMPLETE,
        { name: 'valid', indicator: 'validity', target: 1 },
      ]),
    );
    expect(await check()).toMatchObject({ status: 'pass' });

    catalog.put(customer360([{ ...FRESH, target: 'PT9H' }]));
    expect(await check()).toMatchObject({
      status: 'fail',
      reason: 'Promised is less than was agreed with The finance.',
    });
    const breached = (await list(`entityRef=${ENTITY}&breached=true`)).items;
    expect(breached.map(item => item.breachedByChange)).toEqual([
      [
        expect.objectContaining({ name: 'fresh', verdict: 'weaker' }),
        expect.objectContaining({ name: 'complete', verdict: 'removed' }),
      ],
    ]);

    const told = (await knex('message').pluck('document'))
      .map(document => JSON.parse(document))
      .filter(({ title }) => title.includes('promised is less'));
    expect(told).toEqual([
      expect.objectContaining({
        recipients: [PROVIDER, FINANCE],
        title:
          'customer-360: promised is less than The customer-data agreed with The finance',
        text: expect.stringMatching(/^fresh: Weaker in target[^]*\ncomplete: /),
      }),
    ]);

    catalog.put(customer360([FRESH, COMPLETE]));
    expect(await check()).toMatchObject({ status: 'pass' });
  });

  it('goes back and forth: a revision voids the signatures before it', async () => {
    const first = await changed(propose());
    await changed(sign(first, ADA));
    const [fresh] = first.revisions[0].terms.objectives;
    const answer = {
      answers: 1,
      terms: {
        ...TERMS,
        objectives: [{ ...fresh, target: 3_600 }, 'complete'],
      },
    };
    const second = await changed(
      send(`/agreements/${first.id}/revisions`, answer, CLEO),
    );
    expect(second).toMatchObject({
      state: 'proposed',
      revision: 2,
      signatures: [],
      awaits: ['provider', 'consumer'],
      allSignatures: [{ revision: 1, signer: ADA }],
    });
    expect(second.revisions[1].difference).toMatchObject({
      objectives: [
        { name: 'fresh', verdict: 'stronger' },
        { name: 'complete', verdict: 'same' },
      ],
      fields: [],
    });
    // Sent again, it is the same one.
    const again = await changed(
      send(`/agreements/${first.id}/revisions`, answer, CLEO),
    );
    expect(again.revisions).toHaveLength(2);

    expect(
      await refused(send(`/agreements/${first.id}/revisions`, answer, ADA)),
    ).toEqual([409, expect.stringContaining('Revision 2 is the newest')]);
    expect(await refused(sign(first, ADA))).toEqual([
      // Their own signature of the first revision stands, and does nothing.
      200,
      undefined,
    ]);
    expect(await refused(sign(first, DAN))).toEqual([
      409,
      expect.stringContaining('Revision 2 is the newest, not 1'),
    ]);
    expect(
      await refused(sign(second, DAN, { fingerprint: 'f'.repeat(64) })),
    ).toEqual([409, expect.stringContaining('The fingerprint is not that')]);
    expect(
      await refused(
        send(
          `/agreements/${first.id}/revisions`,
          { ...answer, answers: 2 },
          ADA,
        ),
      ),
    ).toEqual([400, expect.stringContaining('are those of revision 2')]);

    await changed(sign(second, ADA));
    expect(await changed(sign(second, DAN))).toMatchObject({
      state: 'active',
      revision: 2,
    });
    expect(await refused(sign(second, EVE, { side: 'provider' }))).toEqual([
      409,
      expect.stringContaining('it is in force'),
    ]);
  });

  it('is signed by people of the party only, and by one for one side', async () => {
    const proposed = await changed(propose());
    expect(await refused(sign(proposed, STRANGER))).toEqual([
      403,
      expect.stringMatching(
        /^You cannot sign this: it takes a member of The customer-data\. Members: .*; or it takes a member of The finance\. Members: cleo Lind, dan Lind, eve Lind$/,
      ),
    ]);
    expect(await refused(sign(proposed, BLIND))).toEqual([
      404,
      expect.stringContaining('There is no agreement'),
    ]);
    expect(await refused(sign(proposed, LIMITED))).toEqual([
      403,
      expect.stringContaining('data-products.agreement.sign'),
    ]);
    const service = await request(backends[0].server)
      .post(`/api/data-products/agreements/${proposed.id}/signatures`)
      .set('authorization', mockCredentials.service.header())
      .send(newestOf(proposed));
    expect([service.status, service.body.error.message]).toEqual([
      403,
      expect.stringContaining('Only a person'),
    ]);

    expect(await refused(sign(proposed, EVE))).toEqual([
      400,
      expect.stringContaining('you belong to both parties'),
    ]);
    await changed(sign(proposed, EVE, { side: 'provider' }));
    expect(await refused(sign(proposed, EVE, { side: 'consumer' }))).toEqual([
      403,
      expect.stringContaining('the other side takes another person'),
    ]);
    expect(await refused(sign(proposed, BEN))).toEqual([
      409,
      'eve Lind has signed for The customer-data already',
    ]);
    const seen = agreementDetailSchema.parse(
      (await get(`/agreements/${proposed.id}`, EVE)).body,
    );
    expect(seen.reader.sign).toEqual({
      sides: [],
      reason:
        'You have signed for The customer-data: it waits for The finance.',
    });

    // Who left the group signs no more, though the stored tree knows them yet.
    catalog.put(user('cleo'));
    expect((await refused(sign(proposed, CLEO)))[0]).toBe(403);
    catalog.put(user('cleo', 'billing'));
    expect(await changed(sign(proposed, CLEO))).toMatchObject({
      state: 'active',
    });
  });

  it('takes proposals of parties only, and says what is wrong with them', async () => {
    expect(await refused(propose(STRANGER))).toEqual([
      403,
      expect.stringContaining('You cannot propose this'),
    ]);
    expect((await refused(propose(BLIND)))[0]).toBe(404);
    expect(await refused(propose(LIMITED))).toEqual([
      403,
      expect.stringContaining('data-products.agreement.propose'),
    ]);
    for (const [more, terms, message] of [
      [{ consumer: 'group:nowhere' }, {}, 'is not a group of the catalog'],
      [{ consumer: PROVIDER }, {}, 'takes two parties'],
      [{ provider: FINANCE }, {}, 'does not own'],
      [{ entityRef: 'decisionpath:budget' }, {}, 'is not a data product'],
      [{}, { renewOn: inDays(0) }, 'not a day after today'],
      [{}, { renewOn: '2999-01-01' }, 'within 10 years'],
      [{}, { objectives: ['volume'] }, '“volume” is not promised now'],
      [{}, { objectives: [{ name: 'x' }] }, 'terms.objectives.0.indicator: '],
      [{}, { objectives: 5 }, 'terms.objectives'],
      [{ id: 'one' }, {}, 'must be a UUID'],
      [{ terms: 'none' }, {}, 'terms'],
      [{ sides: 1 }, {}, 'sides'],
    ] as [object, object, string][]) {
      expect(await refused(propose(ADA, more, terms))).toEqual([
        400,
        expect.stringContaining(message),
      ]);
    }
    expect((await list(`entityRef=${ENTITY}`)).items).toEqual([]);

    const consumers = await changed(propose(CLEO));
    expect(consumers.revisions[0].side).toBe('consumer');
    expect(await refused(propose(ADA))).toEqual([
      409,
      expect.stringContaining(`already, ${consumers.id}`),
    ]);
  });

  it('is one, however often and at once it is sent', async () => {
    const own = randomUUID();
    const answers = await Promise.all(
      [0, 1, 0, 1].map(replica =>
        send(
          '/agreements',
          { id: own, entityRef: ENTITY, consumer: FINANCE, terms: TERMS },
          ADA,
          replica,
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const [proposed] = answers.map(({ body }) => body as AgreementDetail);

    // Two of each side, from two replicas, each twice.
    const signing = await Promise.all(
      [ADA, BEN, CLEO, DAN, ADA, BEN, CLEO, DAN].map((signer, index) =>
        sign(proposed, signer, {}, index % 2),
      ),
    );
    expect(
      signing.filter(({ status }) => status !== 200 && status !== 409),
    ).toEqual([]);
    const signed = agreementDetailSchema.parse(
      (await get(`/agreements/${own}`)).body,
    );
    expect(signed.state).toBe('active');
    expect(signed.allSignatures.map(({ side }) => side).sort()).toEqual([
      'consumer',
      'provider',
    ]);
    expect((await ledgerOf(signed)).map(({ action }) => action)).toEqual([
      'agreement.proposed',
      'agreement.signed',
      'agreement.signed',
    ]);
  });

  it('is superseded by a new one of the same parties', async () => {
    const old = await inForce();
    const fresh = await changed(
      propose(DAN, {}, { notes: 'As before, and a note.' }),
    );
    await changed(sign(fresh, DAN));
    expect((await list(`entityRef=${ENTITY}&state=active`)).items).toEqual([
      expect.objectContaining({ id: old.id }),
    ]);
    await changed(sign(fresh, BEN));
    expect((await list(`entityRef=${ENTITY}&state=active`)).items).toEqual([
      expect.objectContaining({ id: fresh.id }),
    ]);
    expect((await list(`entityRef=${ENTITY}&state=superseded`)).items).toEqual([
      expect.objectContaining({ id: old.id, awaits: [] }),
    ]);
    expect((await ledgerOf(fresh)).at(-1)?.payload).toMatchObject({
      supersedes: [old.id],
    });
  });

  it('is ended by either party, once, with the reason', async () => {
    const agreement = await inForce();
    const terminate = (as: string, reason = 'The data moved') =>
      send(`/agreements/${agreement.id}/termination`, { reason }, as);
    expect((await refused(terminate(STRANGER)))[0]).toBe(403);
    expect((await refused(terminate(ADA, ' ')))[0]).toBe(400);
    expect(await changed(terminate(CLEO))).toMatchObject({
      state: 'terminated',
      termination: { by: CLEO, reason: 'The data moved' },
      reader: { terminate: { sides: [], reason: 'It has ended.' } },
    });
    expect(await changed(terminate(CLEO))).toMatchObject({
      state: 'terminated',
    });
    expect(await refused(terminate(ADA))).toEqual([
      409,
      expect.stringContaining('It has ended on'),
    ]);
    expect(await check()).toMatchObject({ status: 'fail' });
    expect((await ledgerOf(agreement)).at(-1)).toMatchObject({
      action: 'agreement.terminated',
      actor: CLEO,
    });
  });

  it('lists what is asked for, page by page, and only what may be read', async () => {
    const consumers = ['growth', 'billing', 'finance'];
    for (const consumer of consumers) {
      await changed(propose(ADA, { consumer: `group:${consumer}` }));
    }
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(
        cursor ? `limit=1&cursor=${cursor}` : `party=${PROVIDER}&limit=1`,
      );
      pages.push(...page.items.map(({ consumer }) => consumer.ref));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    expect(pages).toEqual(
      consumers.map(consumer => `group:default/${consumer}`).reverse(),
    );
    const waiting = async (as: string) =>
      (await list('waitingFor=me', as)).items.map(
        ({ consumer }) => consumer.ref,
      );
    expect(await waiting(CLEO)).toEqual([
      'group:default/finance',
      'group:default/billing',
    ]);
    expect(await waiting(STRANGER)).toEqual(['group:default/growth']);
    expect((await list(`entityRef=${ENTITY}`, BLIND)).items).toEqual([]);
    expect((await get('/agreements?cursor=abc')).status).toBe(400);
  });

  it('reminds both sides once of each date, and tells whose turn it is', async () => {
    const soon = await inForce({ renewOn: inDays(13), reviewOn: inDays(2) });
    await settle();
    await settle();
    const messages = (await knex('message')).map(row =>
      JSON.parse(row.document),
    );
    expect(messages.map(({ id: name }) => name).sort()).toEqual(
      [
        `agreement ${soon.id} revision 1`,
        `agreement ${soon.id} renewal ${inDays(13)} 14`,
        `agreement ${soon.id} review ${inDays(2)} 3`,
      ].sort(),
    );
    expect(
      messages.find(({ title }) => title.includes('the agreement ends on')),
    ).toMatchObject({
      recipients: [PROVIDER, FINANCE],
      entityRef: ENTITY,
      tab: 'sla',
    });
    for (const due of ['renewal', 'review']) {
      expect((await list(`due=${due}`)).items.map(item => item.id)).toEqual([
        soon.id,
      ]);
    }
    const { body } = await get('/readiness?promises=renewal-due');
    expect(body.items.map((item: any) => item.entityRef)).toEqual([ENTITY]);
  });

  it('exports the terms as a valid ODCS document', async () => {
    const agreement = await inForce();
    const { status, body } = await get(`/agreements/${agreement.id}/export`);
    expect(status).toBe(200);
    expect(readContract(body).problems).toEqual([]);
    expect(body).toMatchObject({ id: agreement.id, status: 'active' });
    expect(
      (await get(`/agreements/${agreement.id}/export?revision=7`)).status,
    ).toBe(404);
  });
});

function newestOf({ revisions }: AgreementDetail) {
  const { revision, fingerprint } = revisions[revisions.length - 1];
  return { revision, fingerprint };
}
