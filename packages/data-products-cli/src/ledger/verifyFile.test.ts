import {
  canonicalJson,
  chainEntry,
  Checkpoint,
  EMPTY_CHAIN,
  formatLedgerLine,
  verifyLedger,
} from '@handoff/backstage-plugin-data-products-common';
import { TestFolder } from '../__fixtures__/TestFolder';
import { PartThread } from './PartThread';
import { readLines } from './readLines';
import { sha256 } from './sha256';
import { splitFile } from './splitFile';
import { verifyFile } from './verifyFile';
import { verifyFilePart } from './verifyFilePart';

jest.setTimeout(60_000);

const SIZE = 200;
let head = EMPTY_CHAIN;
const hashes: string[] = [];
const lines = Array.from({ length: SIZE }, (_, number) => {
  const entry = chainEntry(
    head,
    {
      at: '2026-11-20T12:00:00.000Z',
      actor: 'user:default/priya-raman',
      action: 'handoff.item.signed',
      subject: 'dataproduct:default/customer-360',
      payload: canonicalJson({ comment: `gr\u00fcn \u{1f600} ${number}` }),
    },
    sha256,
  );
  head = { size: entry.seq, hash: entry.hash, at: entry.at };
  hashes.push(entry.hash);
  return formatLedgerLine(entry);
});
const at = (size: number): Checkpoint => ({
  origin: 'portal.example.com/ledger',
  size,
  hash: hashes[size - 1],
});

let folder: TestFolder;

beforeEach(async () => {
  folder = await TestFolder.create();
});
afterEach(() => folder.remove());

it('cuts a file after line feeds, wherever they are', async () => {
  const long = 'x'.repeat(2_500_000);
  for (const content of ['', 'a', 'a\n', '\n\n\n', `a\n${long}\nb`, 'a\n\nb']) {
    const file = await folder.write('file', content);
    for (const bytes of [1, 2, 3, 70_000, 3_000_000]) {
      const ranges = await splitFile(file, bytes);
      const pieces = ranges.map(({ start, end }) => content.slice(start, end));
      expect(pieces.join('')).toBe(content);
      expect(pieces.slice(0, -1).every(piece => piece.endsWith('\n'))).toBe(
        true,
      );
      // No line is lost, and none is made, by reading them apart.
      const apart: string[] = [];
      for (const range of ranges) {
        for await (const piece of readLines(file, range)) {
          apart.push(...piece);
        }
      }
      const together: string[] = [];
      for await (const piece of readLines(file)) {
        together.push(...piece);
      }
      expect(apart).toEqual(together);
    }
  }
});

const checkpoints = [at(SIZE), at(90), at(1)];
const text = `${lines.join('\n')}\n`;
const cut = text.indexOf('\n', 30_000) + 1;

it.each([
  ['is right', text, checkpoints],
  ['does not end with a line feed', text.slice(0, -1), checkpoints],
  ['was changed in its last part', text.replace(' 199"', ' 19"'), checkpoints],
  [
    'has an empty line between parts',
    `${text.slice(0, cut)}\n${text.slice(cut)}`,
    checkpoints,
  ],
  ['lost what is before', text.slice(cut), checkpoints],
  ['is cut off', text.slice(0, cut), checkpoints],
  [
    'has its parts in another order',
    text.slice(cut) + text.slice(0, cut),
    checkpoints,
  ],
  ['has a part twice', text + text.slice(cut), checkpoints],
  [
    'is of another checkpoint',
    text,
    [at(SIZE), { ...at(90), hash: hashes[90] }],
  ],
])(
  'says the same of a file that %s in parts and in order',
  async (_, content, known) => {
    const file = await folder.write('ledger.ndjson', content);
    const inOrder = await verifyLedger(readLines(file), known, sha256);
    expect(
      await verifyFile(file, known, { partBytes: 5000, threads: 3 }),
    ).toEqual(inOrder);
  },
);

it('checks parts in a thread as it does by itself', async () => {
  const file = await folder.write('ledger.ndjson', text);
  const sizes = new Set([90]);
  const thread = PartThread.start();
  try {
    for (const range of await splitFile(file, 30_000)) {
      const part = { path: file, range, sizes };
      const found = await thread.verify(part);
      expect(found).toMatchObject({ withheld: 0 });
      expect(found).toEqual(await verifyFilePart(part));
      // It goes on after what is wrong, or cannot be read.
      const shifted = { ...range, start: range.start + 1 };
      expect(await thread.verify({ ...part, range: shifted })).toBeUndefined();
      expect(
        await thread.verify({ ...part, path: `${file}.none` }),
      ).toBeUndefined();
    }
  } finally {
    await thread.stop();
  }
  await expect(
    thread.verify({ path: file, range: { start: 0, end: 1 }, sizes }),
  ).rejects.toThrow('ended');
});

it('says what it cannot read', async () => {
  const file = await folder.write('ledger.ndjson', text);
  await expect(
    verifyFile(`${file}.none`, [], { partBytes: 5000 }),
  ).rejects.toThrow('ENOENT');
});
