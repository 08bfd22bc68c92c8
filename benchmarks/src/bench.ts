import { parseArgs } from 'node:util';
import { runQueriesSuite } from './queries/queriesSuite';
import { runReadinessSuite } from './readiness/readinessSuite';
import { FULL, QUICK } from './readiness/SuiteSize';

const USAGE = `Usage: yarn bench <suite> [--quick]

Suites:
  readiness   speed and memory against the targets, beside Tech Insights
  queries     writes benchmarks/queries.md: every statement with its plans

--quick tries a suite on little data; its figures say nothing.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false } },
  });
  const [suite] = positionals;
  if (suite === 'readiness' && positionals.length === 1) {
    await runReadinessSuite(values.quick ? QUICK : FULL);
  } else if (suite === 'queries' && positionals.length === 1) {
    await runQueriesSuite({ entities: values.quick ? 2000 : 100_000 });
  } else {
    console.error(USAGE);
    process.exitCode = 1;
  }
}

main().catch(error => {
  console.error(error);
  // Measured processes may still run; they end with this one.
  process.exit(1);
});
