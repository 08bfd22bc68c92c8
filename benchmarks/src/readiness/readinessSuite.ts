import {
  BenchmarkDatabases,
  DatabaseTarget,
} from '../databases/BenchmarkDatabases';
import { describeMachine } from '../measure/machine';
import { median } from '../measure/percentiles';
import { totalStatements } from '../measure/StatementLog';
import { formatNumber, ReportTable } from '../report/ReportTable';
import { measureTechInsights } from '../techInsights/measureTechInsights';
import { measureEvaluation } from './measureEvaluation';
import { measureReading } from './measureReading';
import { measureSync } from './measureSync';
import { SuiteSize } from './SuiteSize';
import { targetsFor } from './targets';

const PEER = 'Tech Insights: run all checks';

/**
 * Measures readiness against its targets and against Tech Insights, in one
 * run, on SQLite and on PostgreSQL, and prints one table.
 */
export async function runReadinessSuite(size: SuiteSize): Promise<void> {
  const table = new ReportTable();
  const versions = new Set<string>();
  const databases = await BenchmarkDatabases.start();
  try {
    for (const target of databases.targets) {
      const techInsightsMs = await addTechInsights(target, size, table);
      for (const entities of [size.small, size.large]) {
        const subject = {
          column: { database: target.name, entities },
          database: target.configFor(`readiness_${entities}`),
          size,
          targets: targetsFor(target.name, entities === size.large),
          table,
        };
        versions.add(await measureSync(subject));
        await measureEvaluation(subject, techInsightsMs);
        await measureReading(subject);
      }
    }
  } finally {
    await databases.stop();
  }
  console.log(`\n${[describeMachine(), ...versions].join(', ')}\n`);
  console.log(table.toMarkdown());
}

/** @returns the median time of all checks over all entities, in ms. */
async function addTechInsights(
  target: DatabaseTarget,
  { small, techInsightsRuns }: SuiteSize,
  table: ReportTable,
): Promise<number> {
  const column = { database: target.name, entities: small };
  const costs = await measureTechInsights(target, {
    entities: small,
    runs: techInsightsRuns,
  });
  const [first] = costs;
  const wallMs = costs.map(cost => cost.wallMs);
  table.add(PEER, column, {
    seen: `${formatNumber(median(wallMs))} ms (${wallMs
      .map(formatNumber)
      .join(', ')})`,
  });
  table.addAtMost(`${PEER}: event loop blocked`, column, {
    value: Math.max(...costs.map(({ blockedMs }) => blockedMs)),
    unit: 'ms',
  });
  table.addAtMost(`${PEER}: statements per 1,000`, column, {
    value: totalStatements(first.statements) / (small / 1000),
  });
  table.addAtMost(`${PEER}: memory growth`, column, {
    value: first.rssGrowthMb,
    unit: 'MB',
  });
  return median(wallMs);
}
