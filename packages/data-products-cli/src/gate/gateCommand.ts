import { setTimeout as sleep } from 'node:timers/promises';
import {
  canonicalJson,
  CHANGE_KINDS,
  ChangeKind,
  changeProposalSchema,
  entityRefSchema,
} from '@handoff/backstage-plugin-data-products-common';
import { Command, InvalidArgumentError, Option } from 'commander';
import { CliContext } from '../CliContext';
import { describeExitCodes, EXIT, ExitCode } from '../exitCodes';
import { sha256 } from '../ledger/sha256';
import { changeIdOf } from './changeIdOf';
import { describeGate } from './describeGate';
import { GateClient } from './GateClient';
import { GateError, GateUnavailableError } from './GateError';
import { gateJunit } from './gateJunit';
import { gateMarkdown } from './gateMarkdown';
import { GateReport } from './GateReport';
import { judgeOffline } from './judgeOffline';
import { ChangeReading, GateReading } from './readAnswer';
import { ContractDocument, readContractFile } from './readContractFile';

const GATE_FORMATS = ['human', 'json', 'junit', 'markdown'] as const;

/** How long between two questions while it waits. */
const POLL_MS = 10_000;

interface GateCommandOptions {
  entity: string;
  contract?: string;
  base?: string;
  kind?: ChangeKind;
  title?: string;
  release?: string;
  rollbackTo?: string;
  commit?: string;
  url?: string;
  server?: string;
  offline?: boolean;
  wait?: number | true;
  timeout: number;
  format: (typeof GATE_FORMATS)[number];
}

/** Adds `data-products gate`. */
export function addGateCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('gate')
    .description('ask whether a change may be merged or deployed')
    .requiredOption(
      '--entity <ref>',
      'what is changed, such as dataproduct:default/orders',
      readRef,
    )
    .option('--contract <file>', 'the new ODCS contract, if it changes')
    .option('--base <file>', 'the ODCS contract that the change starts from')
    .addOption(
      new Option(
        '--kind <kind>',
        'what is changed; default: schema with --contract, else pipeline',
      ).choices(CHANGE_KINDS),
    )
    .option('--title <title>', 'what the change is, in one line')
    .option('--release <version>', 'the release that it leads to, SemVer')
    .option('--rollback-to <version>', 'the release to go back to, SemVer')
    .option('--commit <id>', 'what is merged or deployed')
    .option('--url <url>', 'of the pull request or the job')
    .option(
      '--server <url>',
      "address of the portal's backend; default: DATA_PRODUCTS_SERVER",
    )
    .option(
      '--offline',
      'only compare --base with --contract, without the portal',
    )
    .option(
      '--wait [seconds]',
      'ask again until it passes; without a number, for an hour',
      readSeconds,
    )
    .option('--timeout <seconds>', 'for one answer', readSeconds, 60)
    .addOption(
      new Option('--format <format>', 'form of the output')
        .choices(GATE_FORMATS)
        .default('human'),
    )
    .addHelpText(
      'after',
      [
        '',
        'Environment:',
        '  DATA_PRODUCTS_TOKEN   the token that the portal gave to this pipeline',
        '  DATA_PRODUCTS_SERVER  stands in for --server',
        describeExitCodes({
          [EXIT.OK]: 'the change may go on',
          [EXIT.PROBLEMS]: 'the gate blocks it',
          [EXIT.FAILED]:
            'it could not be judged: the portal cannot be reached or does not know the entity, a file cannot be read, or the arguments are wrong',
        }),
      ].join('\n'),
    )
    .action(async (options: GateCommandOptions) => {
      finish(await gate(options, context));
    });
}

async function gate(
  options: GateCommandOptions,
  context: CliContext,
): Promise<ExitCode> {
  let report: GateReport;
  try {
    const [contract, base] = await Promise.all([
      options.contract === undefined
        ? undefined
        : readContractFile(options.contract),
      options.base === undefined ? undefined : readContractFile(options.base),
    ]);
    report = options.offline
      ? compareOnly(options, base, contract)
      : await askPortal(options, base, contract, context);
  } catch (error) {
    if (!(error instanceof GateError)) {
      throw error;
    }
    context.stderr(`data-products: ${error.message}\n`);
    return EXIT.FAILED;
  }
  context.stdout(write(report, options.format));
  return report.verdict === 'blocked' ? EXIT.PROBLEMS : EXIT.OK;
}

function compareOnly(
  options: GateCommandOptions,
  base: ContractDocument | undefined,
  contract: ContractDocument | undefined,
): GateReport {
  if (!base || !contract) {
    throw new GateError(
      'Offline, two contracts are compared: give both --base and --contract',
    );
  }
  return judgeOffline(options.entity, base, contract, options.release);
}

async function askPortal(
  options: GateCommandOptions,
  base: ContractDocument | undefined,
  contract: ContractDocument | undefined,
  context: CliContext,
): Promise<GateReport> {
  const server = options.server ?? context.env.DATA_PRODUCTS_SERVER;
  if (!server || !isWebAddress(server)) {
    throw new GateError(
      "Give the address of the portal's backend with --server or in DATA_PRODUCTS_SERVER, or compare contracts alone with --offline",
    );
  }
  const client = new GateClient({
    server,
    token: context.env.DATA_PRODUCTS_TOKEN || undefined,
    timeoutMs: options.timeout * 1_000,
  });
  const change = await client.propose(toProposal(options, base, contract));
  const waitMs = 1_000 * (options.wait === true ? 3_600 : options.wait ?? 0);
  const answer = await waitForPass(client, change, waitMs, context);
  const leftOut = [...change.unread, ...answer.unread];
  if (leftOut.length) {
    context.stderr(
      `data-products: left out, as the portal is of another version and says it in a way that this one does not know: ${leftOut.join(
        ', ',
      )}\n`,
    );
  }
  return {
    entityRef: options.entity,
    verdict: answer.verdict,
    changeId: change.id,
    reasons: answer.reasons,
    difference: change.difference,
    affected: answer.affected,
    expiresAt: answer.expiresAt,
  };
}

/**
 * Asks until it passes or the time is over. A portal that is away for a while,
 * as when it is deployed, is asked again; the last word must be an answer.
 *
 * @throws GateError
 */
async function waitForPass(
  client: GateClient,
  change: ChangeReading,
  waitMs: number,
  context: CliContext,
): Promise<GateReading> {
  const deadline = Date.now() + waitMs;
  let answer = change.gate;
  let failure: GateUnavailableError | undefined;
  while (answer.verdict === 'blocked' && Date.now() < deadline) {
    context.stderr(
      `data-products: ${
        failure?.message ?? `waiting for ${namesOf(answer) || 'the gate'}`
      }\n`,
    );
    await sleep(Math.min(POLL_MS, Math.max(0, deadline - Date.now())));
    try {
      answer = await client.gate(change.id);
      failure = undefined;
    } catch (error) {
      if (!(error instanceof GateUnavailableError)) {
        throw error;
      }
      failure = error;
    }
  }
  if (failure) {
    throw failure;
  }
  return answer;
}

/** @throws GateError for options that the portal would refuse */
function toProposal(
  options: GateCommandOptions,
  base: ContractDocument | undefined,
  contract: ContractDocument | undefined,
) {
  const { entity, release, rollbackTo, commit, url } = options;
  const content = {
    entityRef: entity,
    kind: options.kind ?? (contract ? 'schema' : 'pipeline'),
    title:
      options.title ??
      (commit ? `Change of ${commit.slice(0, 12)}` : 'Change of a pipeline'),
    contract,
    base: base && sha256(canonicalJson(base as never)),
    version: release === undefined ? undefined : { to: release },
    rollbackTo,
    commit,
    url,
  };
  const parsed = changeProposalSchema.safeParse({
    id: changeIdOf(content),
    ...content,
  });
  if (!parsed.success) {
    throw new GateError(
      parsed.error.issues
        .map(({ path, message }) => `${path.join('.')}: ${message}`)
        .join('; '),
    );
  }
  return parsed.data;
}

function write(
  report: GateReport,
  format: GateCommandOptions['format'],
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, undefined, 2)}\n`;
    case 'junit':
      return gateJunit(report);
    case 'markdown':
      return gateMarkdown(report);
    default:
      return describeGate(report);
  }
}

function namesOf({ reasons }: GateReading): string {
  const parties = reasons
    .filter(({ blocks }) => blocks)
    .flatMap(({ whoseTurn }) => whoseTurn);
  return [...new Set(parties)].join(', ');
}

function readRef(text: string): string {
  const parsed = entityRefSchema.safeParse(text);
  if (!parsed.success) {
    throw new InvalidArgumentError(parsed.error.issues[0].message);
  }
  return parsed.data;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 86_400)) {
    throw new InvalidArgumentError(
      'It must be a number of seconds, at most 86400.',
    );
  }
  return seconds;
}
