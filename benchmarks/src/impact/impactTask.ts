import { JsonObject } from '@backstage/types';
import {
  differContracts,
  ImpactIndex,
} from '@handoff/backstage-plugin-data-products-common';
import { SeededRandom } from 'backend/src/modules/scaleGenerator/SeededRandom';
import { openPluginDatabase } from '../databases/openPluginDatabase';
import { readDatabaseVersion } from '../databases/readDatabaseVersion';
import { Latency, latencyOf, timeRuns } from '../measure/percentiles';
import { StatementLog } from '../measure/StatementLog';
import { serveTask } from '../tasks/serveTask';
import { DependencyTable } from './DependencyTable';
import { generateContract } from './generateContract';
import { generateDependencies } from './generateDependencies';

const MB = 1024 * 1024;
const SEED = 3;

/** A question about everything downstream, asked of the index and of the peer. */
export interface ClosureTimes {
  reached: number;
  index: Latency;
  /** With every ref told, as the database tells every number. */
  listed: Latency;
  database: Latency;
  /** Whether both found the same entities. */
  same: boolean;
}

const methods = {
  /** How long it takes to build, and what stays in memory with nothing else around. */
  async build(
    count: number,
    runs: number,
  ): Promise<{ firstMs: number; times: Latency; memoryMb: number }> {
    const before = usedBytes();
    const times: number[] = [];
    let index: ImpactIndex | undefined;
    for (let run = 0; run < runs; run++) {
      const built = buildAnew(count);
      index = built.index;
      times.push(built.ms);
    }
    // The memory of walks is part of it.
    index!.closure('dataproduct:default/generated-product-0');
    const memoryMb = (usedBytes() - before) / MB;
    // Used after the measure, so that it is not collected before.
    if (index!.nodeCount !== count) {
      throw new Error(`${index!.nodeCount} entities were built of ${count}`);
    }
    return { firstMs: times[0], times: latencyOf(times), memoryMb };
  },

  /** Questions about everything downstream, beside the database. */
  async closures(
    database: JsonObject,
    count: number,
    runs: { index: number; database: number },
  ): Promise<{ version: string; small: ClosureTimes; large: ClosureTimes }> {
    const { nodes, smallStart, largeStart } = generateDependencies(count);
    const knex = await openPluginDatabase(
      'impact',
      database,
      new StatementLog(),
    ).getClient();
    const table = await DependencyTable.create(knex, nodes);
    const index = ImpactIndex.build(nodes);
    const measure = async (start: string): Promise<ClosureTimes> => {
      const found = index.closure(start).nodes();
      const expected = await table.downstream(start);
      const ids = new Set(found.map(({ ref }) => table.idOf(ref)));
      return {
        reached: found.length,
        same: ids.size === expected.length && expected.every(id => ids.has(id)),
        index: await timeRuns({ runs: runs.index, warmUp: 50 }, async () =>
          index.closure(start),
        ),
        listed: await timeRuns({ runs: runs.database, warmUp: 5 }, async () =>
          index.closure(start).nodes(),
        ),
        database: await timeRuns({ runs: runs.database, warmUp: 1 }, () =>
          table.downstream(start),
        ),
      };
    };
    const result = {
      version: await readDatabaseVersion(knex),
      small: await measure(smallStart),
      large: await measure(largeStart),
    };
    await knex.destroy();
    return result;
  },

  /** Changes of single entities, and what a question costs after them. */
  async changes(
    count: number,
    runs: number,
  ): Promise<{ change: Latency; closureAfter: Latency; compactMs: number }> {
    const { nodes, largeStart } = generateDependencies(count);
    const index = ImpactIndex.build(nodes);
    const random = new SeededRandom(SEED);
    const change = await timeRuns({ runs, warmUp: 100 }, async () => {
      const node = nodes[random.integer(count / 10, count - 1)];
      index.set({ ...node, inputs: node.inputs.slice(0, 2) });
    });
    const closureAfter = await timeRuns({ runs: 50, warmUp: 50 }, async () =>
      index.closure(largeStart),
    );
    const start = performance.now();
    index.compact();
    return { change, closureAfter, compactMs: performance.now() - start };
  },

  /** The difference of two contracts, from documents to judged changes. */
  async difference(
    columns: number,
    runs: number,
  ): Promise<{ firstMs: number; changes: number; times: Latency }> {
    const before = generateContract(columns, 1);
    const after = generateContract(columns, 2);
    const start = performance.now();
    const { changes } = differContracts(before, after);
    const firstMs = performance.now() - start;
    return {
      firstMs,
      changes: changes.length,
      times: await timeRuns({ runs, warmUp: 5 }, async () =>
        differContracts(before, after),
      ),
    };
  },
};

export type ImpactMethods = typeof methods;

/** In a function of its own, so that nothing of its input outlives it. */
function buildAnew(count: number): { index: ImpactIndex; ms: number } {
  const { nodes } = generateDependencies(count);
  global.gc?.();
  const start = performance.now();
  const index = ImpactIndex.build(nodes);
  return { index, ms: performance.now() - start };
}

/** What is reachable: garbage of a benchmark is not its subject's. */
function usedBytes(): number {
  global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

serveTask(methods);
