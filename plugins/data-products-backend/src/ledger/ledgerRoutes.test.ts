import { createPublicKey, verify as verifySignature } from 'node:crypto';
import { mockServices, TestBackend } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  isSignedBy,
  ledgerCheckpointSchema,
  ledgerListSchema,
  ledgerRecordSchema,
  parseCheckpoint,
  parseNoteKey,
  parseSignedNotes,
  verifyLedger,
} from '@handoff/backstage-plugin-data-products-common';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { product } from '../__testUtils__/entities';
import { InMemoryCatalog } from '../__testUtils__/InMemoryCatalog';
import { as, startPlugin, userOf } from '../__testUtils__/startPlugin';
import { durableTransaction } from './durableTransaction';
import { LedgerStore } from './LedgerStore';
import { sha256 } from './sha256';
import { recordOf } from './__testUtils__/entries';

jest.setTimeout(60_000);

/** Reads everything and may export. */
const AUDITOR = 'user:default/auditor';
/** Reads the ledger, and of the catalog only the orders. */
const SELLER = 'user:default/seller';
const STRANGER = 'user:default/stranger';

const ORDERS = 'dataproduct:default/orders';
const CLICKS = 'dataproduct:default/clicks';
const SUBJECTS = [ORDERS, CLICKS, 'config/checks'];
const RECORDED = 2400;
/** With the checks and the checklists, which a start records. */
const SIZE = RECORDED + 2;

const catalog = InMemoryCatalog.create(
  [product('orders'), product('clicks')],
  (entity, credentials) =>
    userOf(credentials) !== SELLER || stringifyEntityRef(entity) === ORDERS,
);

const permissions = mockServices.permissions.mock({
  async authorize(requests, options) {
    const reader = userOf(options?.credentials);
    return requests.map(({ permission }) => ({
      result:
        reader === AUDITOR ||
        (reader === SELLER && permission.name === 'data-products.ledger.read')
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    }));
  },
  async authorizeConditional(requests, options) {
    const reader = userOf(options?.credentials);
    return requests.map(
      (): PolicyDecision =>
        reader === SELLER
          ? {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'catalog',
              resourceType: 'catalog-entity',
              conditions: {
                rule: 'IS_ENTITY_OWNER',
                resourceType: 'catalog-entity',
                params: { claims: [SELLER] },
              },
            }
          : {
              result:
                reader === AUDITOR
                  ? AuthorizeResult.ALLOW
                  : AuthorizeResult.DENY,
            },
    );
  },
});

const storage = createTestStorage();

describe.each(DATABASES)('the API of the ledger on %s', id => {
  let backend: TestBackend;
  let store: LedgerStore;
  let appendMore: () => Promise<unknown>;

  beforeAll(async () => {
    const knex = await storage.create(id);
    store = LedgerStore.create(knex);
    await durableTransaction(knex, tx =>
      store.append(
        tx,
        Array.from({ length: RECORDED }, (_, number) => ({
          ...recordOf(number),
          subject: SUBJECTS[number % SUBJECTS.length],
        })),
        new Date('2026-11-20T12:00:00.000Z'),
      ),
    );
    appendMore = () =>
      durableTransaction(knex, tx =>
        store.append(tx, [recordOf('more')], new Date()),
      );
    backend = await startPlugin({
      knex,
      catalog,
      permissions,
      scheduler: mockServices.scheduler(),
    });
  });
  afterAll(() => backend.stop());

  const get = (path: string, reader = AUDITOR) =>
    as(backend, reader).get(path).buffer();

  const list = async (query: string, reader?: string) => {
    const { status, body } = await get(`/ledger?${query}`, reader);
    expect([query, status]).toEqual([query, 200]);
    expect(ledgerListSchema.parse(body)).toEqual(body);
    return ledgerListSchema.parse(body);
  };

  const exported = async (reader?: string) => {
    const response = await get('/ledger/export', reader);
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toMatch(/^application\/x-ndjson/);
    const lines = response.text.split('\n');
    // The last line ends, too.
    expect(lines.pop()).toBe('');
    return lines;
  };

  const checkpointNow = async () =>
    ledgerCheckpointSchema.parse((await get('/ledger/checkpoint')).body);

  it('lists entries newest first, with the payloads that the reader may read', async () => {
    const own = await list('limit=6', SELLER);
    expect(own.head.size).toBe(SIZE);
    expect(
      own.items.map(({ seq, subject, payload }) => [
        seq,
        subject,
        payload?.number,
      ]),
    ).toEqual([
      [2402, 'config/checklists', undefined],
      [2401, 'config/checks', undefined],
      [2400, 'config/checks', 2399],
      [2399, CLICKS, undefined],
      [2398, ORDERS, 2397],
      [2397, 'config/checks', 2396],
    ]);
    const all = await list('limit=6');
    expect(all.items.map(({ hash }) => hash)).toEqual(
      own.items.map(({ hash }) => hash),
    );
    expect(all.items[3].payload).toMatchObject({ number: 2398 });
  });

  it('filters, and goes on with the same filter', async () => {
    const first = await list(`subject=${CLICKS}&limit=200`);
    const seqs = first.items.map(({ seq }) => seq);
    let cursor = first.pageInfo.nextCursor;
    while (cursor) {
      const next = await list(`limit=200&cursor=${cursor}`);
      seqs.push(...next.items.map(({ seq }) => seq));
      cursor = next.pageInfo.nextCursor;
    }
    expect(seqs).toEqual(
      Array.from(
        { length: RECORDED / 3 },
        (_, index) => RECORDED - 1 - 3 * index,
      ),
    );
    const day = '2026-11-20T14:00:00%2B02:00';
    expect((await list(`from=${day}`)).items).not.toHaveLength(0);
    expect((await list(`to=${day}`)).items).toHaveLength(0);
    expect((await list('actor=user:default/none')).items).toHaveLength(0);
    expect((await list('action=handoff.item.signed')).items).toHaveLength(50);
  });

  it.each(['limit=0', 'from=yesterday', 'subjects=x', 'cursor=bm9uZQ'])(
    'refuses the query %s',
    async query => {
      expect((await get(`/ledger?${query}`)).status).toBe(400);
    },
  );

  it.each([
    [STRANGER, '/ledger', 'data-products.ledger.read'],
    [STRANGER, '/ledger/checkpoint', 'data-products.ledger.read'],
    [STRANGER, '/ledger/export', 'data-products.ledger.export'],
    [SELLER, '/ledger/export', 'data-products.ledger.export'],
  ])('tells %s which permission %s takes', async (reader, path, name) => {
    const response = await get(path, reader);
    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain(name);
  });

  it('exports what a checkpoint proves, signed by the key that it names', async () => {
    const checkpoint = await checkpointNow();
    const [note] = parseSignedNotes(checkpoint.note);
    const key = parseNoteKey(checkpoint.publicKey.verifier, sha256);
    const verify = (_: Uint8Array, text: string, signature: Uint8Array) =>
      verifySignature(
        undefined,
        Buffer.from(text),
        createPublicKey(checkpoint.publicKey.pem),
        signature,
      );
    expect(isSignedBy(note, key, { sha256, verify })).toBe(true);

    // What comes later is no contradiction.
    await appendMore();
    const lines = await exported();
    for (const line of lines.slice(0, 10)) {
      expect(ledgerRecordSchema.parse(JSON.parse(line))).toEqual(
        JSON.parse(line),
      );
    }
    const known = parseCheckpoint(note.text);
    expect(await verifyLedger([lines], [known], sha256)).toMatchObject({
      ok: true,
      head: { size: SIZE + 1 },
      withheld: 0,
      afterCheckpoint: 1,
    });
    expect(
      await verifyLedger([lines.slice(0, SIZE - 1)], [known], sha256),
    ).toMatchObject({ ok: false });
  });
});
