import { formatNumber } from '../report/ReportTable';
import { totalStatements } from '../measure/StatementLog';
import { TaskProcess } from '../tasks/TaskProcess';
import { HOUR_MS, OBJECTIVES } from './promisedProducts';
import type { PromisesMethods } from './promisesTask';
import { SlaSubject } from './SlaSubject';
import { BLOCKED_MS, EVALUATION_MS_PER_OBJECTIVE } from './slaTargets';

/** Observations of each objective before it is evaluated. */
const HOURS = 6;

const MINUTE_MS = 60_000;
const LAST = (HOURS - 1) * HOUR_MS;

/** Measures how long it takes to evaluate all objectives. */
export async function measureSweeps(subject: SlaSubject): Promise<void> {
  const { target, size } = subject;
  const task = TaskProcess.start<PromisesMethods>(
    require.resolve('./promisesTask'),
  );
  await task.call(
    'open',
    target.configFor('sla_sweeps'),
    size.evaluatedProducts,
  );
  await task.call('save', 'objective', HOURS);

  const all = size.evaluatedProducts * OBJECTIVES.length;
  const sweep = async (
    what: string,
    afterLast: number,
    expected: { evaluated: number; isPromised: boolean },
  ) => {
    const { evaluated, cost, states } = await task.call(
      'evaluate',
      LAST + afterLast,
    );
    if (evaluated !== expected.evaluated) {
      throw new Error(
        `${what}: ${evaluated} objectives were evaluated, not ${expected.evaluated}`,
      );
    }
    addSweep(subject, what, { cost, states, isPromised: expected.isPromised });
  };
  await sweep('Evaluate all, observations of each came in', 10 * MINUTE_MS, {
    evaluated: all,
    isPromised: false,
  });
  await sweep('Evaluate all, nothing is due', 11 * MINUTE_MS, {
    evaluated: 0,
    isPromised: true,
  });
  await task.call('makeDue');
  await sweep('Evaluate all, all due, nothing changed', 12 * MINUTE_MS, {
    evaluated: all,
    isPromised: true,
  });
  // Data is at risk of becoming too old; of the rest, nothing was heard.
  await sweep('Evaluate all, time changed all', 4.9 * HOUR_MS, {
    evaluated: all,
    isPromised: true,
  });
  const broken = all * 0.4;
  await sweep('Evaluate those that time broke', 7 * HOUR_MS, {
    evaluated: broken,
    isPromised: false,
  });
  await task.stop();
}

function addSweep(
  { target, size, table }: SlaSubject,
  what: string,
  seen: {
    cost: Awaited<ReturnType<PromisesMethods['evaluate']>>['cost'];
    states: Record<string, number>;
    isPromised: boolean;
  },
): void {
  const { cost, states, isPromised } = seen;
  const objectives = size.evaluatedProducts * OBJECTIVES.length;
  const column = { database: target.name, entities: size.evaluatedProducts };
  const after = Object.entries(states)
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');
  if (isPromised) {
    table.setTarget(what, '≤ 2 s at 100,000 objectives');
  }
  table.addAtMost(what, column, {
    value: cost.wallMs,
    limit: isPromised ? objectives * EVALUATION_MS_PER_OBJECTIVE : undefined,
    unit: 'ms',
    note: `(${after})`,
  });
  const blocked = `${what}: event loop blocked`;
  table.setTarget(blocked, '≤ 20 ms');
  table.addAtMost(blocked, column, {
    value: cost.blockedMs,
    limit: BLOCKED_MS,
    unit: 'ms',
  });
  table.add(`${what}: statements per 1,000`, column, {
    seen: formatNumber(totalStatements(cost.statements) / (objectives / 1000)),
  });
}
