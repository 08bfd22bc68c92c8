import {
  describeLedgerProof,
  JudgedCheckpoint,
  LedgerProof,
  toLedgerProof,
} from '@handoff/backstage-plugin-data-products-common';
import { Command, Option } from 'commander';
import { CliContext, Format, FORMATS } from '../CliContext';
import { describeExitCodes, EXIT, ExitCode } from '../exitCodes';
import { describeFailure } from '../validate/findFiles';
import { EvidenceError, readCheckpoints, readPublicKey } from './readEvidence';
import { verifyFile } from './verifyFile';

const KEY_HINT =
  'give the key with --public-key, unless you kept the checkpoint yourself';

interface VerifyOptions {
  checkpoint: string;
  publicKey?: string;
  format: Format;
}

/** Adds `data-products ledger verify`. */
export function addLedgerCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('ledger')
    .description('check what the portal recorded')
    .command('verify')
    .description(
      'prove, without the portal, that an export of the ledger is whole and unchanged',
    )
    .argument('<file>', 'what GET /ledger/export answered')
    .requiredOption(
      '--checkpoint <file>',
      'signed notes that were kept elsewhere, or an answer of GET /ledger/checkpoint',
    )
    .option(
      '--public-key <file>',
      'whose signature the checkpoints must have: PEM, or the line of the verifier',
    )
    .addOption(
      new Option('--format <format>', 'form of the output')
        .choices(FORMATS)
        .default('human'),
    )
    .addHelpText(
      'after',
      describeExitCodes({
        [EXIT.OK]: 'proved',
        [EXIT.PROBLEMS]: 'not proved; the first wrong entry is named',
        [EXIT.FAILED]: 'a file could not be read, or the arguments are wrong',
      }),
    )
    .action(async (file: string, options: VerifyOptions) => {
      let proof: LedgerProof;
      try {
        proof = await verify(file, options);
      } catch (error) {
        if (!(error instanceof EvidenceError)) {
          throw error;
        }
        context.stderr(`data-products: ${error.message}\n`);
        finish(EXIT.FAILED);
        return;
      }
      context.stdout(
        options.format === 'json'
          ? `${JSON.stringify(proof, undefined, 2)}\n`
          : describeLedgerProof(proof, { file, keyHint: KEY_HINT })
              .map(line => `${line}\n`)
              .join(''),
      );
      finish(proof.ok ? EXIT.OK : EXIT.PROBLEMS);
    });
}

async function verify(
  file: string,
  options: VerifyOptions,
): Promise<LedgerProof> {
  const key =
    options.publicKey === undefined
      ? undefined
      : await readPublicKey(options.publicKey);
  const checkpoints = await readCheckpoints(options.checkpoint, key);
  return proveFile(file, checkpoints, options.checkpoint);
}

/** @throws EvidenceError when the file cannot be read */
async function proveFile(
  file: string,
  checkpoints: readonly JudgedCheckpoint[],
  checkpointFile: string,
): Promise<LedgerProof> {
  try {
    return toLedgerProof(
      await verifyFile(file, checkpoints),
      checkpoints,
      checkpointFile,
    );
  } catch (error) {
    throw new EvidenceError(`${file}: ${describeFailure(error)}`);
  }
}
