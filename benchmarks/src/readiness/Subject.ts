import { JsonObject } from '@backstage/types';
import { TaskProcess } from '../tasks/TaskProcess';
import { Weights } from '../company/tenChecks';
import { Latency } from '../measure/percentiles';
import { Column, formatNumber, ReportTable } from '../report/ReportTable';
import { PortalClient } from './PortalClient';
import type { PortalMethods } from './portalTask';
import { SuiteSize } from './SuiteSize';
import { Targets } from './targets';

/** What one column of the table is measured on, and against. */
export interface Subject {
  column: Column;
  /** `backend.database` of a configuration. */
  database: JsonObject;
  size: SuiteSize;
  targets: Targets;
  table: ReportTable;
}

/** Starts a portal in a process of its own, for as long as it is used. */
export async function withPortal(
  { database }: Subject,
  weights: Weights,
  use: (
    client: PortalClient,
    portal: TaskProcess<PortalMethods>,
  ) => Promise<void>,
): Promise<void> {
  const portal = TaskProcess.start<PortalMethods>(
    require.resolve('./portalTask'),
  );
  const port = await portal.call('start', database, weights);
  await use(new PortalClient(portal, port), portal);
  await portal.stop();
}

/** Adds the 99th percentile, with the median beside it. */
export function addLatency(
  { table, column }: Subject,
  what: string,
  { p50, p99 }: Latency,
  target: { limit?: number; words: string },
): void {
  const row = `${what}, p99 (p50)`;
  table.setTarget(row, target.words);
  table.addAtMost(row, column, {
    value: p99,
    limit: target.limit,
    unit: 'ms',
    note: `(${formatNumber(p50)})`,
  });
}
