import { measureOnDatabases } from '../databases/measureOnDatabases';
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
  await measureOnDatabases(async (target, table) => {
    const subject = { target, size, table };
    const version = parts.includes('ingest')
      ? await measureIngest(subject)
      : undefined;
    if (parts.includes('sweeps')) {
      await measureSweeps(subject);
    }
    if (parts.includes('tab')) {
      await measureTab(subject);
    }
    if (parts.includes('size')) {
      await measureSize(subject);
    }
    return version;
  });
}
