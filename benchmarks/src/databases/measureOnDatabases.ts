import { describeMachine } from '../measure/machine';
import { ReportTable } from '../report/ReportTable';
import { BenchmarkDatabases, DatabaseTarget } from './BenchmarkDatabases';

/**
 * Measures the same on SQLite and on PostgreSQL, in one run, and prints one
 * table.
 *
 * @param measure - adds its figures to the table, and answers the database's
 * name and version, if it knows them
 */
export async function measureOnDatabases(
  measure: (
    target: DatabaseTarget,
    table: ReportTable,
  ) => Promise<string | undefined>,
): Promise<void> {
  const table = new ReportTable();
  const versions: string[] = [];
  const databases = await BenchmarkDatabases.start();
  try {
    for (const target of databases.targets) {
      const version = await measure(target, table);
      if (version !== undefined) {
        versions.push(version);
      }
    }
  } finally {
    await databases.stop();
  }
  console.log(`\n${[describeMachine(), ...versions].join(', ')}\n`);
  console.log(table.toMarkdown());
}
