import { ChainFault } from './ChainVerifier';
import { Checkpoint } from './Checkpoint';
import { Sha256 } from './LedgerEntry';
import { LedgerVerification, verifyLedger } from './verifyLedger';

/**
 * What the signature of a checkpoint is worth. `not-checked` where there is no
 * key, or nothing that could check by it.
 *
 * @public
 */
export type SignatureVerdict = 'right' | 'wrong' | 'not-checked';

/**
 * A checkpoint to prove an export by.
 *
 * @public
 */
export interface JudgedCheckpoint extends Checkpoint {
  signature: SignatureVerdict;
}

/**
 * What came of proving an export of the ledger by checkpoints.
 *
 * @public
 */
export interface LedgerProof {
  /** Whether everything that was asked is proved. */
  ok: boolean;
  /** How many entries were found right, from the first one on. */
  entries: number;
  /** The hash of the last one of these. */
  hash: string;
  /** How many of them came without their payload. */
  withheld: number;
  /** How many came after the last checkpoint. */
  afterCheckpoint: number;
  checkpoints: Pick<
    JudgedCheckpoint,
    'origin' | 'size' | 'takenAt' | 'signature'
  >[];
  /** What is wrong, in words; the first thing of the chain. */
  problems: string[];
  /** The first entry that is wrong. */
  fault?: ChainFault;
}

/**
 * Proves an export by checkpoints, without asking anybody.
 *
 * @param lines - as for `verifyLedger`
 * @param checkpointFile - where the checkpoints stand, to be named in problems
 * @public
 */
export async function proveLedger(
  lines: Parameters<typeof verifyLedger>[0],
  checkpoints: readonly JudgedCheckpoint[],
  options: { sha256: Sha256; checkpointFile: string },
): Promise<LedgerProof> {
  return toLedgerProof(
    await verifyLedger(lines, checkpoints, options.sha256),
    checkpoints,
    options.checkpointFile,
  );
}

/**
 * What an export that was checked proves.
 *
 * @param checkpoints - that it was checked by
 * @param checkpointFile - where these stand, to be named in problems
 * @public
 */
export function toLedgerProof(
  verification: LedgerVerification,
  checkpoints: readonly JudgedCheckpoint[],
  checkpointFile: string,
): LedgerProof {
  const { head, withheld, afterCheckpoint, fault, disagreement } = verification;
  const problems = [
    ...problemsOf(checkpoints, checkpointFile),
    ...(fault ? [fault.message] : []),
    ...(disagreement ? [disagreement.message] : []),
  ];
  return {
    ok: !problems.length,
    entries: head.size,
    hash: head.hash,
    withheld,
    afterCheckpoint,
    checkpoints: checkpoints.map(({ origin, size, takenAt, signature }) => ({
      origin,
      size,
      takenAt,
      signature,
    })),
    problems,
    fault,
  };
}

/**
 * What came of a proof, for people.
 *
 * @param file - that was proved
 * @param keyHint - how to give the key here
 * @returns sentences, without line feeds
 * @public
 */
export function describeLedgerProof(
  proof: LedgerProof,
  { file, keyHint }: { file: string; keyHint: string },
): string[] {
  const { ok, entries, withheld, afterCheckpoint, checkpoints } = proof;
  const last = checkpoints.reduce((a, b) => (b.size > a.size ? b : a));
  const unchecked = checkpoints.some(
    ({ signature }) => signature === 'not-checked',
  );
  const many = (count: number) =>
    `${count} ${count === 1 ? 'entry' : 'entries'}`;
  return [
    ...proof.problems.map(problem => `${file}: not proved: ${problem}`),
    ...(ok
      ? [
          `${file}: proved: ${many(
            last.size,
          )}, none changed, removed, moved or cut off since the checkpoint of ${
            last.origin
          }${last.takenAt ? ` at ${last.takenAt}` : ''}`,
        ]
      : [`${many(entries)} before that hold together`]),
    ...(ok && afterCheckpoint
      ? [
          `${many(
            afterCheckpoint,
          )} after it hold together; only a later checkpoint proves that none is cut off`,
        ]
      : []),
    ...(withheld
      ? [`${many(withheld)} came without payload, as a hash of it`]
      : []),
    ...(unchecked
      ? [`The signature of the checkpoint was not checked: ${keyHint}`]
      : []),
  ];
}

function problemsOf(
  checkpoints: readonly JudgedCheckpoint[],
  file: string,
): string[] {
  const unsigned = checkpoints.filter(({ signature }) => signature === 'wrong');
  const origins = [...new Set(checkpoints.map(({ origin }) => origin))];
  return [
    ...unsigned.map(
      ({ size, origin }) =>
        `the checkpoint of ${size} entries of ${origin} in ${file} is not signed by the key`,
    ),
    ...(origins.length > 1
      ? [`${file} holds checkpoints of several ledgers: ${origins.join(', ')}`]
      : []),
  ];
}
