import { BenchmarkDatabases } from '../databases/BenchmarkDatabases';
import { describeMachine } from '../measure/machine';
import { ReportTable } from '../report/ReportTable';
import { measureIngest } from './measureIngest';
import { measureSize } from './measureSize';
import { measureSweeps } from './measureSweeps';
import { measureTab } from './measureTab';
import { SlaSize } from './SlaSize';

/** The parts of the suite, for when only one of them is wanted. */
export const SLA_PARTS = ['ingest', 'sweeps', 'tab', 'size'] as const;
export type SlaPart = (typeof SLA_PARTS)[number];

/**
 * Measures promises against their targets on SQLite and on PostgreSQL, in one
 * run, and prints one table.
 */
export async function runSlaSuite(
  size: SlaSize,
  parts: readonly SlaPart[] = SLA_PARTS,
): Promise<void> {
  const table = new ReportTable();
  const versions = new Set<string>();
  const databases = await BenchmarkDatabases.start();
  try {
    for (const target of databases.targets) {
      const subject = { target, size, table };
      if (parts.includes('ingest')) {
        versions.add(await measureIngest(subject));
      }
      if (parts.includes('sweeps')) {
        await measureSweeps(subject);
      }
      if (parts.includes('tab')) {
        await measureTab(subject);
      }
      if (parts.includes('size')) {
        await measureSize(subject);
      }
    }
  } finally {
    await databases.stop();
  }
  console.log(`\n${[describeMachine(), ...versions].join(', ')}\n`);
  console.log(table.toMarkdown());
}
