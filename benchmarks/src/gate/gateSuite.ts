import {
  ChangeDetail,
  GateAnswer,
} from '@handoff/backstage-plugin-data-products-common';
import { DatabaseTarget } from '../databases/BenchmarkDatabases';
import { measureOnDatabases } from '../databases/measureOnDatabases';
import { timeRuns } from '../measure/percentiles';
import { requestJson } from '../measure/requestJson';
import { formatNumber, ReportTable } from '../report/ReportTable';
import { withPromisesPortal } from '../sla/withPromisesPortal';
import { TaskProcess } from '../tasks/TaskProcess';
import { withTask } from '../tasks/withTask';
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
  await measureOnDatabases((target, table) => measureOn(target, size, table));
}

/** @returns the database's name and version. */
async function measureOn(
  target: DatabaseTarget,
  { affected, runs }: GateSize,
  table: ReportTable,
): Promise<string> {
  const database = target.configFor('gate');
  const { entityRef, version } = await withTask(
    require.resolve('./gateTask'),
    (task: TaskProcess<GateMethods>) => task.call('seed', database, affected),
  );
  const column = { database: target.name, entities: affected + 1 };
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
    table.addTime('First proposal in its process', column, {
      value: performance.now() - start,
    });
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
    table.addTime(
      `Verdict of the gate, ${formatNumber(affected)} affected, p99 (p50)`,
      column,
      { value: p99, limit: VERDICT_MS, note: `(${formatNumber(p50)})` },
    );
  });
  return version;
}
