import { parseArgs } from 'node:util';
import { FULL_GATE, QUICK_GATE, runGateSuite } from './gate/gateSuite';
import { FULL_GRAPH, QUICK_GRAPH, runGraphSuite } from './graph/graphSuite';
import {
  FULL_IMPACT,
  QUICK_IMPACT,
  runImpactSuite,
} from './impact/impactSuite';
import { FULL_LEDGER, QUICK_LEDGER } from './ledger/LedgerSize';
import { LEDGER_PARTS, runLedgerSuite } from './ledger/ledgerSuite';
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
  gate        the verdict on a change that affects many, over HTTP
  graph       the impact as a graph in Chromium, on a portal that runs
  queries     writes benchmarks/queries.md: every statement with its plans

--quick tries a suite on little data; its figures say nothing.
--part measures one part only, of sla: ${SLA_PARTS.join(', ')};
of ledger: ${LEDGER_PARTS.join(', ')}.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      part: { type: 'string' },
    },
  });
  const [suite] = positionals;
  const isAsked = (part: string) => part === (values.part ?? part);
  const slaParts = SLA_PARTS.filter(isAsked);
  const ledgerParts = LEDGER_PARTS.filter(isAsked);
  const isKnown = positionals.length === 1;
  if (isKnown && suite === 'readiness' && !values.part) {
    await runReadinessSuite(values.quick ? QUICK : FULL);
  } else if (isKnown && suite === 'sla' && slaParts.length) {
    await runSlaSuite(values.quick ? QUICK_SLA : FULL_SLA, slaParts);
  } else if (isKnown && suite === 'ledger' && ledgerParts.length) {
    await runLedgerSuite(
      values.quick ? QUICK_LEDGER : FULL_LEDGER,
      ledgerParts,
    );
  } else if (isKnown && suite === 'impact' && !values.part) {
    await runImpactSuite(values.quick ? QUICK_IMPACT : FULL_IMPACT);
  } else if (isKnown && suite === 'gate' && !values.part) {
    await runGateSuite(values.quick ? QUICK_GATE : FULL_GATE);
  } else if (isKnown && suite === 'graph' && !values.part) {
    await runGraphSuite(values.quick ? QUICK_GRAPH : FULL_GRAPH);
  } else if (isKnown && suite === 'queries' && !values.part) {
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
