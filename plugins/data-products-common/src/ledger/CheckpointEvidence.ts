import { fromBase64 } from './base64';
import { Checkpoint, parseCheckpoint } from './Checkpoint';
import { Sha256 } from './LedgerEntry';
import {
  parseNoteKey,
  parseSignedNotes,
  signaturesBy,
  SignedNote,
} from './signedNote';

/** DER of an Ed25519 key (RFC 8410) up to its bytes. */
const SPKI_PREFIX = [
  0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
];
const KEY_BYTES = 32;

const PEM = /-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----/;

/**
 * A public key, as it was given.
 *
 * @public
 */
export interface CheckpointKey {
  /** Absent in PEM, which has none: a signature of any name counts then. */
  name?: string;
  /** Ed25519, the 32 bytes of it. */
  bytes: Uint8Array;
}

/**
 * A checkpoint as it was kept, with the note that it was signed in.
 *
 * @public
 */
export interface KeptCheckpoint extends Checkpoint {
  note: SignedNote;
}

/**
 * Reads kept checkpoints: signed notes, one after the other, or an answer of
 * `GET /ledger/checkpoint`.
 *
 * @throws Error that says what is wrong, and where
 * @public
 */
export function parseKeptCheckpoints(content: string): KeptCheckpoint[] {
  const notes = parseSignedNotes(noteOf(content));
  if (!notes.length) {
    throw new Error('it holds no checkpoint');
  }
  return notes.map(note => ({ ...parseCheckpoint(note.text), note }));
}

/**
 * Reads a public key: PEM, or one line `<name>+<key id>+<Base64>`.
 *
 * @throws Error when it is none of Ed25519
 * @public
 */
export function parseCheckpointKey(
  content: string,
  sha256: Sha256,
): CheckpointKey {
  if (!content.includes('-----BEGIN')) {
    const { name, publicKey } = parseNoteKey(content, sha256);
    return { name, bytes: publicKey };
  }
  const [, encoded] = PEM.exec(content) ?? [];
  const spki = fromBase64((encoded ?? '').replace(/\s/g, ''));
  if (
    spki?.length !== SPKI_PREFIX.length + KEY_BYTES ||
    SPKI_PREFIX.some((byte, index) => spki[index] !== byte)
  ) {
    throw new Error(
      'it is not a public key of Ed25519, with which checkpoints are signed',
    );
  }
  return { bytes: spki.slice(SPKI_PREFIX.length) };
}

/**
 * The signatures of a checkpoint that claim to be by a key. A key signs for its
 * own ledger, and for no other.
 *
 * @public
 */
export function signaturesOfCheckpoint(
  { note, origin }: KeptCheckpoint,
  key: CheckpointKey,
  sha256: Sha256,
): Uint8Array[] {
  const name = key.name ?? origin;
  return name === origin
    ? signaturesBy(note, { name, publicKey: key.bytes }, sha256)
    : [];
}

function noteOf(content: string): string {
  if (!content.trimStart().startsWith('{')) {
    return content;
  }
  const { note } = JSON.parse(content);
  if (typeof note !== 'string') {
    throw new Error(
      'it has no note; save the answer of GET /ledger/checkpoint',
    );
  }
  return note;
}
