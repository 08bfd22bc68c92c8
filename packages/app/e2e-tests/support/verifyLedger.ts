import { runCommandLine } from './runCommandLine';

/** What `data-products ledger verify --format json` prints, as far as it is read here. */
export interface LedgerProof {
  ok: boolean;
  entries: number;
  afterCheckpoint: number;
  checkpoints: { size: number; signature: string }[];
  problems: string[];
  /** The first entry that is wrong. */
  fault?: { seq: number };
}

/** Has the command line prove an export, in a process that knows no portal. */
export async function verifyLedger(files: {
  ledger: string;
  checkpoint: string;
  publicKey: string;
}): Promise<{ exitCode: number; proof: LedgerProof }> {
  const { exitCode, stdout, stderr } = await runCommandLine([
    'ledger',
    'verify',
    files.ledger,
    '--checkpoint',
    files.checkpoint,
    '--public-key',
    files.publicKey,
    '--format',
    'json',
  ]);
  if (!stdout) {
    throw new Error(`data-products ended with ${exitCode}: ${stderr}`);
  }
  return { exitCode, proof: JSON.parse(stdout) };
}
