import { LedgerVerification } from '@handoff/backstage-plugin-data-products-common';
import { Command, Option } from 'commander';
import { CliContext, Format, FORMATS } from '../CliContext';
import { describeExitCodes, EXIT, ExitCode } from '../exitCodes';
import { describeFailure } from '../validate/findFiles';
import {
  EvidenceError,
  ReadCheckpoint,
  readCheckpoints,
  readPublicKey,
} from './readEvidence';
import { verifyFile } from './verifyFile';
import { describeVerification, VerifyReport } from './VerifyReport';

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
      let report: VerifyReport;
      try {
        report = await verify(file, options);
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
          ? `${JSON.stringify(report, undefined, 2)}\n`
          : describeVerification(file, report),
      );
      finish(report.ok ? EXIT.OK : EXIT.PROBLEMS);
    });
}

async function verify(
  file: string,
  options: VerifyOptions,
): Promise<VerifyReport> {
  const key =
    options.publicKey === undefined
      ? undefined
      : await readPublicKey(options.publicKey);
  const checkpoints = await readCheckpoints(options.checkpoint, key);
  const verification = await readAndVerify(file, checkpoints);
  const { head, withheld, afterCheckpoint, fault, disagreement } = verification;
  const problems = [
    ...problemsOf(checkpoints, options.checkpoint),
    ...(fault ? [fault.message] : []),
    ...(disagreement ? [disagreement.message] : []),
  ];
  return {
    ok: !problems.length,
    entries: head.size,
    hash: head.hash,
    withheld,
    afterCheckpoint,
    checkpoints: checkpoints.map(({ origin, size, takenAt, isSigned }) => ({
      origin,
      size,
      takenAt,
      signature: signatureOf(isSigned),
    })),
    problems,
    fault,
  };
}

/** @throws EvidenceError when the file cannot be read */
async function readAndVerify(
  file: string,
  checkpoints: readonly ReadCheckpoint[],
): Promise<LedgerVerification> {
  try {
    return await verifyFile(file, checkpoints);
  } catch (error) {
    throw new EvidenceError(`${file}: ${describeFailure(error)}`);
  }
}

function problemsOf(
  checkpoints: readonly ReadCheckpoint[],
  path: string,
): string[] {
  const unsigned = checkpoints.filter(({ isSigned }) => isSigned === false);
  const origins = [...new Set(checkpoints.map(({ origin }) => origin))];
  return [
    ...unsigned.map(
      ({ size, origin }) =>
        `the checkpoint of ${size} entries of ${origin} in ${path} is not signed by the key`,
    ),
    ...(origins.length > 1
      ? [`${path} holds checkpoints of several ledgers: ${origins.join(', ')}`]
      : []),
  ];
}

function signatureOf(
  isSigned: boolean | undefined,
): VerifyReport['checkpoints'][number]['signature'] {
  if (isSigned === undefined) {
    return 'not-checked';
  }
  return isSigned ? 'right' : 'wrong';
}
