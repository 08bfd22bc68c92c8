import { generateKeyPairSync, sign } from 'node:crypto';
import {
  formatCheckpoint,
  formatLedgerLine,
  formatNoteKey,
  formatSignedNote,
} from '@handoff/backstage-plugin-data-products-common';
import { exampleLedger } from '../__fixtures__/exampleLedger';
import { TestFolder } from '../__fixtures__/TestFolder';
import { sha256 } from './sha256';

const ORIGIN = 'portal.example.com/ledger';
const SIZE = 20;

function makeKey(name: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  return {
    key: { name, publicKey: new Uint8Array(spki.subarray(-32)) },
    pem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    privateKey,
  };
}

const signer = makeKey(ORIGIN);
const other = makeKey(ORIGIN);

const { entries, lines, head } = exampleLedger(SIZE);

function noteOf(size: number, { key, privateKey } = signer): string {
  const text = formatCheckpoint({
    origin: ORIGIN,
    size,
    hash: entries[size - 1].hash,
    takenAt: '2026-11-20T23:00:00.000Z',
  });
  const signature = sign(undefined, Buffer.from(text), privateKey);
  return formatSignedNote(text, key, signature, sha256);
}

describe('data-products ledger verify', () => {
  let folder: TestFolder;

  beforeEach(async () => {
    folder = await TestFolder.create();
  });

  afterEach(() => folder.remove());

  async function verify(
    exported: string[],
    options: { checkpoint?: unknown; publicKey?: string; args?: string[] } = {},
  ) {
    const file = await folder.write(
      'ledger.ndjson',
      `${exported.join('\n')}\n`,
    );
    const checkpoint = await folder.write(
      'checkpoints.notes',
      options.checkpoint ?? noteOf(SIZE),
    );
    const key = options.publicKey
      ? ['--public-key', await folder.write('key', options.publicKey)]
      : [];
    return folder.run([
      'ledger',
      'verify',
      file,
      '--checkpoint',
      checkpoint,
      ...key,
      ...(options.args ?? []),
    ]);
  }

  it.each([
    ['PEM', signer.pem],
    ['a line', `${formatNoteKey(signer.key, sha256)}\n`],
  ])('proves what is whole, by a key in %s', async (_, publicKey) => {
    expect(await verify(lines, { publicKey })).toEqual({
      code: 0,
      stdout: `ledger.ndjson: proved: ${SIZE} entries, none changed, removed, moved or cut off since the checkpoint of ${ORIGIN} at 2026-11-20T23:00:00.000Z\n`,
      stderr: '',
    });
  });

  it('takes several checkpoints, and says what they do not cover', async () => {
    const exported = entries.map(entry =>
      formatLedgerLine(
        entry.seq % 2 ? entry : { ...entry, payload: undefined },
      ),
    );
    const checkpoint = `${noteOf(5)}\n${noteOf(17)}\n`;
    const { code, stdout } = await verify(exported, { checkpoint });
    expect(code).toBe(0);
    expect(stdout).toContain('proved: 17 entries');
    expect(stdout).toContain('3 entries after it hold together');
    expect(stdout).toContain('10 entries came without payload');
    expect(stdout).toContain('signature of the checkpoint was not checked');
  });

  it('takes the answer of the portal, and answers in JSON', async () => {
    const { code, stdout } = await verify(lines, {
      checkpoint: { note: noteOf(SIZE) },
      publicKey: signer.pem,
      args: ['--format', 'json'],
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      ok: true,
      entries: SIZE,
      hash: head.hash,
      withheld: 0,
      afterCheckpoint: 0,
      checkpoints: [
        {
          origin: ORIGIN,
          size: SIZE,
          takenAt: '2026-11-20T23:00:00.000Z',
          signature: 'right',
        },
      ],
      problems: [],
    });
  });

  const edited = [...lines];
  edited[6] = edited[6].replace('priya-raman', 'jonas-brandt');
  const removed = lines.filter((_, index) => index !== 9);
  it.each([
    ['changed', edited, /not proved: Entry 7 was changed/],
    ['removed', removed, /Entry 10 is missing: entry 11 is in its place/],
    ['cut off', lines.slice(0, -1), /The end is cut off/],
    ['none', ['no entry'], /Entry 1 is not in the form/],
  ])('names the first entry that is %s', async (_, exported, message) => {
    const { code, stdout } = await verify(exported);
    expect(code).toBe(1);
    expect(stdout).toMatch(message);
  });

  it('proves nothing by a checkpoint that another key signed, or that was changed', async () => {
    for (const checkpoint of [
      noteOf(SIZE, other),
      noteOf(SIZE).replace('T23:00', 'T22:00'),
    ]) {
      const { code, stdout } = await verify(lines, {
        checkpoint,
        publicKey: signer.pem,
      });
      expect(code).toBe(1);
      expect(stdout).toContain('is not signed by the key');
    }
  });

  it('says what it cannot read', async () => {
    const missing = await folder.run([
      'ledger',
      'verify',
      'none.ndjson',
      '--checkpoint',
      await folder.write('c', noteOf(1)),
    ]);
    expect(missing).toMatchObject({
      code: 2,
      stderr: 'data-products: none.ndjson: there is no such file or folder\n',
    });
    const broken = await verify(lines, { checkpoint: 'no note\n' });
    expect(broken).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('checkpoints.notes: '),
    });
    expect((await verify(lines, { publicKey: 'no key' })).code).toBe(2);
    expect((await folder.run(['ledger', 'verify', 'a'])).code).toBe(2);
  });
});
