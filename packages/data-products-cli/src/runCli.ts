import { Command, CommanderError } from 'commander';
import { CliContext } from './CliContext';
import { EXIT, ExitCode } from './exitCodes';
import { addGateCommand } from './gate/gateCommand';
import { addLedgerCommand } from './ledger/verifyCommand';
import { addObserveCommand } from './observe/observeCommand';
import { addValidateCommand } from './validate/validateCommand';

/**
 * Runs the command.
 *
 * @param args - without the names of Node.js and the script
 * @returns its exit code. It never throws: what nobody thought of is no
 *   finding, which Node.js would make of it, but work that could not be done.
 */
export async function runCli(
  args: readonly string[],
  context: CliContext,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.OK;
  const program = new Command('data-products')
    .description(
      'Checks data products in pull requests, and sends what pipelines measure to the portal.',
    )
    .exitOverride()
    .configureOutput({
      writeOut: context.stdout,
      writeErr: context.stderr,
    })
    .showHelpAfterError('(--help says how)');
  const finish = (result: ExitCode) => {
    code = result;
  };
  addValidateCommand(program, context, finish);
  addObserveCommand(program, context, finish);
  addGateCommand(program, context, finish);
  addLedgerCommand(program, context, finish);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      context.stderr(
        `data-products: this should not happen, please report it: ${
          error instanceof Error ? error.stack : error
        }\n`,
      );
      return EXIT.FAILED;
    }
    // Commander has said what is wrong; help is asked for, and no error.
    return error.exitCode === 0 ? EXIT.OK : EXIT.FAILED;
  }
  return code;
}
