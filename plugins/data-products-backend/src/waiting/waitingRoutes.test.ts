import {
  mockCredentials,
  mockServices,
  TestBackend,
} from '@backstage/backend-test-utils';
import {
  Checklist,
  ChecklistItem,
  DataProductEntity,
  WaitingItem,
  waitingListSchema,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import request from 'supertest';
import { checklistsModule } from '../__testUtils__/checklistsModule';
import {
  createTestStorage,
  DATABASES,
  statementsOf,
} from '../__testUtils__/databases';
import { group, product, user } from '../__testUtils__/entities';
import { InMemoryCatalog } from '../__testUtils__/InMemoryCatalog';
import { as, startPlugin } from '../__testUtils__/startPlugin';
import { testPolicy } from '../__testUtils__/testPolicy';

jest.setTimeout(120_000);

/** Operates the products, and asks for things. */
const RITA = 'user:default/rita';
const ADA = 'user:default/ada';
/** In governance through privacy. */
const GRETA = 'user:default/greta';
/** Of a team that consumes. */
const SID = 'user:default/sid';
/** In governance, and may read nothing. */
const BLIND = 'user:default/blind';
/** In governance, and lacks every permission to act. */
const LIMITED = 'user:default/limited';

const OWNERS = { ref: 'group:default/crm', title: 'The crm' };
const GOVERNANCE = { ref: 'group:default/governance', title: 'The governance' };
const GROWTH = { ref: 'group:default/growth', title: 'The growth' };
const ENTITY = 'dataproduct:default/customers';

const FRESH = {
  name: 'fresh',
  indicator: 'freshness',
  target: 'PT6H',
  goal: 0.99,
};

function crmProduct(name: string, spec: object = {}): DataProductEntity {
  return product(
    name,
    {
      version: '2.4.0',
      owner: OWNERS.ref,
      schemaApprovers: [GOVERNANCE.ref],
      operators: ['group:default/platform'],
      consumers: [GROWTH.ref],
      objectives: [FRESH] as never,
      ...spec,
    },
    { title: `The ${name}` },
  );
}

const COMPANY = [
  group('crm', { members: ['ada'] }),
  group('governance', { children: ['privacy'], members: ['blind', 'limited'] }),
  group('privacy', { parent: 'governance', members: ['greta'] }),
  group('platform', { members: ['rita'] }),
  group('growth', { members: ['sid'] }),
  user('ada', 'crm'),
  user('greta', 'privacy'),
  user('blind', 'governance'),
  user('limited', 'governance'),
  user('rita', 'platform'),
  user('sid', 'growth'),
];

const item = (
  id: string,
  title: string,
  responsible: ChecklistItem['responsible'],
  more: Partial<ChecklistItem> = {},
): ChecklistItem => ({
  id,
  title,
  guidance: 'Look at it.',
  responsible,
  required: true,
  quorum: 1,
  ...more,
});

const CHECKLIST: Checklist = {
  id: 'into-production',
  version: 1,
  title: 'Into production',
  kind: 'DataProduct',
  from: 'development',
  to: 'production',
  items: [
    item('tests', 'Tests', 'owner'),
    item('access', 'Access review', 'schema-approver', {
      covers: ['access', 'contract'],
      expiresAfter: 'P365D',
    }),
    item('opinion', 'Opinion of the consumers', 'consumer', {
      required: false,
    }),
  ],
};

const permissions = testPolicy({
  blind: BLIND,
  limited: LIMITED,
  lacks: 'data-products',
});

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

const storage = createTestStorage();

describe.each(DATABASES)('what waits for people on %s', id => {
  let knex: Knex;
  let catalog: InMemoryCatalog;
  let backend: TestBackend;
  const scheduler = mockServices.scheduler();

  beforeAll(async () => {
    knex = await storage.create(id);
    catalog = InMemoryCatalog.create([...COMPANY, crmProduct('customers')]);
    backend = await startPlugin({
      knex,
      catalog,
      permissions,
      scheduler,
      features: [checklistsModule(CHECKLIST)],
    });
    await settle();
  });
  afterAll(() => backend.stop());

  beforeEach(async () => {
    for (const table of [
      'handoff_waiting',
      'handoff_signature',
      'handoff',
      'handoff_content',
      'agreement_signature',
      'agreement_revision',
      'agreement',
      'waiver',
      'message',
    ]) {
      await knex(table).delete();
    }
    await knex('evidence').update({ facts: null });
    catalog.put(crmProduct('customers'));
    await settle();
  });

  /** What the clocks would do. */
  async function settle() {
    for (const task of ['reconcile', 'readiness-clock', 'agreement-clock']) {
      await scheduler.triggerTask(task);
    }
    await scheduler.triggerTask('handoff-clock');
  }

  async function post(path: string, person: string, body: object) {
    const answer = await as(backend, person).post(path).send(body);
    expect([answer.status, answer.body.error?.message]).toEqual([
      200,
      undefined,
    ]);
    return answer.body;
  }

  async function waitingFor(person: string): Promise<WaitingItem[]> {
    const { status, body } = await as(backend, person).get('/waiting');
    expect([status, body.error?.message]).toEqual([200, undefined]);
    expect(waitingListSchema.parse(body)).toEqual(body);
    return body.items;
  }

  const kindsFor = async (person: string) =>
    (await waitingFor(person)).map(({ kind }) => kind);

  const requestHandoff = (entityRef = ENTITY) =>
    post('/handoffs', RITA, {
      entityRef,
      release: '2.4.0',
      checklist: CHECKLIST.id,
    });

  const sign = (handoff: any, itemId: string, person: string, more = {}) =>
    post(`/handoffs/${handoff.id}/items/${itemId}/signatures`, person, {
      decision: 'approve',
      fingerprint: handoff.content.fingerprint,
      ...more,
    });

  const requestWaiver = (person = RITA) =>
    post('/waivers', person, {
      entityRef: ENTITY,
      check: 'runbook',
      reason: 'The runbook is being written.',
      until: inDays(30),
    });

  const propose = (person = ADA, renewOn = inDays(365)) =>
    post('/agreements', person, {
      entityRef: ENTITY,
      consumer: GROWTH.ref,
      terms: { objectives: ['fresh'], renewOn: renewOn.slice(0, 10) },
    });

  const signAgreement = (agreement: any, person: string) =>
    post(`/agreements/${agreement.id}/signatures`, person, {
      revision: agreement.revision,
      fingerprint: agreement.revisions.at(-1).fingerprint,
    });

  it('is an item of a handoff until it is signed, and then the handoff', async () => {
    const handoff = await requestHandoff();
    expect(await waitingFor(GRETA)).toEqual([
      {
        kind: 'sign-off',
        id: `handoff ${handoff.id} access`,
        entityRef: ENTITY,
        title: 'The customers',
        handoffId: handoff.id,
        release: '2.4.0',
        item: {
          id: 'access',
          title: 'Access review',
          required: true,
          again: false,
        },
        parties: [GOVERNANCE],
        since: handoff.requestedAt,
        requestedBy: RITA,
      },
    ]);
    expect(await waitingFor(SID)).toMatchObject([
      { item: { id: 'opinion', required: false }, parties: [GROWTH] },
    ]);
    for (const other of [RITA, BLIND, LIMITED]) {
      expect([other, await waitingFor(other)]).toEqual([other, []]);
    }

    await sign(handoff, 'access', GRETA);
    expect(await waitingFor(GRETA)).toEqual([]);
    const signed = await sign(handoff, 'tests', ADA);
    const [completion, ...more] = await waitingFor(RITA);
    expect(more).toEqual([]);
    expect(completion).toMatchObject({
      kind: 'completion',
      release: '2.4.0',
      parties: [],
      since: signed.items[0].signatures[0].at,
      due: signed.items[1].signatures[0].expiresAt,
    });
    await post(`/handoffs/${handoff.id}/completion`, RITA, {
      fingerprint: handoff.content.fingerprint,
    });
    for (const person of [RITA, ADA, GRETA, SID]) {
      expect([person, await waitingFor(person)]).toEqual([person, []]);
    }
  });

  it('is a signature again when it lapses or has to be renewed, late', async () => {
    const handoff = await requestHandoff();
    await sign(handoff, 'tests', ADA);
    await sign(handoff, 'access', GRETA);
    catalog.put(crmProduct('customers', { runbook: 'https://example.com/r' }));
    await settle();
    expect(await waitingFor(ADA)).toMatchObject([
      { item: { id: 'tests', again: true }, since: handoff.requestedAt },
    ]);
    expect(await waitingFor(GRETA)).toEqual([]);

    const open = (await as(backend, ADA).get(`/handoffs/${handoff.id}`)).body;
    await sign(open, 'tests', ADA);
    await post(`/handoffs/${handoff.id}/completion`, RITA, {
      fingerprint: open.content.fingerprint,
    });
    const then = Date.now() - 370 * 86_400_000;
    await knex('handoff_signature').update({
      at: new Date(then).toISOString(),
    });
    await knex('handoff').update({ due_at: new Date(then).toISOString() });
    await settle();
    const late = new Date(then + 365 * 86_400_000).toISOString();
    expect(await waitingFor(GRETA)).toMatchObject([
      { item: { id: 'access', again: true }, since: late, due: late },
    ]);
    // What needs no renewal is done.
    expect(await waitingFor(ADA)).toEqual([]);
  });

  it('is nothing of what somebody else has rejected', async () => {
    const handoff = await requestHandoff();
    catalog.put(user('gus', 'governance'));
    catalog.put(
      group('governance', {
        children: ['privacy'],
        members: ['blind', 'limited', 'gus'],
      }),
    );
    await settle();
    const gus = 'user:default/gus';
    expect(await waitingFor(gus)).toHaveLength(1);
    await sign(handoff, 'access', GRETA, {
      decision: 'reject',
      comment: 'The e-mails are open to all.',
    });
    for (const person of [gus, GRETA]) {
      expect([person, await waitingFor(person)]).toEqual([person, []]);
    }
  });

  it('is an agreement for who has not signed it, and promises that became weaker', async () => {
    const agreement = await propose();
    expect(await waitingFor(SID)).toMatchObject([
      {
        kind: 'agreement',
        agreementId: agreement.id,
        revision: 1,
        parties: [GROWTH],
        counterparty: OWNERS,
        requestedBy: ADA,
        since: agreement.revisions[0].proposedAt,
      },
    ]);
    expect(await waitingFor(ADA)).toMatchObject([
      { kind: 'agreement', parties: [OWNERS], counterparty: GROWTH },
    ]);
    await signAgreement(agreement, SID);
    expect([await kindsFor(SID), await kindsFor(ADA)]).toEqual([
      [],
      ['agreement'],
    ]);
    await signAgreement(agreement, ADA);
    expect([await kindsFor(SID), await kindsFor(ADA)]).toEqual([[], []]);

    catalog.put(
      crmProduct('customers', { objectives: [{ ...FRESH, target: 'PT9H' }] }),
    );
    await settle();
    const [breach, ...more] = await waitingFor(ADA);
    expect([breach, more]).toEqual([
      {
        kind: 'breach',
        id: `breach ${agreement.id}`,
        entityRef: ENTITY,
        title: 'The customers',
        agreementId: agreement.id,
        revision: 1,
        parties: [OWNERS],
        counterparty: GROWTH,
        changes: [expect.stringMatching(/^fresh: /)],
      },
      [],
    ]);
    expect(await waitingFor(SID)).toEqual([]);

    // Other terms are proposed: now it is these that wait, before the old end.
    const due = agreement.validUntil;
    const other = await propose(ADA, inDays(400));
    for (const person of [ADA, SID]) {
      expect(await waitingFor(person)).toMatchObject([
        { kind: 'agreement', agreementId: other.id, due },
      ]);
    }
  });

  it('is a waiver for who decides, and comes in order of urgency', async () => {
    const handoff = await requestHandoff();
    const waiver = await requestWaiver();
    expect(await waitingFor(GRETA)).toMatchObject([
      {
        kind: 'waiver',
        waiverId: waiver.id,
        check: { id: 'runbook', title: 'Runbook' },
        reason: 'The runbook is being written.',
        parties: [GOVERNANCE],
        requestedBy: RITA,
        since: waiver.requestedAt,
        due: waiver.until,
      },
      { kind: 'sign-off', handoffId: handoff.id },
    ]);
    for (const other of [RITA, BLIND, LIMITED]) {
      expect([other, await waitingFor(other)]).toEqual([other, []]);
    }
    await post(`/waivers/${waiver.id}/decision`, GRETA, {
      decision: 'approve',
    });
    expect(await kindsFor(GRETA)).toEqual(['sign-off']);
  });

  it('takes as many statements for many as for one', async () => {
    const names = Array.from({ length: 5 }, (_, index) => `product-${index}`);
    catalog.put(...names.map(name => crmProduct(name)));
    await settle();
    const read = () => waitingFor(GRETA);
    await requestHandoff();
    // What a request wakes would be counted with what reading takes.
    await settle();
    const one = await statementsOf(knex, read);
    for (const name of names) {
      await requestHandoff(`dataproduct:default/${name}`);
    }
    await settle();
    const requests = jest.fn();
    catalog.onRequest = requests;
    const six = await statementsOf(knex, async () =>
      expect(await read()).toHaveLength(6),
    );
    expect([...six].sort()).toEqual([...one].sort());
    expect(requests.mock.calls.length).toBeLessThanOrEqual(1);
    catalog.remove(...names.map(name => `dataproduct:default/${name}`));
  });

  it('is for people only', async () => {
    const { status, body } = await request(backend.server)
      .get('/api/data-products/waiting')
      .set('authorization', mockCredentials.service.header());
    expect([status, body.error.message]).toEqual([
      403,
      expect.stringContaining('Only a person can do this'),
    ]);
  });

  describe('is told of', () => {
    const told = async () => {
      const messages = (await knex('message').pluck('document')).map(document =>
        JSON.parse(document),
      );
      await knex('message').delete();
      return messages
        .map(({ recipients, title, tab }) => [...recipients, title, tab])
        .sort();
    };

    it('when a handoff is asked for: once a party, not once an item', async () => {
      await requestHandoff();
      const title =
        'Your signature is asked for release 2.4.0 of The customers';
      expect(await told()).toEqual([
        [OWNERS.ref, title, 'sign-offs'],
        [GOVERNANCE.ref, title, 'sign-offs'],
      ]);
      await settle();
      expect(await told()).toEqual([]);
    });

    it('when a waiver is asked for, and decided', async () => {
      const waiver = await requestWaiver();
      expect(await told()).toEqual([
        [
          GOVERNANCE.ref,
          'The customers: a waiver of “Runbook” waits for your decision',
          '',
        ],
      ]);
      const decision = { decision: 'reject', comment: 'Write it first.' };
      await post(`/waivers/${waiver.id}/decision`, GRETA, decision);
      await post(`/waivers/${waiver.id}/decision`, GRETA, decision);
      expect(await told()).toEqual([
        [RITA, 'The customers: the waiver of “Runbook” is rejected', ''],
      ]);
    });

    it('when terms are proposed, and when one side has signed them', async () => {
      const agreement = await propose();
      expect(await told()).toEqual([
        [GROWTH.ref, 'The customers: The crm proposes an agreement', 'sla'],
      ]);
      await signAgreement(agreement, SID);
      await signAgreement(agreement, SID);
      expect(await told()).toEqual([
        [
          OWNERS.ref,
          'The customers: The growth has signed the agreement, and waits for you',
          'sla',
        ],
      ]);
      await signAgreement(agreement, ADA);
      expect(await told()).toEqual([]);
    });
  });
});
