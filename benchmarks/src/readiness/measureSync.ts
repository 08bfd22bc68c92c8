import { writeStatements } from '../measure/StatementLog';
import { formatNumber } from '../report/ReportTable';
import { TaskProcess } from '../tasks/TaskProcess';
import type { SeedMethods } from './seedTask';
import { Subject } from './Subject';
import { TARGET_WORDS } from './targets';

const WRITES = 'Second reconcile, nothing changed: writing statements';
const EDITS = 'Reconcile after 1,000 edits without hints: found';

/**
 * Fills a database from a generated catalog, and measures the reconcile.
 *
 * @returns the version of the database.
 */
export async function measureSync(subject: Subject): Promise<string> {
  const { table, column, database } = subject;
  const seeding = TaskProcess.start<SeedMethods>(require.resolve('./seedTask'));
  const { first, unchanged, edited, edits, documentBytes, databaseVersion } =
    await seeding.call('seed', database, column.entities);
  await seeding.stop();

  table.addAtMost('First reconcile', column, {
    value: first.cost.wallMs / 1000,
    unit: 's',
  });
  table.addAtMost('Evidence an entity', column, {
    value: documentBytes,
    unit: 'bytes',
  });
  table.addAtMost('Second reconcile, nothing changed', column, {
    value: unchanged.cost.wallMs,
    unit: 'ms',
  });
  table.setTarget(WRITES, TARGET_WORDS.reconcileWrites);
  table.addAtMost(WRITES, column, {
    value: writeStatements(unchanged.cost.statements),
    limit: 0,
  });
  table.setTarget(EDITS, TARGET_WORDS.reconcileEdits);
  table.add(EDITS, column, {
    seen: `${edited.changed} in ${formatNumber(edited.cost.wallMs)} ms`,
    met: edited.changed === edits,
  });
  return databaseVersion;
}
