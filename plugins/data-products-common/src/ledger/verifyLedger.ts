import { ChainFault, ChainVerifier } from './ChainVerifier';
import { Checkpoint, compareWithCheckpoint } from './Checkpoint';
import { ChainHead, Sha256 } from './LedgerEntry';

/**
 * What came of checking an export.
 *
 * @public
 */
export interface LedgerVerification {
  /** Whether the chain holds, and agrees with every checkpoint. */
  ok: boolean;
  /** What was found right. */
  head: ChainHead;
  /** How many entries of it came without their payload. */
  withheld: number;
  /** How many entries of it came after the last checkpoint: only the next one can prove that none of them is cut off. */
  afterCheckpoint: number;
  /** What is wrong first. */
  fault?: ChainFault;
  /** The first checkpoint that disagrees, and how. */
  disagreement?: { checkpoint: Checkpoint; message: string };
}

/**
 * Checks an export of the ledger: that the chain holds, and that it is the one
 * that the checkpoints were taken of. It ends at the first thing that is wrong.
 *
 * @param lines - entries in the order of the file, in pieces of any size
 * @param checkpoints - in any order
 * @public
 */
export async function verifyLedger(
  lines: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
  checkpoints: readonly Checkpoint[],
  sha256: Sha256,
): Promise<LedgerVerification> {
  const verifier = ChainVerifier.create({ sha256 });
  const waiting = [...checkpoints].sort((a, b) => a.size - b.size);
  const lastSize = waiting[waiting.length - 1]?.size ?? 0;
  const result = (
    wrong: Pick<LedgerVerification, 'fault' | 'disagreement'>,
  ): LedgerVerification => ({
    ok: !wrong.fault && !wrong.disagreement,
    head: verifier.head,
    withheld: verifier.withheld,
    afterCheckpoint: Math.max(0, verifier.head.size - lastSize),
    ...wrong,
  });
  let size = 0;
  const disagreementHere = () => {
    while (waiting.length && waiting[0].size <= size) {
      const checkpoint = waiting.shift()!;
      const message = compareWithCheckpoint(verifier.head, checkpoint);
      if (message) {
        return { checkpoint, message };
      }
    }
    return undefined;
  };

  let disagreement = disagreementHere();
  for await (const piece of lines) {
    for (const line of piece) {
      const fault = verifier.add(line);
      if (fault) {
        return result({ fault });
      }
      size += 1;
      disagreement ??= disagreementHere();
      if (disagreement) {
        return result({ disagreement });
      }
    }
  }
  const [next] = waiting;
  return result({
    disagreement:
      disagreement ??
      (next && {
        checkpoint: next,
        message: compareWithCheckpoint(verifier.head, next)!,
      }),
  });
}
