import { ChainVerifier } from './ChainVerifier';
import { Checkpoint, compareWithCheckpoint } from './Checkpoint';
import { ChainHead, EMPTY_CHAIN, Sha256 } from './LedgerEntry';
import { splitLedgerLine } from './splitLedgerLine';
import { LedgerVerification } from './verifyLedger';

/**
 * A piece of a chain that holds together by itself. What it says it follows is
 * proved by the part before it, with {@link joinChainParts}, and by nothing
 * else.
 *
 * @public
 */
export interface ChainPart {
  /** How many entries there are before it, as its first one says. */
  afterSize: number;
  /** The `hash` of the entry before it, as its first one says. */
  afterHash: string;
  /** The `at` of its first entry. */
  from: string;
  /** After its last entry. */
  head: ChainHead;
  /** The heads inside of it that were asked for. */
  heads: ChainHead[];
  /** How many of its entries came without their payload. */
  withheld: number;
}

/**
 * Checks a piece of an export by itself, so that several can be checked at the
 * same time.
 *
 * @param lines - of the piece, in pieces of any size
 * @param sizes - after how many entries of the whole chain the head is wanted
 * @returns `undefined` when anything is wrong with it, or it has no entry:
 *   `verifyLedger` says what
 * @public
 */
export async function verifyChainPart(
  lines: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
  sizes: ReadonlySet<number>,
  sha256: Sha256,
): Promise<ChainPart | undefined> {
  let verifier: ChainVerifier | undefined;
  let start: Pick<ChainPart, 'afterSize' | 'afterHash' | 'from'> | undefined;
  let size = 0;
  const heads: ChainHead[] = [];
  for await (const piece of lines) {
    for (const line of piece) {
      if (!verifier) {
        const first = splitLedgerLine(line);
        if (!first) {
          return undefined;
        }
        size = first.seq - 1;
        const after = { size, hash: first.prevHash, at: '' };
        start = { afterSize: size, afterHash: after.hash, from: first.at };
        verifier = ChainVerifier.create({ sha256, after });
      }
      if (verifier.add(line)) {
        return undefined;
      }
      size += 1;
      if (sizes.has(size)) {
        heads.push(verifier.head);
      }
    }
  }
  return (
    verifier &&
    start && {
      ...start,
      head: verifier.head,
      heads,
      withheld: verifier.withheld,
    }
  );
}

/**
 * Joins the parts of a whole chain: each has to follow the one before, the
 * first the beginning, and all of it has to agree with every checkpoint.
 *
 * @param parts - in the order of the file, with the heads at the sizes of all
 *   checkpoints
 * @returns `undefined` when anything is wrong, or there is no part:
 *   `verifyLedger` says what
 * @public
 */
export function joinChainParts(
  parts: readonly ChainPart[],
  checkpoints: readonly Checkpoint[],
): LedgerVerification | undefined {
  let head: ChainHead = EMPTY_CHAIN;
  for (const { afterSize, afterHash, from, head: next } of parts) {
    if (afterSize !== head.size || afterHash !== head.hash || from < head.at) {
      return undefined;
    }
    head = next;
  }
  const heads = [EMPTY_CHAIN, ...parts.flatMap(part => part.heads)];
  const agrees = checkpoints.every(checkpoint => {
    const there = heads.find(({ size }) => size === checkpoint.size);
    return there && !compareWithCheckpoint(there, checkpoint);
  });
  if (!parts.length || !agrees) {
    return undefined;
  }
  const lastSize = Math.max(0, ...checkpoints.map(({ size }) => size));
  return {
    ok: true,
    head,
    withheld: parts.reduce((sum, { withheld }) => sum + withheld, 0),
    afterCheckpoint: head.size - lastSize,
  };
}
