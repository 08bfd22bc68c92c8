import {
  JudgedCheckpoint,
  LedgerProof,
  noteKeyId,
  parseCheckpointKey,
  parseKeptCheckpoints,
  parseNoteKey,
  proveLedger,
} from '@handoff/backstage-plugin-data-products-common';
import { DataProductsApi } from '../api';
import { judgeCheckpoints } from './judgeCheckpoints';
import { chunksOfFile, chunksOfStream, ledgerLines } from './ledgerLines';
import { sha256 } from './sha256';
import { TaskContext } from './useTask';

/** A checkpoint of the portal with who signed it. */
export interface PortalCheckpoint {
  checkpoint: JudgedCheckpoint;
  /** Eight hex digits. */
  keyId: string;
}

/** What came of checking what the portal answers now. */
export interface LedgerCheck extends PortalCheckpoint {
  proof: LedgerProof;
}

/** Fetches a checkpoint, and checks its signature. */
export async function checkCheckpoint(
  api: DataProductsApi,
  { signal }: Pick<TaskContext, 'signal'>,
): Promise<PortalCheckpoint> {
  const { note, publicKey } = await api.getLedgerCheckpoint({ signal });
  const [checkpoint] = await judgeCheckpoints(
    parseKeptCheckpoints(note),
    parseCheckpointKey(publicKey.verifier, sha256),
  );
  const keyId = noteKeyId(parseNoteKey(publicKey.verifier, sha256), sha256);
  return { checkpoint, keyId };
}

/** Checks all that the portal has recorded by its own checkpoint. */
export async function checkLedger(
  api: DataProductsApi,
  { signal, onProgress }: TaskContext,
): Promise<LedgerCheck> {
  const signed = await checkCheckpoint(api, { signal });
  const { checkpoint } = signed;
  const lines = ledgerLines(
    chunksOfStream(await api.exportLedger({ signal })),
    {
      signal,
      onProgress: ({ entries }) => onProgress(entries / checkpoint.size),
    },
  );
  const proof = await proveLedger(lines, [checkpoint], {
    sha256,
    checkpointFile: 'the answer of the portal',
  });
  return { ...signed, proof };
}

/** Files that somebody kept. */
export interface KeptFiles {
  exported: File;
  checkpoints: File;
  key?: File;
}

/**
 * Proves an export by checkpoints, here: the files go nowhere.
 *
 * @throws Error that names the file that could not be read, and why
 */
export async function proveFiles(
  { exported, checkpoints, key }: KeptFiles,
  { signal, onProgress }: TaskContext,
): Promise<LedgerProof> {
  const kept = await readAs(checkpoints, parseKeptCheckpoints);
  const publicKey =
    key && (await readAs(key, text => parseCheckpointKey(text, sha256)));
  const judged = await judgeCheckpoints(kept, publicKey);
  const lines = ledgerLines(chunksOfFile(exported), {
    signal,
    onProgress: ({ bytes }) => onProgress(bytes / exported.size),
  });
  return naming(exported, () =>
    proveLedger(lines, judged, { sha256, checkpointFile: checkpoints.name }),
  );
}

async function readAs<T>(file: File, parse: (text: string) => T): Promise<T> {
  return naming(file, async () =>
    parse(new TextDecoder().decode(await file.arrayBuffer())),
  );
}

async function naming<T>(file: File, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new Error(`${file.name}: ${(error as Error).message}`);
  }
}
