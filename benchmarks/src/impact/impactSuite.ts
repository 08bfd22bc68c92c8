import { DatabaseTarget } from '../databases/BenchmarkDatabases';
import { measureOnDatabases } from '../databases/measureOnDatabases';
import { Column, formatNumber, ReportTable } from '../report/ReportTable';
import { TaskProcess } from '../tasks/TaskProcess';
import { withTask } from '../tasks/withTask';
import { ClosureTimes, ImpactMethods } from './impactTask';

/** How much is measured. */
export interface ImpactSize {
  entities: number;
  buildRuns: number;
  closureRuns: { index: number; database: number };
  changeRuns: number;
  contractColumns: number;
  differenceRuns: number;
}

/** What the published figures come from. */
export const FULL_IMPACT: ImpactSize = {
  entities: 100_000,
  buildRuns: 7,
  closureRuns: { index: 200, database: 7 },
  changeRuns: 2000,
  contractColumns: 5000,
  differenceRuns: 40,
};

/** Small enough to try a change of the benchmark itself. */
export const QUICK_IMPACT: ImpactSize = {
  entities: 5000,
  buildRuns: 2,
  closureRuns: { index: 20, database: 2 },
  changeRuns: 100,
  contractColumns: 200,
  differenceRuns: 5,
};

const BUILD_MS = 200;
const MEMORY_MB = 50;
const SMALL_CLOSURE_MS = 0.1;
const LARGE_CLOSURE_MS = 6;
const DIFFERENCE_MS = 50;

/**
 * Measures the impact index and the difference of contracts against their
 * targets, with a recursive query over the same dependencies in each database
 * as the peer and as the judge of what is found, and prints one table.
 *
 * @throws Error when index and database do not find the same.
 */
export async function runImpactSuite(size: ImpactSize): Promise<void> {
  await measureOnDatabases((target, table) => measureOn(target, size, table));
}

/** @returns the database's name and version. */
async function measureOn(
  target: DatabaseTarget,
  size: ImpactSize,
  table: ReportTable,
): Promise<string> {
  const column = { database: target.name, entities: size.entities };
  await withImpactTask(async task => {
    const { firstMs, times, memoryMb } = await task.call(
      'build',
      size.entities,
      size.buildRuns,
    );
    table.addTime('Index built', column, {
      value: times.p50,
      limit: BUILD_MS,
      note: `(first ${formatNumber(firstMs)})`,
    });
    table.setTarget('Index in memory', `≤ ${MEMORY_MB} MB`);
    table.addAtMost('Index in memory', column, {
      value: memoryMb,
      limit: MEMORY_MB,
      unit: 'MB',
    });
  });
  const version = await withImpactTask(async task => {
    const { small, large, ...rest } = await task.call(
      'closures',
      target.configFor('impact'),
      size.entities,
      size.closureRuns,
    );
    addClosure(table, 'of a hundredth', column, small, SMALL_CLOSURE_MS);
    addClosure(table, 'of nine tenths', column, large, LARGE_CLOSURE_MS);
    return rest.version;
  });
  await withImpactTask(async task => {
    const { change, closureAfter, compactMs } = await task.call(
      'changes',
      size.entities,
      size.changeRuns,
    );
    table.addTime('One entity changed, p99', column, { value: change.p99 });
    table.addTime(
      `Closure of nine tenths after ${formatNumber(size.changeRuns)} changes`,
      column,
      { value: closureAfter.p50, limit: LARGE_CLOSURE_MS },
    );
    table.addTime('Changes packed', column, { value: compactMs });
  });
  await withImpactTask(async task => {
    const { firstMs, changes, times } = await task.call(
      'difference',
      size.contractColumns,
      size.differenceRuns,
    );
    table.addTime(
      `Difference of contracts with ${formatNumber(
        size.contractColumns,
      )} columns`,
      column,
      {
        value: times.p50,
        limit: DIFFERENCE_MS,
        note: `(${formatNumber(changes)} changes, first ${formatNumber(
          firstMs,
        )})`,
      },
    );
  });
  return version;
}

function addClosure(
  table: ReportTable,
  what: string,
  column: Column,
  { reached, index, listed, database, same }: ClosureTimes,
  limit: number,
): void {
  if (!same) {
    throw new Error(
      `The index and ${column.database} disagree on the closure ${what}`,
    );
  }
  const note = `(${formatNumber(reached)} reached)`;
  table.addTime(`Closure ${what}`, column, { value: index.p50, limit, note });
  table.addTime(`Closure ${what}, p99`, column, { value: index.p99 });
  table.addTime(`Closure ${what}, all listed`, column, { value: listed.p50 });
  table.addTime(`Closure ${what}, recursive query`, column, {
    value: database.p50,
    note: `(${formatNumber(database.p50 / listed.p50)} × all listed)`,
  });
}

/** One process for each measurement: nothing of another is in its memory. */
async function withImpactTask<T>(
  use: (task: TaskProcess<ImpactMethods>) => Promise<T>,
): Promise<T> {
  return withTask(require.resolve('./impactTask'), use);
}
