import { fromBase64, fromHex, toBase64, toHex } from './base64';
import { ChainHead, GENESIS_HASH } from './LedgerEntry';

const HASH_BYTES = GENESIS_HASH.length / 2;
const TIME = /^time (\S+)$/;

/**
 * How far a ledger had come at a time. Kept outside of the ledger's database,
 * it shows whether the ledger has since lost or exchanged anything.
 *
 * @public
 */
export interface Checkpoint {
  /** Which ledger it is. */
  origin: string;
  /** How many entries there were. */
  size: number;
  /** The `hash` of the last one of them, in hex. */
  hash: string;
  /** When it was taken, ISO 8601. */
  takenAt?: string;
}

/**
 * The text of a checkpoint, in the form of C2SP's tlog-checkpoint
 * (https://c2sp.org/tlog-checkpoint): origin, size, hash, and the time as an
 * extension. The hash is the head of a chain and not the root of a tree.
 *
 * @public
 */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const { origin, size, hash, takenAt } = checkpoint;
  return [
    origin,
    size,
    toBase64(fromHex(hash)),
    ...(takenAt === undefined ? [] : [`time ${takenAt}`]),
    '',
  ].join('\n');
}

/**
 * Reads the text of a checkpoint. Extensions that it does not know are passed
 * over.
 *
 * @throws Error that says what is wrong with which line of it
 * @public
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, encoded, ...extensions] = text.split('\n');
  if (!/^(0|[1-9]\d{0,15})$/.test(size ?? '')) {
    throw new Error(
      `The second line of a checkpoint is the number of entries; it is '${
        size ?? ''
      }'`,
    );
  }
  const hash = fromBase64(encoded ?? '');
  if (hash?.length !== HASH_BYTES) {
    throw new Error(
      `The third line of a checkpoint is a SHA-256 in Base64; it is '${
        encoded ?? ''
      }'`,
    );
  }
  const takenAt = extensions
    .map(line => TIME.exec(line)?.[1])
    .find(time => time !== undefined);
  return { origin, size: Number(size), hash: toHex(hash), takenAt };
}

/**
 * Compares a chain with a checkpoint, at the entry that the checkpoint ends
 * with or, when the chain ends before it, at the chain's end.
 *
 * @param head - of a chain that was found right so far
 * @returns what is wrong, in words; `undefined` when they agree
 * @public
 */
export function compareWithCheckpoint(
  head: ChainHead,
  checkpoint: Checkpoint,
): string | undefined {
  const { size, hash } = checkpoint;
  if (head.size < size) {
    return `The end is cut off: the ledger had ${size} entries at the checkpoint, and has ${head.size}`;
  }
  if (head.size > size) {
    throw new Error(
      `A checkpoint of ${size} entries cannot be compared with entry ${head.size}`,
    );
  }
  return head.hash === hash
    ? undefined
    : `Entry ${size} is not the one of the checkpoint: it, or entries before it, were replaced`;
}
