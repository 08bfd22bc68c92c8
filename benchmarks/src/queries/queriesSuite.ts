import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BenchmarkDatabases } from '../databases/BenchmarkDatabases';
import { TaskProcess } from '../tasks/TaskProcess';
import { formatStatement } from './formatStatement';
import type { CallPlans, QueriesMethods } from './queriesTask';

/** Coarse on purpose: a report that says the same on each run can be compared. */
const BASELINES_MS = [5, 25, 100, 500, 2500, 10_000, 60_000];

/**
 * Writes what every method of every store sends to the database, with the
 * plans of SQLite and of PostgreSQL, to `queries.md` in this package.
 */
export async function runQueriesSuite(options: {
  entities: number;
}): Promise<void> {
  const reports: { version: string; calls: CallPlans[] }[] = [];
  const databases = await BenchmarkDatabases.start();
  try {
    for (const target of databases.targets) {
      console.log(
        `Explaining the statements on ${target.name}, with ${options.entities} entities`,
      );
      const task = TaskProcess.start<QueriesMethods>(
        require.resolve('./queriesTask'),
      );
      reports.push(
        await task.call(
          'explain',
          target.configFor('queries'),
          options.entities,
        ),
      );
      await task.stop();
    }
  } finally {
    await databases.stop();
  }
  const file = path.resolve('queries.md');
  await writeFile(file, toMarkdown(options.entities, reports));
  console.log(`Wrote ${path.basename(file)}`);
}

function toMarkdown(
  entities: number,
  reports: readonly { version: string; calls: CallPlans[] }[],
): string {
  const [{ calls }] = reports;
  const sections = calls.map(({ name }, index) =>
    [
      `## ${name}`,
      ...reports.flatMap(({ version, calls: own }) => [
        `### ${version}: under ${baselineOf(own[index].wallMs)}`,
        ...own[index].statements.map(
          ({ sql, plan }) =>
            `\`\`\`sql\n${formatStatement(
              sql,
            )}\n\`\`\`\n\n\`\`\`text\n${plan.join('\n')}\n\`\`\``,
        ),
      ]),
    ].join('\n\n'),
  );
  return `# Queries

Every statement that the stores of the backend send, and how each database goes
about it, with ${entities.toLocaleString(
    'en-US',
  )} entities. \`./yarnw bench queries\` writes this file; a
change of it in a review is a change of a plan.

Opening and ending transactions is left out, and so is the same statement with
other values. The times are coarse, and of the whole call.

${sections.join('\n\n')}
`;
}

function baselineOf(wallMs: number): string {
  const limit = BASELINES_MS.find(ms => wallMs < ms);
  if (limit === undefined) {
    return 'no limit';
  }
  return limit < 1000 ? `${limit} ms` : `${limit / 1000} s`;
}
