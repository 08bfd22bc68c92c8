import {
  ChangeDetail,
  GateAnswer,
} from '@handoff/backstage-plugin-data-products-common';
import {
  BenchmarkDatabases,
  DatabaseTarget,
} from '../databases/BenchmarkDatabases';
import { describeMachine } from '../measure/machine';
import { timeRuns } from '../measure/percentiles';
import { requestJson } from '../measure/requestJson';
import { formatNumber, ReportTable } from '../report/ReportTable';
import { withPromisesPortal } from '../sla/withPromisesPortal';
import { TaskProcess } from '../tasks/TaskProcess';
import type { GateMethods } from './gateTask';

/** How much is measured. */
export interface GateSize {
  affected: number;
  runs: number;
}

/** What the published figures come from. */
export const FULL_GATE: GateSize = { affected: 10_000, runs: 500 };

/** Small enough to try a change of the benchmark itself. */
export const QUICK_GATE: GateSize = { affected: 300, runs: 20 };

const VERDICT_MS = 50;
const WARM_UP = 20;

/**
 * Measures the verdict of the gate over HTTP, of a change that affects many
 * entities, and prints one table.
 *
 * @throws Error when another number of entities is affected.
 */
export async function runGateSuite(size: GateSize): Promise<void> {
  const table = new ReportTable();
  const versions: string[] = [];
  const databases = await BenchmarkDatabases.start();
  try {
    for (const target of databases.targets) {
      versions.push(await measureOn(target, size, table));
    }
  } finally {
    await databases.stop();
  }
  console.log(`\n${[describeMachine(), ...versions].join(', ')}\n`);
  console.log(table.toMarkdown());
}

/** @returns the database's name and version. */
async function measureOn(
  target: DatabaseTarget,
  { affected, runs }: GateSize,
  table: ReportTable,
): Promise<string> {
  const database = target.configFor('gate');
  const seeding = TaskProcess.start<GateMethods>(require.resolve('./gateTask'));
  const { entityRef, version } = await seeding.call('seed', database, affected);
  await seeding.stop();
  const column = { database: target.name, entities: affected + 1 };
  const add = (what: string, value: number, limit?: number, note?: string) => {
    if (limit !== undefined) {
      table.setTarget(what, `≤ ${limit} ms`);
    }
    table.addAtMost(what, column, { value, limit, unit: 'ms', note });
  };
  await withPromisesPortal(database, async url => {
    const start = performance.now();
    const change = await requestJson<ChangeDetail>(`${url}/changes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      // Words cannot be compared, so that all of it may be affected.
      body: JSON.stringify({
        entityRef,
        kind: 'definition',
        title: 'Count visitors, not visits',
      }),
    });
    add('First proposal in its process', performance.now() - start);
    const { p50, p99 } = await timeRuns({ runs, warmUp: WARM_UP }, async () => {
      const answer = await requestJson<GateAnswer>(
        `${url}/changes/${change.id}/gate`,
      );
      if (answer.affected.total !== affected) {
        throw new Error(
          `${answer.affected.total} entities are affected, not ${affected}`,
        );
      }
    });
    add(
      `Verdict of the gate, ${formatNumber(affected)} affected, p99 (p50)`,
      p99,
      VERDICT_MS,
      `(${formatNumber(p50)})`,
    );
  });
  return version;
}
