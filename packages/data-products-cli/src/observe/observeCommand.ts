import { Command, InvalidArgumentError, Option } from 'commander';
import { CliContext, Format, FORMATS } from '../CliContext';
import { describeExitCodes, EXIT, ExitCode } from '../exitCodes';
import { InputFileError, Kind, KINDS } from './InputFile';
import { ObservationClient } from './ObservationClient';
import { observeFiles } from './observeFiles';
import { describeReport, ObserveReport } from './ObserveReport';

interface ObserveCommandOptions {
  server?: string;
  kind?: Kind;
  manifest?: string;
  format: Format;
  retries: number;
  timeout: number;
  batchSize: number;
}

/** Adds `data-products observe`. */
export function addObserveCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('observe')
    .description('send what pipelines measured to the portal')
    .argument(
      '<files...>',
      "observations (JSON, NDJSON), dbt's run_results.json, sources.json, freshness.json and manifest.json, events of OpenLineage (JSON, NDJSON)",
    )
    .option(
      '--server <url>',
      "address of the portal's backend; default: DATA_PRODUCTS_SERVER",
      readUrl,
    )
    .addOption(
      new Option(
        '--kind <kind>',
        'what the files hold, when it cannot be told from them',
      ).choices(KINDS),
    )
    .option(
      '--manifest <file>',
      "dbt's manifest.json, for the names of tables and tests",
    )
    .addOption(
      new Option('--format <format>', 'form of the output')
        .choices(FORMATS)
        .default('human'),
    )
    .option(
      '--retries <number>',
      'attempts after the first, when the server fails for a time',
      readWhole(0),
      5,
    )
    .option(
      '--timeout <seconds>',
      'for the answer to one request',
      readSeconds,
      60,
    )
    .option(
      '--batch-size <number>',
      'observations or events in one request',
      readWhole(1),
      1_000,
    )
    .addHelpText(
      'after',
      [
        '',
        'Environment:',
        '  DATA_PRODUCTS_TOKEN   the token that the portal gave to this pipeline',
        '  DATA_PRODUCTS_SERVER  stands in for --server',
        describeExitCodes({
          [EXIT.OK]: 'everything was taken',
          [EXIT.PROBLEMS]: 'some of it was refused, and the rest taken',
          [EXIT.FAILED]:
            'the server cannot be reached or does not allow it, a file cannot be read, or the arguments are wrong',
        }),
      ].join('\n'),
    )
    .action(async (paths: string[], options: ObserveCommandOptions) => {
      finish(await observe(paths, options, context));
    });
}

async function observe(
  paths: string[],
  options: ObserveCommandOptions,
  context: CliContext,
): Promise<ExitCode> {
  const say = (text: string) => context.stderr(`data-products: ${text}\n`);
  const server = options.server ?? context.env.DATA_PRODUCTS_SERVER;
  if (!server || !isWebAddress(server)) {
    say(
      "give the address of the portal's backend with --server or in DATA_PRODUCTS_SERVER",
    );
    return EXIT.FAILED;
  }
  const client = new ObservationClient({
    server,
    token: context.env.DATA_PRODUCTS_TOKEN || undefined,
    retries: options.retries,
    timeoutMs: options.timeout * 1_000,
    onRetry: (reason, delayMs) =>
      say(`${reason}; trying again in ${(delayMs / 1_000).toFixed(1)} s`),
  });
  let report: ObserveReport;
  try {
    report = await observeFiles(
      {
        paths,
        kind: options.kind,
        manifest: options.manifest,
        batchSize: options.batchSize,
      },
      client,
    );
  } catch (error) {
    if (!(error instanceof InputFileError)) {
      throw error;
    }
    say(error.message);
    return EXIT.FAILED;
  }
  context.stdout(
    options.format === 'json'
      ? `${JSON.stringify(report, undefined, 2)}\n`
      : describeReport(report),
  );
  if (report.failure) {
    return EXIT.FAILED;
  }
  return report.refused.length ? EXIT.PROBLEMS : EXIT.OK;
}

function readUrl(text: string): string {
  if (!isWebAddress(text)) {
    throw new InvalidArgumentError(
      'It must be an address such as https://portal.example.com.',
    );
  }
  return text;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 3_600)) {
    throw new InvalidArgumentError(
      'It must be a number of seconds, at most 3600.',
    );
  }
  return seconds;
}

function readWhole(least: number): (text: string) => number {
  return text => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < least) {
      throw new InvalidArgumentError(
        `It must be a whole number of at least ${least}.`,
      );
    }
    return number;
  };
}
