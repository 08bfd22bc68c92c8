import { createPublicKey, KeyObject, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  Checkpoint,
  isSignedBy,
  NoteKey,
  parseCheckpoint,
  parseNoteKey,
  parseSignedNotes,
} from '@handoff/backstage-plugin-data-products-common';
import { describeFailure } from '../validate/findFiles';
import { sha256 } from './sha256';

const KEY_BYTES = 32;

/** DER of an Ed25519 key up to its bytes. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** A file could not be read, or is not what it should be. */
export class EvidenceError extends Error {}

/** A public key, as it was given. */
export interface PublicKey {
  /** Absent in PEM, which has none: a signature of any name counts then. */
  name?: string;
  bytes: Uint8Array;
}

/** A checkpoint, and what its signature is worth. */
export interface ReadCheckpoint extends Checkpoint {
  /** Absent when there is no key to check it by. */
  isSigned?: boolean;
}

/**
 * Reads checkpoints: signed notes, one after the other, or an answer of
 * `GET /ledger/checkpoint`.
 *
 * @throws EvidenceError
 */
export async function readCheckpoints(
  path: string,
  key: PublicKey | undefined,
): Promise<ReadCheckpoint[]> {
  const content = await readText(path);
  try {
    const notes = parseSignedNotes(noteOf(content));
    if (!notes.length) {
      throw new Error('it holds no checkpoint');
    }
    return notes.map(note => {
      const checkpoint = parseCheckpoint(note.text);
      const noteKey: NoteKey | undefined = key && {
        name: key.name ?? checkpoint.origin,
        publicKey: key.bytes,
      };
      return {
        ...checkpoint,
        isSigned:
          noteKey &&
          // A key signs for its own ledger, and for no other.
          noteKey.name === checkpoint.origin &&
          isSignedBy(note, noteKey, { sha256, verify: verifySignature }),
      };
    });
  } catch (error) {
    throw new EvidenceError(`${path}: ${(error as Error).message}`);
  }
}

/**
 * Reads a public key: PEM, or one line `<name>+<key id>+<Base64>`.
 *
 * @throws EvidenceError
 */
export async function readPublicKey(path: string): Promise<PublicKey> {
  const content = await readText(path);
  try {
    if (content.includes('-----BEGIN')) {
      return { bytes: bytesOf(createPublicKey(content)) };
    }
    const { name, publicKey } = parseNoteKey(content, sha256);
    return { name, bytes: publicKey };
  } catch (error) {
    throw new EvidenceError(`${path}: ${(error as Error).message}`);
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new EvidenceError(`${path}: ${describeFailure(error)}`);
  }
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

function bytesOf(key: KeyObject): Uint8Array {
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new Error(
      `it is a key of ${key.asymmetricKeyType}; checkpoints are signed with Ed25519`,
    );
  }
  const spki = key.export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(-KEY_BYTES));
}

function verifySignature(
  publicKey: Uint8Array,
  text: string,
  signature: Uint8Array,
): boolean {
  const key = createPublicKey({
    key: Buffer.concat([SPKI_PREFIX, publicKey]),
    format: 'der',
    type: 'spki',
  });
  return verify(undefined, Buffer.from(text), key, signature);
}
