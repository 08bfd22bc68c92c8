import { requestJson } from '../measure/requestJson';
import { timeRuns } from '../measure/percentiles';
import { formatNumber } from '../report/ReportTable';
import { TaskProcess } from '../tasks/TaskProcess';
import type { PromisesMethods } from './promisesTask';
import { SlaSubject } from './SlaSubject';
import { READ_P99_MS } from './slaTargets';
import { withPromisesPortal } from './withPromisesPortal';

const WARM_UP = 10;

/** Measures what the SLA tab asks for, of an objective with many observations. */
export async function measureTab({
  target,
  size,
  table,
}: SlaSubject): Promise<void> {
  const { windowObservations, readRuns } = size;
  const database = target.configFor('sla_tab');
  const seeding = TaskProcess.start<PromisesMethods>(
    require.resolve('./promisesTask'),
  );
  await seeding.call('open', database, 100);
  const [entityRef, name] = (
    await seeding.call('fillWindow', windowObservations)
  ).split(' ');
  await seeding.call('close');
  await seeding.stop();

  const column = { database: target.name, entities: size.products };
  const path = entityRef.replace(':', '/');
  await withPromisesPortal(database, async url => {
    for (const [what, address] of [
      ['SLA tab: all objectives', `${url}/sla/${path}`],
      ['SLA tab: one in detail', `${url}/sla/${path}/${name}/series`],
    ]) {
      const { p50, p99 } = await timeRuns(
        { runs: readRuns, warmUp: WARM_UP },
        () => requestJson(address),
      );
      const row = `${what}, ${formatNumber(
        windowObservations,
      )} observations in the window, p99 (p50)`;
      table.setTarget(row, '≤ 50 ms');
      table.addAtMost(row, column, {
        value: p99,
        limit: READ_P99_MS,
        unit: 'ms',
        note: `(${formatNumber(p50)})`,
      });
    }
  });
}
