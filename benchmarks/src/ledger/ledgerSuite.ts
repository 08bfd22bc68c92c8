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
const VERIFIED = 'Verification of an export';

const LEAST = { share: 0.8, batched: 35_000, verified: 400_000 };

/**
 * Measures the ledger against its targets on SQLite and on PostgreSQL, in one
 * run, and prints one table.
 */
export async function runLedgerSuite(size: LedgerSize): Promise<void> {
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
      versions.add(await addAppends(task, target, size, table));
    }
    const rates = await task.call('verify', size.verifiedEntries);
    table.add(
      VERIFIED,
      { database: 'NDJSON', entities: size.verifiedEntries },
      atLeast(median(rates), LEAST.verified),
    );
    await task.stop();
  } finally {
    await databases.stop();
  }
  console.log(`\n${[describeMachine(), ...versions].join(', ')}\n`);
  console.log(table.toMarkdown());
}

async function addAppends(
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
  return version;
}

/** @param rate - a second */
function atLeast(rate: number, least?: number) {
  return {
    seen: `${formatNumber(rate)} /s`,
    met: least === undefined ? undefined : rate >= least,
  };
}
