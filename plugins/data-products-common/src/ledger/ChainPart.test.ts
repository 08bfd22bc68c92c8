import fc from 'fast-check';
import { ChainPart, joinChainParts, verifyChainPart } from './ChainPart';
import { Checkpoint } from './Checkpoint';
import { formatLedgerLine } from './hashEntry';
import { verifyLedger } from './verifyLedger';
import { exampleChain, sha256 } from './__fixtures__/exampleChain';

const SIZE = 60;
const { entries, lines, heads } = exampleChain(SIZE);

/** What comes of lines that are checked in parts, cut at the given places. */
async function verifyInParts(
  all: readonly string[],
  cuts: readonly number[],
  checkpoints: readonly Checkpoint[],
) {
  const sizes = new Set(checkpoints.map(({ size }) => size));
  const ends = [...cuts.filter(cut => cut < all.length), all.length];
  const parts: ChainPart[] = [];
  let start = 0;
  for (const end of [...new Set(ends)].sort((a, b) => a - b)) {
    const part = await verifyChainPart([all.slice(start, end)], sizes, sha256);
    if (!part) {
      return undefined;
    }
    parts.push(part);
    start = end;
  }
  return joinChainParts(parts, checkpoints);
}

const cuts = fc.array(fc.integer({ min: 1, max: SIZE }), { maxLength: 6 });
const sizes = fc.array(fc.nat({ max: SIZE }), { maxLength: 3 });
const at = (size: number, hash = heads[size].hash): Checkpoint => ({
  origin: 'portal.example.com',
  size,
  hash,
});

it('finds what is right in parts as it does in order', async () => {
  const mixed = entries.map((entry, index) =>
    formatLedgerLine(index % 3 ? entry : { ...entry, payload: undefined }),
  );
  await fc.assert(
    fc.asyncProperty(cuts, sizes, async (places, known) => {
      const checkpoints = known.map(size => at(size));
      const joined = await verifyInParts(mixed, places, checkpoints);
      expect(joined).toEqual(await verifyLedger([mixed], checkpoints, sha256));
      expect(joined?.ok).toBe(true);
    }),
  );
});

it('takes nothing for right in parts that is wrong in order', async () => {
  const place = fc.nat({ max: SIZE - 1 });
  const tampered = fc.oneof(
    fc.tuple(place, fc.nat()).map(([index, character]) => {
      const line = lines[index];
      const which = character % line.length;
      const other = String.fromCharCode(line.charCodeAt(which) ^ 1);
      const edited = line.slice(0, which) + other + line.slice(which + 1);
      return lines.map((each, i) => (i === index ? edited : each));
    }),
    place.map(index => lines.filter((_, i) => i !== index)),
    place.map(size => lines.slice(0, size)),
    place.map(index => [...lines.slice(0, index), '', ...lines.slice(index)]),
    place.map(index => [
      ...lines.slice(0, index),
      lines[index],
      ...lines.slice(index),
    ]),
    fc
      .tuple(place, place)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => {
        const swapped = [...lines];
        [swapped[a], swapped[b]] = [swapped[b], swapped[a]];
        return swapped;
      }),
  );
  await fc.assert(
    fc.asyncProperty(tampered, cuts, async (wrong, places) => {
      expect(await verifyInParts(wrong, places, [at(SIZE)])).toBeUndefined();
      expect(await verifyLedger([wrong], [at(SIZE)], sha256)).toMatchObject({
        ok: false,
      });
    }),
    { numRuns: 1000 },
  );
});

it('does not join what each part alone cannot know', async () => {
  const other = exampleChain(SIZE, 'of another ledger');
  const none: ReadonlySet<number> = new Set();
  const partOf = async (from: readonly string[], start: number, end: number) =>
    (await verifyChainPart([from.slice(start, end)], none, sha256))!;
  const first = await partOf(lines, 0, 30);
  const second = await partOf(lines, 30, SIZE);
  expect(joinChainParts([first, second], [])).toMatchObject({ ok: true });
  // The beginning is missing, the order is another one, or the end is that of
  // another ledger.
  expect(joinChainParts([second], [])).toBeUndefined();
  expect(joinChainParts([second, first], [])).toBeUndefined();
  expect(joinChainParts([first, first], [])).toBeUndefined();
  expect(
    joinChainParts([first, await partOf(other.lines, 30, SIZE)], []),
  ).toBeUndefined();
  expect(
    joinChainParts(
      [first, { ...second, from: '2026-11-20T00:00:00.000Z' }],
      [],
    ),
  ).toBeUndefined();
  expect(joinChainParts([], [])).toBeUndefined();
  expect(
    await verifyInParts(lines, [30], [at(20, heads[19].hash)]),
  ).toBeUndefined();
});
