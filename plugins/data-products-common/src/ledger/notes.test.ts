import {
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify as verifySignature,
} from 'node:crypto';
import { formatCheckpoint, parseCheckpoint } from './Checkpoint';
import {
  formatNoteKey,
  formatSignedNote,
  isSignedBy,
  NoteKey,
  parseNoteKey,
  parseSignedNotes,
} from './signedNote';
import { sha256 } from './__fixtures__/exampleChain';

const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

const verify = (publicKey: Uint8Array, text: string, signature: Uint8Array) =>
  verifySignature(
    undefined,
    Buffer.from(text),
    createPublicKey({
      key: Buffer.concat([SPKI_PREFIX, publicKey]),
      format: 'der',
      type: 'spki',
    }),
    signature,
  );

const pair = generateKeyPairSync('ed25519');
const key: NoteKey = {
  name: 'portal.example.com/ledger',
  publicKey: new Uint8Array(
    pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  ),
};
const checkpoint = {
  origin: key.name,
  size: 1000,
  hash: sha256('head'),
  takenAt: '2026-11-21T08:00:00.000Z',
};
const text = formatCheckpoint(checkpoint);
const note = formatSignedNote(
  text,
  key,
  sign(undefined, Buffer.from(text), pair.privateKey),
  sha256,
);

it('lays bytes out as the format of notes says', () => {
  const [name, keyId, encoded] = formatNoteKey(key, sha256).split('+', 3);
  expect(name).toBe(key.name);
  const typed = Buffer.from([1, ...key.publicKey]);
  expect(keyId).toBe(
    sha256(Buffer.concat([Buffer.from(`${name}\n`), typed])).slice(0, 8),
  );
  expect(encoded).toBe(typed.toString('base64').split('+')[0]);
  const [, dash, signer, signature] =
    /\n\n(\S+) (\S+) (\S+)\n$/.exec(note) ?? [];
  expect([dash, signer]).toEqual(['\u2014', name]);
  const bytes = Buffer.from(signature, 'base64');
  expect(bytes).toHaveLength(4 + 64);
  expect(bytes.subarray(0, 4).toString('hex')).toBe(keyId);
  expect(parseNoteKey(`${formatNoteKey(key, sha256)}\n`, sha256)).toEqual(key);
});

it('reads back what it wrote, also one after the other', () => {
  expect(text.split('\n')).toEqual([
    'portal.example.com/ledger',
    '1000',
    expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
    'time 2026-11-21T08:00:00.000Z',
    '',
  ]);
  const notes = parseSignedNotes(`${note}\n${note}${note}`);
  expect(notes).toHaveLength(3);
  for (const each of notes) {
    expect(parseCheckpoint(each.text)).toEqual(checkpoint);
    expect(isSignedBy(each, key, { sha256, verify })).toBe(true);
  }
});

it('takes no other text, key, name or signature', () => {
  const [signed] = parseSignedNotes(note);
  const options = { sha256, verify };
  const others = [
    { ...signed, text: signed.text.replace('1000', '1001') },
    ...parseSignedNotes(note.replace(`\u2014 ${key.name}`, '\u2014 else')),
    {
      ...signed,
      signatures: signed.signatures.map(each => ({
        ...each,
        signature: each.signature.map((byte, i) => (i === 9 ? byte ^ 1 : byte)),
      })),
    },
  ];
  for (const other of others) {
    expect(isSignedBy(other, key, options)).toBe(false);
  }
  const other = { ...key, publicKey: key.publicKey.map(byte => byte ^ 1) };
  expect(isSignedBy(signed, other, options)).toBe(false);
});

it.each([
  ['no signature', text, /line 1 has no signature/],
  ['half a note', note.slice(0, -5), /cut off/],
  ['a signature that is none', `${text}\n\u2014 name !\n`, /Line 6/],
])('refuses %s', (_, document, message) => {
  expect(() => parseSignedNotes(document)).toThrow(message);
});

it.each([
  ['origin\n\n', /second line/],
  ['origin\n01\nx\n', /second line/],
  ['origin\n1\nx\n', /third line/],
])('refuses the checkpoint %j', (document, message) => {
  expect(() => parseCheckpoint(document)).toThrow(message);
});

it.each([
  '',
  'name',
  'name+00000000+AAAA',
  formatNoteKey(key, sha256).slice(1),
])('refuses the key %j', line => {
  expect(() => parseNoteKey(line, sha256)).toThrow();
});
