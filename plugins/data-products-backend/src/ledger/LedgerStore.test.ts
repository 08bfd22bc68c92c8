import { Knex } from 'knex';
import {
  createTestStorage,
  DATABASES,
  statementsOf,
  writesOf,
} from '../__testUtils__/databases';
import { isPostgres } from '../database';
import { durableTransaction } from './durableTransaction';
import { GroupCommit } from './GroupCommit';
import { LedgerStore } from './LedgerStore';
import { recordOf } from './__testUtils__/entries';
import { verifyStored } from './__testUtils__/verifyStored';

jest.setTimeout(60_000);

const storage = createTestStorage();
const NOW = new Date('2026-11-21T12:00:00.000Z');

const range = (size: number) => Array.from({ length: size }, (_, i) => i);

describe.each(DATABASES)('the ledger on %s', id => {
  let knex: Knex;
  let store: LedgerStore;

  beforeEach(async () => {
    knex = await storage.create(id);
    store = LedgerStore.create(knex);
  });

  const append = (numbers: number[], now = NOW) =>
    durableTransaction(knex, tx =>
      store.append(tx, numbers.map(recordOf), now),
    );

  it('chains what is appended, and reads back the same', async () => {
    expect(await verifyStored(store)).toEqual([]);
    const first = await append([0]);
    expect(await append([])).toEqual([]);
    const rest = await append(range(2500).slice(1));
    expect(await verifyStored(store)).toEqual(range(2500));
    expect(await store.list({}, { limit: 3000 })).toEqual(
      [...first, ...rest].reverse(),
    );
    expect(rest[0].prevHash).toBe(first[0].hash);
    // The same content has another hash each time: it cannot be guessed.
    const again = await append([0]);
    expect(again[0].payloadHash).not.toBe(first[0].payloadHash);
  });

  it('is gone with the transaction that it is of', async () => {
    await append([0]);
    await expect(
      durableTransaction(knex, async tx => {
        await store.append(tx, [recordOf(1)], NOW);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await append([2]);
    expect(await verifyStored(store)).toEqual([0, 2]);
  });

  it('never goes back in time', async () => {
    await append([0]);
    await append([1], new Date('2026-11-21T11:00:00.000Z'));
    await append([2], new Date('2026-11-21T13:00:00.000Z'));
    const entries = await store.list({}, { limit: 10 });
    expect(entries.map(({ at }) => at)).toEqual([
      '2026-11-21T13:00:00.000Z',
      NOW.toISOString(),
      NOW.toISOString(),
    ]);
  });

  it('finds entries by what they are about, page by page', async () => {
    await durableTransaction(knex, tx =>
      store.append(
        tx,
        range(40).map(number => ({
          ...recordOf(number),
          actor: number % 2 ? 'user:default/odd' : 'user:default/even',
          subject: `dataproduct:default/p-${number % 4}`,
        })),
        NOW,
      ),
    );
    await append([40], new Date('2026-11-22T00:00:00.000Z'));
    const seqs = async (...query: Parameters<LedgerStore['list']>) =>
      (await store.list(...query)).map(({ seq }) => seq);
    const filter = {
      subject: 'dataproduct:default/p-1',
      actor: 'user:default/odd',
      action: 'handoff.item.signed',
    };
    expect(await seqs(filter, { limit: 3 })).toEqual([38, 34, 30]);
    expect(await seqs(filter, { limit: 3, before: 30 })).toEqual([26, 22, 18]);
    expect(await seqs({ action: 'else' }, { limit: 3 })).toEqual([]);
    expect(
      await seqs({ from: '2026-11-21T12:00:00.001Z' }, { limit: 3 }),
    ).toEqual([41]);
    expect(
      await seqs({ to: '2026-11-22T00:00:00.000Z' }, { limit: 1 }),
    ).toEqual([40]);
  });

  it.each([
    { actor: '' },
    { actor: 'user:default/a\nuser:default/b' },
    { subject: 'x'.repeat(256) },
    { action: '\ud800' },
    { payload: { text: '\ud800' } },
    { payload: { text: 'a\0b' } },
  ])('refuses %j before anything is recorded', async wrong => {
    await expect(
      durableTransaction(knex, tx =>
        store.append(tx, [recordOf(0), { ...recordOf(1), ...wrong }], NOW),
      ),
    ).rejects.toThrow();
    expect(await verifyStored(store)).toEqual([]);
  });

  it('can only be appended to', async () => {
    await append([0, 1, 2]);
    const row = await knex('ledger_entry').where({ seq: 2 }).first();
    const refused = /append-only/;
    await expect(
      knex('ledger_entry').where({ seq: 2 }).update({ actor: 'me' }),
    ).rejects.toThrow(refused);
    await expect(
      knex('ledger_entry').where({ seq: 3 }).delete(),
    ).rejects.toThrow(refused);
    await expect(
      knex('ledger_entry')
        .insert({ ...row, actor: 'me' })
        .onConflict('seq')
        .merge(),
    ).rejects.toThrow(refused);
    await expect(knex('ledger_entry').truncate()).rejects.toThrow(refused);
    await expect(
      knex.raw(
        isPostgres(knex)
          ? 'insert into ledger_entry select * from ledger_entry where seq = 2'
          : 'insert or replace into ledger_entry select * from ledger_entry where seq = 2',
      ),
    ).rejects.toThrow(/append-only|duplicate key/);
    expect(await verifyStored(store)).toEqual([0, 1, 2]);
  });

  it('takes many at once without a fork', async () => {
    const group = GroupCommit.create({ knex, store });
    const appended = await Promise.all([
      ...range(100).map(number => group.append([recordOf(number)])),
      ...range(20).map(number => append([100 + number])),
      group.append(range(3000).map(number => recordOf(200 + number))),
    ]);
    const numbers = await verifyStored(store);
    expect(numbers).toHaveLength(3120);
    expect(new Set(numbers).size).toBe(3120);
    // Each was told where its own stand.
    for (const { seq, payload } of appended.flat()) {
      expect(numbers[seq - 1]).toBe(JSON.parse(payload).number);
    }
  });

  it('fails for those alone who are wrong, and goes on', async () => {
    const group = GroupCommit.create({ knex, store });
    const results = await Promise.allSettled([
      group.append([recordOf(0)]),
      group.append([{ ...recordOf(1), actor: '' }]),
      group.append([recordOf(2)]),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await verifyStored(store)).toEqual([0, 2]);
  });
});

it('is synced to the disk on SQLite, unlike other commits', async () => {
  const knex = await storage.create('SQLITE_3');
  const store = LedgerStore.create(knex);
  const level = async () =>
    (await knex.raw('pragma synchronous'))[0].synchronous;
  const within = () =>
    durableTransaction(knex, async tx => {
      await store.append(tx, [recordOf(0)], NOW);
      return (await tx.raw('pragma synchronous'))[0].synchronous;
    });
  expect(await level()).toBe(1);
  expect(await Promise.all(range(5).map(within))).toEqual([2, 2, 2, 2, 2]);
  expect(await level()).toBe(1);
  await expect(
    knex.transaction(tx => store.append(tx, [recordOf(0)], NOW)),
  ).rejects.toThrow('durableTransaction');
});

it('sends PostgreSQL a batch and the new end of the chain in one statement', async () => {
  const knex = await storage.create('POSTGRES_18');
  const store = LedgerStore.create(knex);
  const statements = await statementsOf(knex, () =>
    durableTransaction(knex, tx =>
      store.append(tx, range(500).map(recordOf), NOW),
    ),
  );
  expect(writesOf(statements)).toHaveLength(1);
  expect((await store.getHead()).size).toBe(500);
});
