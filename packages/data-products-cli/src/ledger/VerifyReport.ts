import { ChainFault } from '@handoff/backstage-plugin-data-products-common';

/** What came of checking a file of the ledger. */
export interface VerifyReport {
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
  checkpoints: {
    origin: string;
    size: number;
    takenAt?: string;
    signature: 'right' | 'wrong' | 'not-checked';
  }[];
  /** What is wrong, in words; the first thing of the chain. */
  problems: string[];
  /** The first entry that is wrong. */
  fault?: ChainFault;
}

/** For people. */
export function describeVerification(
  file: string,
  report: VerifyReport,
): string {
  const { ok, entries, withheld, afterCheckpoint, checkpoints } = report;
  const last = checkpoints.reduce((a, b) => (b.size > a.size ? b : a));
  const unchecked = checkpoints.some(
    ({ signature }) => signature === 'not-checked',
  );
  const many = (count: number) =>
    `${count} ${count === 1 ? 'entry' : 'entries'}`;
  return [
    ...report.problems.map(problem => `${file}: not proved: ${problem}`),
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
      ? [
          'The signature of the checkpoint was not checked: give the key with --public-key, unless you kept the checkpoint yourself',
        ]
      : []),
    '',
  ].join('\n');
}
