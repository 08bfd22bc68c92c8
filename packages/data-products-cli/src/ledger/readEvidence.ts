import { createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  CheckpointKey,
  JudgedCheckpoint,
  KeptCheckpoint,
  parseCheckpointKey,
  parseKeptCheckpoints,
  SignatureVerdict,
  signaturesOfCheckpoint,
} from '@handoff/backstage-plugin-data-products-common';
import { describeFailure } from '../validate/findFiles';
import { sha256 } from './sha256';

/** DER of an Ed25519 key up to its bytes. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** A file could not be read, or is not what it should be. */
export class EvidenceError extends Error {}

/**
 * Reads checkpoints: signed notes, one after the other, or an answer of
 * `GET /ledger/checkpoint`.
 *
 * @throws EvidenceError
 */
export async function readCheckpoints(
  path: string,
  key: CheckpointKey | undefined,
): Promise<JudgedCheckpoint[]> {
  const kept = await readAs(path, parseKeptCheckpoints);
  return kept.map(checkpoint => ({
    ...checkpoint,
    signature: verdictOf(checkpoint, key),
  }));
}

/**
 * Reads a public key: PEM, or one line `<name>+<key id>+<Base64>`.
 *
 * @throws EvidenceError
 */
export async function readPublicKey(path: string): Promise<CheckpointKey> {
  return readAs(path, content => parseCheckpointKey(content, sha256));
}

async function readAs<T>(
  path: string,
  parse: (content: string) => T,
): Promise<T> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    throw new EvidenceError(`${path}: ${describeFailure(error)}`);
  }
  try {
    return parse(content);
  } catch (error) {
    throw new EvidenceError(`${path}: ${(error as Error).message}`);
  }
}

function verdictOf(
  checkpoint: KeptCheckpoint,
  key: CheckpointKey | undefined,
): SignatureVerdict {
  if (!key) {
    return 'not-checked';
  }
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI_PREFIX, key.bytes]),
    format: 'der',
    type: 'spki',
  });
  const text = Buffer.from(checkpoint.note.text);
  return signaturesOfCheckpoint(checkpoint, key, sha256).some(signature =>
    verify(undefined, text, publicKey, signature),
  )
    ? 'right'
    : 'wrong';
}
