import { generateKeyPairSync, KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import {
  parseCheckpoint,
  parseSignedNotes,
} from '@handoff/backstage-plugin-data-products-common';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { CheckpointClock } from './CheckpointClock';
import { CheckpointSigner } from './CheckpointSigner';
import { durableTransaction } from './durableTransaction';
import { readLedgerConfig } from './LedgerConfig';
import { LedgerStore } from './LedgerStore';
import { recordOf } from './__testUtils__/entries';

jest.setTimeout(60_000);

const storage = createTestStorage();
const folder = createMockDirectory();
const ORIGIN = 'portal.example.com/ledger';
const HEAD = { size: 1, hash: 'a'.repeat(64), at: '' };
const NOW = new Date('2026-11-21T12:00:00.000Z');

const pemOf = (key: KeyObject) =>
  key.export({ format: 'pem', type: 'pkcs8' }).toString();

const read = (ledger: JsonObject) =>
  readLedgerConfig(
    mockServices.rootConfig({ data: { dataProducts: { ledger } } }),
  );

describe.each(DATABASES)('the key on %s', id => {
  it('is generated once, whoever asks first', async () => {
    const knex = await storage.create(id);
    const signers = await Promise.all(
      Array.from({ length: 4 }, () =>
        CheckpointSigner.create(knex, { origin: ORIGIN }),
      ),
    );
    const notes = signers.map(signer => signer.sign(HEAD, NOW).note);
    expect(new Set(notes).size).toBe(1);
    const { privateKey } = generateKeyPairSync('ed25519');
    const own = await CheckpointSigner.create(knex, {
      origin: ORIGIN,
      signingKey: pemOf(privateKey),
    });
    expect(own.sign(HEAD, NOW).note).not.toBe(notes[0]);
  });
});

it('is refused when it is none that can sign', async () => {
  const knex = await storage.create('SQLITE_3');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  for (const signingKey of [pemOf(privateKey), 'none']) {
    await expect(
      CheckpointSigner.create(knex, { origin: ORIGIN, signingKey }),
    ).rejects.toThrow('dataProducts.ledger.signingKey');
  }
});

it('has a name by default, and says what is wrong with its configuration', () => {
  expect(read({})).toMatchObject({ checkpoints: undefined });
  expect(read({}).origin).toMatch(/^\S+\/data-products\/ledger$/);
  expect(read({ checkpoints: { file: 'a.notes' } }).checkpoints).toMatchObject({
    schedule: { frequency: { hours: 1 } },
    headers: {},
  });
  expect(() => read({ origin: 'our ledger' })).toThrow(
    'dataProducts.ledger.origin',
  );
  expect(() => read({ checkpoints: {} })).toThrow(
    'dataProducts.ledger.checkpoints.file',
  );
  expect(() => read({ checkpoints: { url: 'archive/x' } })).toThrow(
    'dataProducts.ledger.checkpoints.url',
  );
});

it('hands checkpoints to a file and to an address, each by itself', async () => {
  const knex = await storage.create('SQLITE_3');
  const store = LedgerStore.create(knex);
  const signer = await CheckpointSigner.create(knex, { origin: ORIGIN });
  const put: unknown[] = [];
  let status = 200;
  const server = createServer(async (incoming, outgoing) => {
    let body = '';
    for await (const chunk of incoming) {
      body += chunk;
    }
    const { method, url, headers } = incoming;
    put.push([method, url, headers.authorization, body]);
    outgoing.writeHead(status).end();
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const file = folder.resolve('checkpoints.notes');
  const config = read({
    checkpoints: {
      file,
      url: `http://127.0.0.1:${port}/ledger/{size}`,
      headers: { authorization: 'Bearer x' },
    },
  }).checkpoints!;
  const clock = CheckpointClock.create({ store, signer, config });
  try {
    await clock.publish(NOW);
    await durableTransaction(knex, tx => store.append(tx, [recordOf(0)], NOW));
    await clock.publish(NOW);
    const notes = parseSignedNotes(await readFile(file, 'utf8'));
    expect(notes.map(({ text }) => parseCheckpoint(text).size)).toEqual([0, 1]);
    const head = await store.getHead();
    expect(parseCheckpoint(notes[1].text).hash).toBe(head.hash);
    expect(put[1]).toEqual([
      'PUT',
      '/ledger/1',
      'Bearer x',
      signer.sign(head, NOW).note,
    ]);

    status = 500;
    await expect(clock.publish(NOW)).rejects.toThrow(/answered 500/);
    expect(parseSignedNotes(await readFile(file, 'utf8'))).toHaveLength(3);
  } finally {
    server.close();
  }

  const scheduler = mockServices.scheduler();
  await CheckpointClock.create({
    store,
    signer,
    config: { ...config, url: undefined },
  }).start(scheduler);
  await scheduler.triggerTask('ledger-checkpoints');
  expect(parseSignedNotes(await readFile(file, 'utf8'))).toHaveLength(4);
});
