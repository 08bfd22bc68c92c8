import {
  BenchmarkDatabases,
  DatabaseTarget,
} from '../databases/BenchmarkDatabases';
import { describeMachine } from '../measure/machine';
import { median } from '../measure/percentiles';
import { formatNumber, ReportTable } from '../report/ReportTable';
import { TaskProcess } from '../tasks/TaskProcess';
import { LedgerSize } from './LedgerSize';
import type { LedgerMethods } from './ledgerTask';

const FLOOR = 'Locked single append, the floor';
const SINGLE = 'Append of one entry';
const SHARE = 'Append of one entry, share of the floor';
const GROUPED = 'Group commit, 5,000 callers with an entry each';
const BATCHED = 'Group commit, 50 callers with 100 entries each';
const VERIFIED = 'Verification of an export, by the command';
const VERIFIED_BY_ONE = 'Verification of an export, by one thread';
const VERIFIED_CPU = 'Verification of an export, processor time of 1,000';

const LEAST = { share: 0.8, batched: 35_000, verified: 400_000 };

/** What can be measured by itself. */
export const LEDGER_PARTS = ['single', 'grouped', 'verify'] as const;

type LedgerPart = (typeof LEDGER_PARTS)[number];

/**
 * Measures the ledger against its targets on SQLite and on PostgreSQL, in one
 * run, and prints one table.
 */
export async function runLedgerSuite(
  size: LedgerSize,
  parts: readonly LedgerPart[],
): Promise<void> {
  const table = new ReportTable();
  table.setTarget(SHARE, `≥ ${LEAST.share}`);
  table.setTarget(BATCHED, '≥ 35,000 /s PostgreSQL');
  table.setTarget(VERIFIED, '≥ 400,000 /s');
  const versions = new Set<string>();
  const databases = await BenchmarkDatabases.start();
  const task = TaskProcess.start<LedgerMethods>(
    require.resolve('./ledgerTask'),
  );
  try {
    for (const target of databases.targets) {
      if (parts.includes('single')) {
        versions.add(await addSingleAppends(task, target, size, table));
      }
      if (parts.includes('grouped')) {
        await addGroupedAppends(task, target, size, table);
      }
    }
    if (parts.includes('verify')) {
      const column = { database: 'NDJSON', entities: size.verifiedEntries };
      const { rates, byOneThread, cpuMs } = await task.call(
        'verify',
        size.verifiedEntries,
      );
      table.add(VERIFIED, column, atLeast(median(rates), LEAST.verified));
      table.add(VERIFIED_BY_ONE, column, atLeast(median(byOneThread)));
      table.add(VERIFIED_CPU, column, {
        seen: `${formatNumber(
          (median(cpuMs) * 1000) / size.verifiedEntries,
        )} ms`,
      });
    }
    await task.stop();
  } finally {
    await databases.stop();
  }
  console.log(`\n${[describeMachine(), ...versions].join(', ')}\n`);
  console.log(table.toMarkdown());
}

async function addSingleAppends(
  task: TaskProcess<LedgerMethods>,
  target: DatabaseTarget,
  size: LedgerSize,
  table: ReportTable,
): Promise<string> {
  const column = { database: target.name, entities: size.groupedEntries };
  const { version, floor, ledger } = await task.call(
    'single',
    target.configFor('ledger_single'),
    { appends: size.singleAppends, rounds: size.rounds },
  );
  table.add(FLOOR, column, atLeast(median(floor)));
  table.add(SINGLE, column, atLeast(median(ledger)));
  const share = median(ledger.map((rate, round) => rate / floor[round]));
  table.add(SHARE, column, {
    seen: formatNumber(share),
    met: share >= LEAST.share,
  });
  return version;
}

async function addGroupedAppends(
  task: TaskProcess<LedgerMethods>,
  target: DatabaseTarget,
  size: LedgerSize,
  table: ReportTable,
): Promise<void> {
  const column = { database: target.name, entities: size.groupedEntries };
  for (const [what, perCall, callers] of [
    [GROUPED, 1, 5000],
    [BATCHED, 100, 50],
  ] as const) {
    const rate = await task.call(
      'grouped',
      target.configFor(`ledger_by_${perCall}`),
      { entries: size.groupedEntries, perCall, callers },
    );
    const isTarget = what === BATCHED && target.name === 'PostgreSQL';
    table.add(
      what,
      column,
      atLeast(rate, isTarget ? LEAST.batched : undefined),
    );
  }
}

/** @param rate - a second */
function atLeast(rate: number, least?: number) {
  return {
    seen: `${formatNumber(rate)} /s`,
    met: least === undefined ? undefined : rate >= least,
  };
}
