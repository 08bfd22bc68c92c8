import { Weights } from '../company/tenChecks';
import { median } from '../measure/percentiles';
import { Cost } from '../measure/Probe';
import { totalStatements } from '../measure/StatementLog';
import { formatNumber } from '../report/ReportTable';
import { TaskProcess } from '../tasks/TaskProcess';
import type { StoresMethods } from './storesTask';
import { addLatency, Subject, withPortal } from './Subject';
import { TARGET_WORDS } from './targets';

/**
 * Measures the evaluation of everything, over HTTP and on its own, and that of
 * one entity.
 *
 * @param techInsightsMs - What Tech Insights needs for the same number.
 */
export async function measureEvaluation(
  subject: Subject,
  techInsightsMs: number,
): Promise<void> {
  const { column, database, size } = subject;
  const { entities } = column;
  const runs =
    entities === size.large
      ? size.evaluationRuns.large
      : size.evaluationRuns.small;
  const all = { evaluated: entities, changed: entities };
  const none = { evaluated: entities, changed: 0 };
  const add = (what: string, costs: Cost[]) =>
    addCosts(subject, what, costs, techInsightsMs);

  await withPortal(subject, 'shipped', async (client, portal) => {
    add('Evaluate all, never judged before, first in its process', [
      await client.evaluateAll(all),
    ]);
    const renewed: Cost[] = [];
    for (let run = 0; run < runs; run++) {
      await portal.call('forget');
      renewed.push(await client.evaluateAll(all));
    }
    add('Evaluate all, never judged before', renewed);
  });
  await withPortal(subject, 'shipped', async client => {
    add('Evaluate all, same results, first in its process', [
      await client.evaluateAll(none),
    ]);
    const same: Cost[] = [];
    for (let run = 0; run < runs; run++) {
      same.push(await client.evaluateAll(none));
    }
    add('Evaluate all, same results', same);
  });
  await withPortal(subject, 'heavier-owner', async client => {
    add('Evaluate all, other weights, first in its process', [
      await client.evaluateAll(all),
    ]);
  });

  const stores = TaskProcess.start<StoresMethods>(
    require.resolve('./storesTask'),
  );
  await stores.call('open', database);
  const reweighed: Cost[] = [];
  for (let run = 0; run < runs; run++) {
    reweighed.push(await stores.call('evaluateAll', weightsOf(run)));
  }
  add('Evaluate all, other weights, without HTTP', reweighed);

  for (const [what, weights] of [
    ['One entity, unchanged', weightsOf(runs - 1)],
    ['One entity, changed', weightsOf(runs)],
  ] as const) {
    addLatency(
      subject,
      what,
      await stores.call('evaluateOne', weights, size.singleRuns),
      { limit: subject.targets.singleP99Ms, words: TARGET_WORDS.single },
    );
  }
  await stores.stop();
}

/** Every run has other weights than the one before. */
function weightsOf(run: number): Weights {
  return run % 2 ? 'heavier-owner' : 'shipped';
}

/** Times are medians; what must never be exceeded is the highest of all runs. */
function addCosts(
  { table, column, targets }: Subject,
  what: string,
  costs: readonly Cost[],
  techInsightsMs: number,
): void {
  const highest = (of: (cost: Cost) => number) => Math.max(...costs.map(of));
  const wallMs = median(costs.map(cost => cost.wallMs));

  table.setTarget(what, TARGET_WORDS.evaluation);
  table.addAtMost(what, column, {
    value: wallMs,
    limit: targets.evaluationMs,
    unit: 'ms',
  });
  if (targets.ratio !== undefined) {
    const row = `${what}: Tech Insights takes`;
    const ratio = techInsightsMs / wallMs;
    table.setTarget(row, TARGET_WORDS.ratio);
    table.add(row, column, {
      seen: `${formatNumber(ratio)} × as long`,
      met: ratio >= targets.ratio,
    });
  }
  const blocked = `${what}: event loop blocked`;
  table.setTarget(blocked, TARGET_WORDS.blocked);
  table.addAtMost(blocked, column, {
    value: highest(cost => cost.blockedMs),
    limit: targets.blockedMs,
    unit: 'ms',
  });
  const statements = `${what}: statements per 1,000`;
  table.setTarget(statements, TARGET_WORDS.statements);
  table.addAtMost(statements, column, {
    value: highest(
      cost => totalStatements(cost.statements) / (column.entities / 1000),
    ),
    limit: targets.statementsPerThousand,
  });
  const memory = `${what}: memory growth`;
  table.setTarget(memory, TARGET_WORDS.memory);
  table.addAtMost(memory, column, {
    value: highest(cost => cost.rssGrowthMb),
    limit: targets.memoryMb,
    unit: 'MB',
  });
}
