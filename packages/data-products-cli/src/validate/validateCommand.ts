import { Command, Option } from 'commander';
import { CliContext, Format, FORMATS } from '../CliContext';
import { describeExitCodes, EXIT, ExitCode } from '../exitCodes';
import { describeValidation } from './describeValidation';
import { validateFiles, Validation } from './validateFiles';

interface ValidateOptions {
  format: Format;
  strict?: boolean;
}

/** Adds `data-products validate`. */
export function addValidateCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('validate')
    .description(
      'check entities (DataProduct, DecisionPath, GlossaryTerm) and ODCS contracts, without a network',
    )
    .argument(
      '<paths...>',
      'YAML or JSON files, or folders with such files in them',
    )
    .addOption(
      new Option('--format <format>', 'form of the output')
        .choices(FORMATS)
        .default('human'),
    )
    .option('--strict', 'count warnings as problems')
    .addHelpText(
      'after',
      describeExitCodes({
        [EXIT.OK]: 'no problems',
        [EXIT.PROBLEMS]: 'problems were found',
        [EXIT.FAILED]: 'a file could not be read, or the arguments are wrong',
      }),
    )
    .action(async (paths: string[], { format, strict }: ValidateOptions) => {
      const validation = await validateFiles(paths);
      const code = exitCodeOf(validation, strict ?? false);
      context.stdout(
        format === 'json'
          ? `${JSON.stringify(
              { ok: code === EXIT.OK, ...validation },
              undefined,
              2,
            )}\n`
          : describeValidation(validation),
      );
      finish(code);
    });
}

function exitCodeOf(
  { findings, unreadable }: Validation,
  isStrict: boolean,
): ExitCode {
  if (unreadable.length) {
    return EXIT.FAILED;
  }
  return findings.some(({ severity }) => isStrict || severity === 'error')
    ? EXIT.PROBLEMS
    : EXIT.OK;
}
