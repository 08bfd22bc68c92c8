import { parseArgs } from 'node:util';
import {
  FULL_IMPACT,
  QUICK_IMPACT,
  runImpactSuite,
} from './impact/impactSuite';
import { FULL_LEDGER, QUICK_LEDGER } from './ledger/LedgerSize';
import { runLedgerSuite } from './ledger/ledgerSuite';
import { runQueriesSuite } from './queries/queriesSuite';
import { runReadinessSuite } from './readiness/readinessSuite';
import { FULL, QUICK } from './readiness/SuiteSize';
import { FULL_SLA, QUICK_SLA } from './sla/SlaSize';
import { runSlaSuite, SLA_PARTS } from './sla/slaSuite';

const USAGE = `Usage: yarn bench <suite> [--quick] [--part <part>]

Suites:
  readiness   speed and memory against the targets, beside Tech Insights
  sla         observations, their evaluation and reading against the targets
  ledger      appending to the ledger and verifying it against the targets
  impact      who is affected, and what a contract changes, beside recursive queries
  queries     writes benchmarks/queries.md: every statement with its plans

--quick tries a suite on little data; its figures say nothing.
--part measures one part of sla only: ${SLA_PARTS.join(', ')}.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      part: { type: 'string' },
    },
  });
  const [suite] = positionals;
  const parts = SLA_PARTS.filter(part => part === (values.part ?? part));
  const isKnown = positionals.length === 1 && parts.length > 0;
  if (isKnown && suite === 'readiness') {
    await runReadinessSuite(values.quick ? QUICK : FULL);
  } else if (isKnown && suite === 'sla') {
    await runSlaSuite(values.quick ? QUICK_SLA : FULL_SLA, parts);
  } else if (isKnown && suite === 'ledger') {
    await runLedgerSuite(values.quick ? QUICK_LEDGER : FULL_LEDGER);
  } else if (isKnown && suite === 'impact') {
    await runImpactSuite(values.quick ? QUICK_IMPACT : FULL_IMPACT);
  } else if (isKnown && suite === 'queries') {
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
