import {
  CheckpointKey,
  JudgedCheckpoint,
  KeptCheckpoint,
  SignatureVerdict,
  signaturesOfCheckpoint,
} from '@handoff/backstage-plugin-data-products-common';
import { sha256 } from './sha256';

const ED25519 = 'Ed25519';

/**
 * Checks the signatures of checkpoints with the browser's own Ed25519. Not
 * every browser has it, and none on pages without HTTPS: they stay unchecked
 * then, as they do without a key.
 */
export async function judgeCheckpoints(
  checkpoints: readonly KeptCheckpoint[],
  key: CheckpointKey | undefined,
): Promise<JudgedCheckpoint[]> {
  const imported = key && (await importKey(key));
  return Promise.all(
    checkpoints.map(async checkpoint => ({
      ...checkpoint,
      signature:
        key && imported
          ? await verdictOf(checkpoint, key, imported)
          : 'not-checked',
    })),
  );
}

async function importKey({
  bytes,
}: CheckpointKey): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey(
      'raw',
      Uint8Array.from(bytes),
      ED25519,
      false,
      ['verify'],
    );
  } catch {
    return undefined;
  }
}

async function verdictOf(
  checkpoint: KeptCheckpoint,
  key: CheckpointKey,
  imported: CryptoKey,
): Promise<SignatureVerdict> {
  const text = new TextEncoder().encode(checkpoint.note.text);
  for (const signature of signaturesOfCheckpoint(checkpoint, key, sha256)) {
    const isRight = await crypto.subtle.verify(
      ED25519,
      imported,
      Uint8Array.from(signature),
      text,
    );
    if (isRight) {
      return 'right';
    }
  }
  return 'wrong';
}
