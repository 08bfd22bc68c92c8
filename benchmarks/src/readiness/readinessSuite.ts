import path from 'node:path';
import {
  BenchmarkDatabases,
  DatabaseTarget,
} from '../databases/BenchmarkDatabases';
import { describeMachine } from '../measure/machine';
import { median, timeRuns } from '../measure/percentiles';
import { Cost } from '../measure/Probe';
import { totalStatements, writeStatements } from '../measure/StatementLog';
import { ROOT_TEAM } from '../company/GeneratedCatalog';
import { Weights } from '../company/tenChecks';
import { formatNumber, ReportTable } from '../report/ReportTable';
import { TaskProcess } from '../tasks/TaskProcess';
import { measureTechInsights } from '../techInsights/measureTechInsights';
import { ExploreQueries } from './ExploreQueries';
import { PortalClient } from './PortalClient';
import type { PortalMethods } from './portalTask';
import type { SeedMethods } from './seedTask';
import type { StoresMethods } from './storesTask';

/** How much is measured; the published figures are those of {@link FULL}. */
export interface SuiteSize {
  /** The size that Tech Insights is compared at. */
  small: number;
  large: number;
  techInsightsRuns: number;
  evaluationRuns: number;
  singleRuns: number;
  readRuns: number;
}

export const FULL: SuiteSize = {
  small: 10_000,
  large: 100_000,
  techInsightsRuns: 3,
  evaluationRuns: 15,
  singleRuns: 2000,
  readRuns: 500,
};

/** Small enough to try a change of the benchmark itself. */
export const QUICK: SuiteSize = {
  small: 500,
  large: 2000,
  techInsightsRuns: 2,
  evaluationRuns: 3,
  singleRuns: 200,
  readRuns: 30,
};

const RATIO = 100;
const BLOCKED_MS = 20;
const STATEMENTS_PER_THOUSAND = 3;
/** What each database should reach. */
const AIM_MS = { SQLite: 65, PostgreSQL: 140 };
const SINGLE_P99_MS = { SQLite: 1, PostgreSQL: 4 };
const EXPLORE_P99_MS = 25;

/**
 * Measures readiness against its targets and against Tech Insights, in one
 * run, on SQLite and on PostgreSQL, and prints one table.
 */
export async function runReadinessSuite(size: SuiteSize): Promise<void> {
  const table = new ReportTable();
  const databases = await BenchmarkDatabases.start();
  try {
    for (const target of databases.targets) {
      const techInsights = await measurePeer(target, size, table);
      for (const entities of [size.small, size.large]) {
        await measureSize(target, entities, size, techInsights, table);
      }
    }
    console.log(`\n${describeMachine()}, ${await databases.describe()}\n`);
    console.log(table.toMarkdown());
  } finally {
    await databases.stop();
  }
}

async function measurePeer(
  target: DatabaseTarget,
  { small, techInsightsRuns }: SuiteSize,
  table: ReportTable,
): Promise<number> {
  const costs = await measureTechInsights(target, {
    entities: small,
    runs: techInsightsRuns,
  });
  const wallMs = costs.map(cost => cost.wallMs);
  const row = {
    database: target.name,
    entities: small,
    what: 'Tech Insights: run all checks',
  };
  const [first] = costs;
  table.add({ ...row, seen: `median ${formatNumber(median(wallMs))} ms` });
  table.add({
    ...row,
    what: `${row.what}, event loop blocked`,
    seen: `${formatNumber(Math.max(...costs.map(cost => cost.blockedMs)))} ms`,
  });
  table.add({
    ...row,
    what: `${row.what}, memory growth`,
    seen: `${formatNumber(first.rssGrowthMb)} MB`,
  });
  table.add({
    ...row,
    what: `${row.what}, statements per 1,000 entities`,
    seen: formatNumber(perThousand(first, small)),
  });
  return median(wallMs);
}

async function measureSize(
  target: DatabaseTarget,
  entities: number,
  size: SuiteSize,
  techInsightsMs: number,
  table: ReportTable,
): Promise<void> {
  const database = target.configFor(`readiness_${entities}`);
  const isSmall = entities === size.small;
  const at = { database: target.name, entities };
  const memoryLimit = isSmall ? 100 : 250;

  const addEvaluation = (what: string, costs: Cost[]) => {
    const wallMs = median(costs.map(cost => cost.wallMs));
    table.addAtMost(
      { ...at, what },
      {
        value: wallMs,
        limit: isSmall ? AIM_MS[target.name] : undefined,
        unit: 'ms',
      },
    );
    if (isSmall) {
      const ratio = techInsightsMs / wallMs;
      table.add({
        ...at,
        what: `${what}, against Tech Insights`,
        target: `≥ ${RATIO} ×`,
        seen: `${formatNumber(ratio)} ×`,
        met: ratio >= RATIO,
      });
    }
    table.addAtMost(
      { ...at, what: `${what}, event loop blocked` },
      {
        value: Math.max(...costs.map(({ blockedMs }) => blockedMs)),
        limit: BLOCKED_MS,
        unit: 'ms',
      },
    );
    table.addAtMost(
      { ...at, what: `${what}, statements per 1,000 entities` },
      {
        value: Math.max(...costs.map(cost => perThousand(cost, entities))),
        limit: STATEMENTS_PER_THOUSAND,
        unit: '',
      },
    );
    table.addAtMost(
      { ...at, what: `${what}, memory growth` },
      {
        value: Math.max(...costs.map(({ rssGrowthMb }) => rssGrowthMb)),
        limit: memoryLimit,
        unit: 'MB',
      },
    );
  };

  await measureSync(database, at, table);

  await withPortal(database, 'shipped', async (client, portal) => {
    const all = { evaluated: entities, changed: entities };
    const none = { evaluated: entities, changed: 0 };
    addEvaluation('Evaluate all, all new, first in its process', [
      await client.evaluateAll(all),
    ]);
    const renewed: Cost[] = [];
    const unchanged: Cost[] = [];
    for (let run = 0; run < size.evaluationRuns; run++) {
      await portal.call('forget');
      renewed.push(await client.evaluateAll(all));
      unchanged.push(await client.evaluateAll(none));
    }
    addEvaluation('Evaluate all, all new', renewed);
    addEvaluation('Evaluate all, nothing changed', unchanged);
  });

  await withPortal(database, 'heavier-owner', async client => {
    addEvaluation('Evaluate all, other weights, first in its process', [
      await client.evaluateAll({ evaluated: entities, changed: entities }),
    ]);
  });

  const stores = TaskProcess.start<StoresMethods>(
    path.join(__dirname, 'storesTask.ts'),
  );
  await stores.call('open', database);
  const reweighed: Cost[] = [];
  for (let run = 0; run < size.evaluationRuns; run++) {
    const weights = run % 2 ? 'heavier-owner' : 'shipped';
    reweighed.push(await stores.call('evaluateAll', weights));
  }
  addEvaluation('Evaluate all, other weights, without HTTP', reweighed);

  const last = size.evaluationRuns % 2 ? 'shipped' : 'heavier-owner';
  const other = last === 'shipped' ? 'heavier-owner' : 'shipped';
  for (const [what, weights] of [
    ['One entity, unchanged', last],
    ['One entity, changed', other],
  ] as [string, Weights][]) {
    const { p50, p99 } = await stores.call(
      'evaluateOne',
      weights,
      size.singleRuns,
    );
    table.addAtMost(
      { ...at, what: `${what}, p99` },
      {
        value: p99,
        limit: SINGLE_P99_MS[target.name],
        unit: 'ms',
        note: `(p50 ${formatNumber(p50)} ms)`,
      },
    );
  }
  await stores.call('evaluateAll', 'shipped');
  await stores.call('spreadHistory');

  const teamLimit = isSmall ? 10 : 100;
  const exploreLimit = isSmall ? undefined : EXPLORE_P99_MS;
  const addLatency = (
    what: string,
    limit: number | undefined,
    { p50, p99 }: { p50: number; p99: number },
  ) =>
    table.addAtMost(
      { ...at, what: `${what}, p99` },
      { value: p99, limit, unit: 'ms', note: `(p50 ${formatNumber(p50)} ms)` },
    );
  const { readRuns } = size;
  addLatency(
    'Score of the root team, without HTTP',
    teamLimit,
    await stores.call('rootTeam', readRuns),
  );
  addLatency(
    'Scores of all teams, without HTTP',
    teamLimit,
    await stores.call('listTeams', readRuns),
  );
  addLatency(
    'Explore page, without HTTP',
    exploreLimit,
    await stores.call('explore', readRuns),
  );
  await stores.stop();

  await withPortal(database, 'shipped', async client => {
    const first = await client.firstList();
    table.addAtMost(
      { ...at, what: 'First question after a start' },
      { value: first.wallMs, unit: 'ms' },
    );
    table.addAtMost(
      { ...at, what: 'First question after a start, event loop blocked' },
      { value: first.blockedMs, unit: 'ms' },
    );
    table.addAtMost(
      { ...at, what: 'All entities at hand for lists, memory growth' },
      { value: first.rssGrowthMb, limit: memoryLimit, unit: 'MB' },
    );
    const timed = (run: () => Promise<unknown>) =>
      timeRuns({ runs: readRuns, warmUp: 20 }, run);
    addLatency(
      'Score of the root team',
      teamLimit,
      await timed(() => client.team(ROOT_TEAM)),
    );
    addLatency(
      'Scores of all teams',
      teamLimit,
      await timed(() => client.listTeams()),
    );
    const queries = new ExploreQueries();
    addLatency(
      'Explore page',
      exploreLimit,
      await timed(async () =>
        queries.sawPage(await client.list(queries.next())),
      ),
    );
  });
}

async function measureSync(
  database: Parameters<SeedMethods['seed']>[0],
  at: { database: string; entities: number },
  table: ReportTable,
): Promise<void> {
  const seeding = TaskProcess.start<SeedMethods>(
    path.join(__dirname, 'seedTask.ts'),
  );
  const { first, unchanged, edited, edits, documentBytes } = await seeding.call(
    'seed',
    database,
    at.entities,
  );
  await seeding.stop();
  table.addAtMost(
    { ...at, what: 'First reconcile' },
    {
      value: first.cost.wallMs,
      unit: 'ms',
      note: `(${documentBytes} bytes of evidence an entity)`,
    },
  );
  table.addAtMost(
    { ...at, what: 'Second reconcile, nothing changed' },
    { value: unchanged.cost.wallMs, unit: 'ms' },
  );
  table.addAtMost(
    { ...at, what: 'Second reconcile, writing statements' },
    { value: writeStatements(unchanged.cost.statements), limit: 0, unit: '' },
  );
  table.add({
    ...at,
    what: `Reconcile after ${edits} edits without hints: found`,
    target: String(edits),
    seen: `${edited.changed} in ${formatNumber(edited.cost.wallMs)} ms`,
    met: edited.changed === edits,
  });
}

async function withPortal(
  database: Parameters<PortalMethods['start']>[0],
  weights: Weights,
  use: (
    client: PortalClient,
    portal: TaskProcess<PortalMethods>,
  ) => Promise<void>,
): Promise<void> {
  const portal = TaskProcess.start<PortalMethods>(
    path.join(__dirname, 'portalTask.ts'),
  );
  const port = await portal.call('start', database, weights);
  await use(new PortalClient(portal, port), portal);
  await portal.stop();
}

function perThousand(cost: Cost, entities: number): number {
  return totalStatements(cost.statements) / (entities / 1000);
}
