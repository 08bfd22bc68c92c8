import { setTimeout } from 'node:timers/promises';
import {
  mockCredentials,
  mockServices,
  TestBackend,
} from '@backstage/backend-test-utils';
import {
  ledgerListSchema,
  OutcomeDetail,
  readinessDetailSchema,
  waiverDetailSchema,
  WaiverDetail,
  waiverListSchema,
} from '@handoff/backstage-plugin-data-products-common';
import request from 'supertest';
import { createTestStorage, DATABASES } from '../../__testUtils__/databases';
import {
  decisionPath,
  group,
  product,
  user,
} from '../../__testUtils__/entities';
import { InMemoryCatalog } from '../../__testUtils__/InMemoryCatalog';
import { startPlugin } from '../../__testUtils__/startPlugin';
import { testPolicy } from '../../__testUtils__/testPolicy';

jest.setTimeout(60_000);

/** Of the owners. */
const OWNER = 'user:default/ola';
/** Of a group below governance. */
const STEWARD = 'user:default/stine';
/** Of governance itself. */
const GOVERNOR = 'user:default/gro';
/** Of another team, who may do everything that permissions give. */
const OTHER = 'user:default/odd';
/** Of governance, without the permissions. */
const BARRED = 'user:default/barred';
/** Reads nothing. */
const STRANGER = 'user:default/stranger';

const ORDERS = 'dataproduct:default/orders';
const DAY_MS = 24 * 60 * 60 * 1000;

const GOVERNANCE = group('governance', {
  children: ['stewards'],
  members: ['gro', 'barred'],
});
const STINE = user('stine', 'stewards');
const GOVERNED = { schemaApprovers: ['group:governance'] };

const catalog = InMemoryCatalog.create([
  GOVERNANCE,
  group('stewards', { parent: 'governance', members: ['stine'] }),
  group('owners', { members: ['ola'] }),
  group('others', { members: ['odd'] }),
  user('ola', 'owners'),
  user('gro', 'governance'),
  user('barred', 'governance'),
  user('odd', 'others'),
  STINE,
  product('orders', GOVERNED),
  product('returns', GOVERNED),
  product('clicks', GOVERNED),
  product('ungoverned'),
  decisionPath('budget', { policy: { reviewGate: 'governance' } }),
]);

const permissions = testPolicy({
  blind: STRANGER,
  limited: BARRED,
  lacks: 'data-products.',
});

const storage = createTestStorage();

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}

describe.each(DATABASES)('the API of waivers on %s', id => {
  let backend: TestBackend;
  let scheduler: ReturnType<typeof mockServices.scheduler>;

  async function start(config: object = {}) {
    const knex = await storage.create(id);
    scheduler = mockServices.scheduler();
    backend = await startPlugin({
      knex,
      catalog,
      permissions,
      scheduler,
      features: [mockServices.rootConfig.factory({ data: config })],
    });
    await scheduler.triggerTask('reconcile');
    await scheduler.triggerTask('readiness-clock');
  }

  beforeEach(() => start());
  afterEach(() => backend.stop());

  const send = (
    method: 'get' | 'post',
    path: string,
    caller: string | undefined,
    body?: object,
  ) =>
    request(backend.server)
      [method](`/api/data-products${path}`)
      .set(
        'authorization',
        caller === undefined
          ? mockCredentials.service.header()
          : mockCredentials.user.header(caller),
      )
      .send(body);

  const post = (path: string, caller: string | undefined, body?: object) =>
    send('post', path, caller, body);

  const asked = (fields: object = {}) => ({
    entityRef: ORDERS,
    check: 'runbook',
    reason: 'The runbook is being written.',
    until: inDays(30),
    ...fields,
  });

  /** An answer that holds what the schema says, and nothing else. */
  const changed = async (response: request.Test): Promise<WaiverDetail> => {
    const { status, body } = await response;
    expect([status, body.error?.message]).toEqual([200, undefined]);
    expect(waiverDetailSchema.parse(body)).toEqual(body);
    return body;
  };

  const requestWaiver = (fields: object = {}, caller = OWNER) =>
    changed(post('/waivers', caller, asked(fields)));

  const decide = (
    waiver: WaiverDetail,
    caller: string | undefined,
    decision = 'approve',
  ) => post(`/waivers/${waiver.id}/decision`, caller, { decision });

  const list = async (query = '', caller: string = OWNER) => {
    const { status, body } = await send('get', `/waivers?${query}`, caller);
    expect([query, status]).toEqual([query, 200]);
    expect(waiverListSchema.parse(body)).toEqual(body);
    return waiverListSchema.parse(body);
  };

  const outcome = async (
    entityRef = ORDERS,
    checkId = 'runbook',
  ): Promise<OutcomeDetail | undefined> => {
    const path = entityRef.replace(/[:]/, '/');
    const { body } = await send('get', `/readiness/${path}`, OWNER);
    return readinessDetailSchema
      .parse(body)
      .outcomes.find(one => one.checkId === checkId);
  };

  const recorded = async (action: string) => {
    const { body } = await send('get', `/ledger?action=${action}`, OWNER);
    return ledgerListSchema.parse(body).items;
  };

  it('leads from a request over an approval to a waived check, and back', async () => {
    expect(await outcome()).toMatchObject({ status: 'fail' });
    const waiver = await requestWaiver();
    expect(waiver).toMatchObject({
      entityRef: ORDERS,
      check: { id: 'runbook', title: 'Runbook' },
      state: 'requested',
      requestedBy: OWNER,
      approvers: [{ ref: 'group:default/governance', title: 'The governance' }],
      reader: {
        decide: { allowed: false, reason: expect.stringMatching('somebody') },
        withdraw: { allowed: true },
        revoke: { allowed: false },
      },
    });
    expect(await outcome()).toMatchObject({ status: 'fail' });

    const approved = await changed(
      post(`/waivers/${waiver.id}/decision`, STEWARD, {
        decision: 'approve',
        comment: 'Until the move is done.',
      }),
    );
    expect(approved).toMatchObject({
      state: 'approved',
      decision: { by: STEWARD, comment: 'Until the move is done.' },
      reader: { decide: { allowed: false }, revoke: { allowed: true } },
    });
    expect(await outcome()).toMatchObject({
      status: 'waived',
      reason: expect.stringMatching(
        /^Waived: The runbook is being written\. \(without/,
      ),
      validUntil: waiver.until,
    });
    expect(await outcome('dataproduct:default/returns')).toMatchObject({
      status: 'fail',
    });

    const revoked = await changed(
      post(`/waivers/${waiver.id}/revocation`, GOVERNOR, {
        reason: 'The move was called off.',
      }),
    );
    expect(revoked).toMatchObject({
      state: 'revoked',
      revocation: { by: GOVERNOR, reason: 'The move was called off.' },
    });
    expect(await outcome()).toMatchObject({ status: 'fail' });

    const steps = await Promise.all(
      ['requested', 'approved', 'revoked'].map(action =>
        recorded(`waiver.${action}`),
      ),
    );
    expect(
      steps.map(entries =>
        entries.map(({ actor, subject, payload }) => [
          actor,
          subject,
          payload?.waiver,
          payload?.check,
          payload?.comment ?? payload?.revocation,
        ]),
      ),
    ).toEqual([
      [[OWNER, ORDERS, waiver.id, 'runbook', undefined]],
      [[STEWARD, ORDERS, waiver.id, 'runbook', 'Until the move is done.']],
      [[GOVERNOR, ORDERS, waiver.id, 'runbook', 'The move was called off.']],
    ]);
  });

  it('ends by the clock, for the readiness that lists show as well', async () => {
    const end = Date.now() + 2500;
    const waiver = await requestWaiver({ until: new Date(end).toISOString() });
    await changed(decide(waiver, STEWARD));
    await scheduler.triggerTask('readiness-clock');
    const failing = async () => {
      const { body } = await send(
        'get',
        `/readiness?entityRef=${ORDERS}`,
        OWNER,
      );
      return body.items[0].failing.includes('runbook');
    };
    expect(await failing()).toBe(false);

    await setTimeout(end - Date.now() + 50);
    await scheduler.triggerTask('readiness-clock');
    expect(await failing()).toBe(true);
    expect(await outcome()).toMatchObject({ status: 'fail' });
    const [ended] = (await list('state=expired')).items;
    expect(ended).toMatchObject({ id: waiver.id, state: 'expired' });
    const late = await post(`/waivers/${waiver.id}/revocation`, STEWARD, {
      reason: 'Too late.',
    });
    expect(late.status).toBe(409);
    expect(late.body.error.message).toMatch('it ended on');
  });

  it('makes one decision of double clicks and races', async () => {
    const waivers = await Promise.all(
      ['runbook', 'purpose-and-limitations', 'incident-contact'].map(check =>
        requestWaiver({ check }),
      ),
    );
    for (const waiver of waivers) {
      const answers = await Promise.all([
        decide(waiver, STEWARD),
        decide(waiver, STEWARD),
        decide(waiver, GOVERNOR),
        decide(waiver, GOVERNOR, 'reject'),
        post(`/waivers/${waiver.id}/withdrawal`, OWNER),
      ]);
      expect(answers.some(({ status }) => status === 200)).toBe(true);
      expect(
        answers.filter(({ status }) => ![200, 409].includes(status)),
      ).toEqual([]);
    }
    const traces = (
      await Promise.all(
        ['approved', 'rejected', 'withdrawn'].map(action =>
          recorded(`waiver.${action}`),
        ),
      )
    ).flat();
    expect(traces.map(({ payload }) => payload?.waiver).sort()).toEqual(
      waivers.map(waiver => waiver.id).sort(),
    );
  });

  it('loses none of several waivers of one entity that are approved at once', async () => {
    const checks = ['runbook', 'incident-contact', 'escalation'];
    const waivers = await Promise.all(
      checks.map(check => requestWaiver({ check })),
    );
    await Promise.all(waivers.map(waiver => changed(decide(waiver, STEWARD))));
    for (const check of checks) {
      expect(await outcome(ORDERS, check)).toMatchObject({ status: 'waived' });
    }
  });

  it('takes a request that is sent again for the same, and no second one beside it', async () => {
    const body = asked({ id: '0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b10' });
    const answers = await Promise.all([
      changed(post('/waivers', OWNER, body)),
      changed(post('/waivers', OWNER, body)),
      changed(post('/waivers', OWNER, { ...body, id: undefined })),
    ]);
    expect(new Set(answers.map(waiver => waiver.id)).size).toBe(1);
    expect(await recorded('waiver.requested')).toHaveLength(1);

    const other = await post('/waivers', OTHER, asked());
    expect(other.status).toBe(409);
    expect(other.body.error.message).toMatch(
      /is requested already: .*, by user:default\/ola/,
    );
    const sameId = await post('/waivers', OWNER, {
      ...body,
      check: 'escalation',
    });
    expect(sameId.status).toBe(409);

    await changed(post(`/waivers/${answers[0].id}/withdrawal`, OWNER));
    await requestWaiver({}, OTHER);
  });

  it('asks the catalog now whether somebody may decide', async () => {
    const waiver = await requestWaiver();
    catalog.put(user('stine'));
    const refused = await decide(waiver, STEWARD);
    catalog.put(STINE);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toBe(
      'You cannot approve this waiver: it takes a member of The governance. Members: barred Lind, gro Lind, stine Lind',
    );
    await changed(decide(waiver, STEWARD));
  });

  it('refuses what cannot be requested, and says why', async () => {
    const refusal = async (fields: object) => {
      const { status, body } = await post('/waivers', OWNER, asked(fields));
      return [status, body.error.message];
    };
    expect(await refusal({ until: inDays(181) })).toEqual([
      400,
      expect.stringContaining('a waiver lasts 180 days at most'),
    ]);
    expect(await refusal({ until: inDays(-1) })).toEqual([
      400,
      expect.stringContaining('which is over'),
    ]);
    expect(await refusal({ until: '2027-01-31' })).toEqual([
      400,
      expect.stringContaining('until: must be a date and time'),
    ]);
    expect(await refusal({ check: 'decision-named' })).toEqual([
      400,
      expect.stringContaining("no check 'decision-named' judges a DataProduct"),
    ]);
    expect(await refusal({ reason: '  ' })).toEqual([
      400,
      expect.stringContaining('reason:'),
    ]);
    expect(
      await refusal({ entityRef: 'dataproduct:default/ungoverned' }),
    ).toEqual([409, expect.stringContaining('fill its spec.schemaApprovers')]);
    expect(await refusal({ entityRef: 'dataproduct:default/none' })).toEqual([
      404,
      expect.stringContaining('dataproduct:default/none'),
    ]);
  });

  it('lists in pages what waits for somebody, and by entity, check and state', async () => {
    const entities = ['orders', 'returns', 'clicks'].map(
      name => `dataproduct:default/${name}`,
    );
    const waivers: WaiverDetail[] = [];
    for (const entityRef of [...entities, 'decisionpath:default/budget']) {
      waivers.push(
        await requestWaiver({
          entityRef,
          check: entityRef.startsWith('decision') ? 'named-owner' : 'runbook',
        }),
      );
    }
    const own = await requestWaiver({ check: 'escalation' }, STEWARD);
    const ids = [...waivers.map(waiver => waiver.id), own.id].reverse();

    const all = await list();
    expect(all.items.map(waiver => waiver.id)).toEqual(ids);
    expect(all.maxDays).toBe(180);

    const found: string[] = [];
    let query = 'waitingFor=me&limit=3';
    for (;;) {
      const { items, pageInfo } = await list(query, STEWARD);
      found.push(...items.map(waiver => waiver.id));
      if (!pageInfo.nextCursor) {
        break;
      }
      expect(items).toHaveLength(3);
      query = `limit=3&cursor=${pageInfo.nextCursor}`;
    }
    // Not what the reader requested.
    expect(found).toEqual(ids.slice(1));
    expect((await list('waitingFor=me', OTHER)).items).toEqual([]);
    expect((await list('', STRANGER)).items).toEqual([]);

    await changed(decide(waivers[1], STEWARD, 'reject'));
    expect(
      (await list('state=rejected')).items.map(waiver => waiver.entityRef),
    ).toEqual([entities[1]]);
    expect(
      (await list(`entityRef=${ORDERS}&check=escalation`)).items.map(
        waiver => waiver.id,
      ),
    ).toEqual([own.id]);
    const wrong = await send(
      'get',
      '/waivers?waitingFor=me&state=revoked',
      OWNER,
    );
    expect(wrong.status).toBe(400);
  });

  it('stands when the catalog loses the entity for a while', async () => {
    await changed(decide(await requestWaiver(), STEWARD));
    const entity = product('orders', GOVERNED);
    catalog.remove(ORDERS);
    await scheduler.triggerTask('reconcile');
    expect(
      (await send('get', '/readiness/dataproduct/default/orders', OWNER))
        .status,
    ).toBe(404);
    catalog.put(entity);
    await scheduler.triggerTask('reconcile');
    for (let i = 0; i < 50 && (await outcome())?.status !== 'waived'; i++) {
      await setTimeout(20);
    }
    expect(await outcome()).toMatchObject({ status: 'waived' });
  });

  it('lets everyone do what is theirs, and nobody else', async () => {
    const callers = {
      owner: OWNER,
      steward: STEWARD,
      other: OTHER,
      barred: BARRED,
      stranger: STRANGER,
      service: undefined,
    };
    type Caller = keyof typeof callers;
    const routes: Record<
      string,
      (waiver: WaiverDetail, caller: string | undefined) => request.Test
    > = {
      'GET /waivers/{id}': (waiver, caller) =>
        send('get', `/waivers/${waiver.id}`, caller),
      'POST /waivers': (_, caller) =>
        post('/waivers', caller, asked({ check: 'escalation' })),
      'POST approve': (waiver, caller) => decide(waiver, caller),
      'POST reject': (waiver, caller) => decide(waiver, caller, 'reject'),
      'POST withdrawal': (waiver, caller) =>
        post(`/waivers/${waiver.id}/withdrawal`, caller),
      'POST revocation': (waiver, caller) =>
        post(`/waivers/${waiver.id}/revocation`, caller, { reason: 'Over.' }),
    };
    // What is possible before a decision, and revocations after one.
    const expected: Record<string, Record<Caller, number>> = {
      'GET /waivers/{id}': {
        owner: 200,
        steward: 200,
        other: 200,
        barred: 200,
        stranger: 404,
        service: 200,
      },
      'POST /waivers': {
        owner: 200,
        steward: 200,
        other: 200,
        barred: 403,
        stranger: 404,
        service: 403,
      },
      'POST approve': {
        owner: 403,
        steward: 200,
        other: 403,
        barred: 403,
        stranger: 404,
        service: 403,
      },
      'POST reject': {
        owner: 403,
        steward: 200,
        other: 403,
        barred: 403,
        stranger: 404,
        service: 403,
      },
      'POST withdrawal': {
        owner: 200,
        steward: 403,
        other: 403,
        barred: 403,
        stranger: 404,
        service: 403,
      },
      'POST revocation': {
        owner: 200,
        steward: 200,
        other: 403,
        barred: 403,
        stranger: 404,
        service: 403,
      },
    };
    const answered: Record<string, Record<string, number>> = {};
    for (const [name, route] of Object.entries(routes)) {
      answered[name] = {};
      for (const [caller, ref] of Object.entries(callers)) {
        const waiver = await requestWaiver();
        if (name === 'POST revocation') {
          await changed(decide(waiver, GOVERNOR));
        }
        const { status, body } = await route(waiver, ref);
        answered[name][caller] = status;
        if (name === 'POST /waivers' && status === 200) {
          await changed(post(`/waivers/${body.id}/withdrawal`, ref));
        }
        // As it was before.
        await post(`/waivers/${waiver.id}/withdrawal`, OWNER);
      }
    }
    expect(answered).toEqual(expected);
  });

  it('never is approved by who requested it, also as a member of governance', async () => {
    const waiver = await requestWaiver({}, STEWARD);
    const refused = await decide(waiver, STEWARD);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toMatch('You requested this waiver');
    await changed(decide(waiver, GOVERNOR));
  });

  it('has the group decide that is configured, within the days that are', async () => {
    await backend.stop();
    await start({
      dataProducts: { waivers: { approver: 'group:others', maxDays: 7 } },
    });
    const tooLong = await post('/waivers', OWNER, asked({ until: inDays(8) }));
    expect(tooLong.status).toBe(400);
    const waiver = await requestWaiver({
      entityRef: 'dataproduct:default/ungoverned',
      until: inDays(6),
    });
    const refused = await decide(waiver, STEWARD);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toMatch('The others');
    await changed(decide(waiver, OTHER));
  });
});
