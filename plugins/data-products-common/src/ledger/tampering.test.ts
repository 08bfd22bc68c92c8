import { ChainVerifier } from './ChainVerifier';
import { Checkpoint } from './Checkpoint';
import { formatLedgerLine } from './hashEntry';
import { EMPTY_CHAIN } from './LedgerEntry';
import { verifyLedger } from './verifyLedger';
import { exampleChain, sha256 } from './__fixtures__/exampleChain';

jest.setTimeout(120_000);

const SIZE = 1000;
const { entries, lines, heads } = exampleChain(SIZE);
const checkpoint: Checkpoint = {
  origin: 'portal.example.com',
  size: SIZE,
  hash: heads[SIZE].hash,
};

/** What the verifier says when these lines follow the first `count` ones. */
function faultAfter(count: number, ...next: string[]) {
  const verifier = ChainVerifier.create({ sha256, after: heads[count] });
  for (const line of next) {
    const fault = verifier.add(line);
    if (fault) {
      return fault;
    }
  }
  return undefined;
}

it('finds nothing wrong with what is right, with and without payloads', async () => {
  expect(await verifyLedger([lines], [checkpoint], sha256)).toEqual({
    ok: true,
    head: heads[SIZE],
    withheld: 0,
    afterCheckpoint: 0,
    fault: undefined,
    disagreement: undefined,
  });
  const withheld = entries.map((entry, index) =>
    formatLedgerLine(index % 2 ? entry : { ...entry, payload: undefined }),
  );
  expect(await verifyLedger([withheld], [checkpoint], sha256)).toMatchObject({
    ok: true,
    withheld: SIZE / 2,
  });
});

it('writes lines that are JSON of the entry', () => {
  for (const [index, line] of lines.entries()) {
    const { payload, ...rest } = entries[index];
    expect(JSON.parse(line)).toEqual({
      ...rest,
      payload: JSON.parse(payload!),
    });
  }
});

it('finds every character that is another one, wherever it is', () => {
  let edits = 0;
  const missed: string[] = [];
  for (const [index, line] of lines.entries()) {
    for (let place = 0; place < line.length; place++) {
      const other = String.fromCharCode(line.charCodeAt(place) ^ 1);
      const edited = line.slice(0, place) + other + line.slice(place + 1);
      edits += 1;
      if (!faultAfter(index, edited)) {
        missed.push(edited);
      }
    }
  }
  expect(missed).toEqual([]);
  expect(edits).toBeGreaterThan(400_000);
});

it('finds every field that was changed, also where the hash was made anew', () => {
  const changes = {
    at: '2026-11-21T23:59:59.000Z',
    actor: 'user:default/somebody-else',
    action: 'waiver.revoked',
    subject: 'dataproduct:default/other',
    payload: '{"decision":"withdraw"}',
    payloadHash: sha256('other'),
    prevHash: sha256('other'),
    hash: sha256('other'),
    seq: SIZE + 1,
  };
  for (const [index, entry] of entries.entries()) {
    for (const [field, value] of Object.entries(changes)) {
      const edited = formatLedgerLine({ ...entry, [field]: value });
      expect([field, faultAfter(index, edited)?.seq]).toEqual([
        field,
        entry.seq,
      ]);
    }
  }
  // An entry of one's own, rightly chained: the next one gives it away, or the
  // checkpoint when it is the last.
  for (let index = 0; index + 1 < SIZE; index++) {
    expect(
      faultAfter(index, exampleForgery(index), lines[index + 1]),
    ).toMatchObject({ seq: index + 2, fault: 'replaced' });
  }
});

function exampleForgery(index: number): string {
  const entry = { ...entries[index], payload: '{"decision":"withdraw"}' };
  const bound = { ...entry, payloadHash: sha256(entry.payload) };
  const preimage = formatLedgerLine({ ...bound, payload: undefined }).replace(
    /,"hash":"[0-9a-f]{64}"\}$/,
    '}',
  );
  return formatLedgerLine({
    ...bound,
    hash: sha256(`handoff-ledger/v1\n${preimage}`),
  });
}

it('finds a forged last entry by the checkpoint', async () => {
  const forged = [...lines.slice(0, -1), exampleForgery(SIZE - 1)];
  expect(await verifyLedger([forged], [checkpoint], sha256)).toMatchObject({
    ok: false,
    disagreement: { message: expect.stringContaining(`Entry ${SIZE} is not`) },
  });
});

/** The line with hashes of what now stands in it, as who can write all of it would. */
function rehashed(line: string): string {
  const [bound, rest] = line.split(/,"hash":"[0-9a-f]{64}"/);
  const payload = rest.slice(',"payload":'.length, -1);
  const rebound = bound.replace(
    /("payloadHash":")[0-9a-f]{64}/,
    `$1${sha256(payload)}`,
  );
  return `${rebound},"hash":"${sha256(
    `handoff-ledger/v1\n${rebound}}`,
  )}"${rest}`;
}

describe.each([
  ['other escapes', '"actor":"user:', String.raw`"actor":"\u0075ser:`],
  ['an escape too many', 'user:default/', String.raw`user:default\/`],
  ['another key', '"actor"', String.raw`"\u0061ctor"`],
  ['whitespace', '"actor":', '"actor": '],
  ['another order', /^\{("action":"[^"]*"),("actor":"[^"]*")/, '{$2,$1'],
  ['a key twice', '"actor":', '"actor":"user:default/else","actor":'],
  ['a key twice at its end', '"hash":', '"subject":"component:a/b","hash":'],
  ['a key too many', '"actor":', '"__proto__":{},"actor":'],
  ['a number with a fraction', /"seq":\d+/, '$&.0'],
  ['a number with an exponent', /"seq":\d+/, '$&e0'],
  ['a number with a zero', '"seq":', '"seq":0'],
  ['a time with a quote', /"at":".{6}/, '"at":"2026","'],
  [
    'upper case',
    /"prevHash":"[0-9a-f]{64}"/,
    (hash: string) => hash.toUpperCase(),
  ],
  ['a mark before it', /^/, '\ufeff'],
  ['a space after it', /$/, ' '],
  ['a carriage return after it', /$/, '\r'],
])('an entry that is spelled with %s', (_, from, to) => {
  it('is none, whether it is hashed anew or not', () => {
    for (const index of [0, 1, 41]) {
      const edited = lines[index].replace(from, to as string);
      expect(edited).not.toBe(lines[index]);
      expect(faultAfter(index, edited)).toBeDefined();
      expect(faultAfter(index, rehashed(edited))).toMatchObject({
        seq: index + 1,
        fault: 'malformed',
      });
    }
  });
});

it.each([
  ['whitespace', '{"comment":', '{ "comment":'],
  ['a key twice', '{"comment":', '{"comment":"","comment":'],
  ['a key that is no other', '{"comment":', '{"__proto__":{},"comment":'],
  ['other escapes', 'as agreed', String.raw`\u0061s agreed`],
  ['another order', /^\{("comment":".*"),("decision":"\w+")/s, '{$2,$1'],
  ['a character that is its escape', '\u2028', String.raw`\u2028`],
])('finds a payload that is spelled with %s', (_, from, to) => {
  const payload = entries[0].payload!.replace(from, to);
  expect(payload).not.toBe(entries[0].payload);
  expect(faultAfter(0, formatLedgerLine({ ...entries[0], payload }))).toEqual(
    expect.objectContaining({ seq: 1, fault: 'payload-changed' }),
  );
});

it('finds every deletion but that of the end, which the checkpoint finds', async () => {
  const missed: string[] = [];
  for (let from = 0; from < SIZE; from++) {
    for (let to = from + 1; to < SIZE; to++) {
      const fault = faultAfter(from, lines[to]);
      if (fault?.seq !== from + 1 || fault.fault !== 'missing') {
        missed.push(`entries ${from + 1} to ${to}`);
      }
    }
  }
  expect(missed).toEqual([]);
  for (let size = 0; size < SIZE; size++) {
    const verification = await verifyLedger(
      [lines.slice(0, size)],
      [checkpoint],
      sha256,
    );
    expect(verification.fault).toBeUndefined();
    expect(verification.ok).toBe(false);
    expect(verification.disagreement?.message).toContain(
      `had ${SIZE} entries at the checkpoint, and has ${size}`,
    );
  }
});

it('finds every swap and every repetition', () => {
  const missed: string[] = [];
  for (let first = 0; first < SIZE; first++) {
    for (let second = first + 1; second < SIZE; second++) {
      // The later one comes first, and the earlier one in its place.
      if (faultAfter(first, lines[second])?.fault !== 'missing') {
        missed.push(`${first + 1} and ${second + 1} were swapped`);
      }
      if (faultAfter(second, lines[first])?.fault !== 'misplaced') {
        missed.push(`${first + 1} was repeated as ${second + 1}`);
      }
    }
  }
  expect(missed).toEqual([]);
});

it('says which entry of a whole file is the first wrong one', async () => {
  const swapped = [...lines];
  [swapped[41], swapped[700]] = [swapped[700], swapped[41]];
  expect(await verifyLedger([swapped], [checkpoint], sha256)).toMatchObject({
    ok: false,
    head: { size: 41 },
    fault: {
      seq: 42,
      fault: 'missing',
      message: 'Entry 42 is missing: entry 701 is in its place',
    },
  });
});

it('goes on after earlier checkpoints, and compares with each of them', async () => {
  const at = (size: number, hash = heads[size].hash) => ({
    ...checkpoint,
    size,
    hash,
  });
  expect(
    await verifyLedger(
      [lines.slice(0, 400), lines.slice(400)],
      [at(900), at(0), at(400)],
      sha256,
    ),
  ).toMatchObject({ ok: true, afterCheckpoint: 100 });
  expect(
    await verifyLedger([lines], [at(900), at(400, heads[399].hash)], sha256),
  ).toMatchObject({
    ok: false,
    head: { size: 400 },
    disagreement: { checkpoint: { size: 400 } },
  });
  expect(
    await verifyLedger([[]], [at(0, heads[1].hash)], sha256),
  ).toMatchObject({ ok: false, head: EMPTY_CHAIN });
});

it('does not take an entry that is older than the one before', () => {
  const line = formatLedgerLine(entries[500]);
  const verifier = ChainVerifier.create({
    sha256,
    after: { ...heads[500], at: '2027-01-01T00:00:00.000Z' },
  });
  expect(verifier.add(line)?.fault).toBe('out-of-time');
});
