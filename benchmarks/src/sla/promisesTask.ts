import { JsonObject } from '@backstage/types';
import { isPostgres } from '@handoff/backstage-plugin-data-products-backend/src/database';
import { makeDue } from '@handoff/backstage-plugin-data-products-backend/src/sla/dueObjectives';
import { ObservationStore } from '@handoff/backstage-plugin-data-products-backend/src/sla/ObservationStore';
import {
  listObjectives,
  PromisedObjective,
  savePromises,
} from '@handoff/backstage-plugin-data-products-backend/src/sla/PromiseStore';
import { SlaEvaluator } from '@handoff/backstage-plugin-data-products-backend/src/sla/SlaEvaluator';
import { SlaStore } from '@handoff/backstage-plugin-data-products-backend/src/sla/SlaStore';
import { GeneratedCatalog } from '../company/GeneratedCatalog';
import { Cost, Probe } from '../measure/Probe';
import { StatementLog } from '../measure/StatementLog';
import { createSync, openStores } from '../readiness/openStores';
import { serveTask } from '../tasks/serveTask';
import {
  DAY_MS,
  HOUR_MS,
  incoming,
  OBJECTIVES,
  START,
} from './promisedProducts';

/** As many as the service takes at once. */
const BATCH_SIZE = 2500;

const log = new StatementLog();
const probe = new Probe(log);
let opened: Awaited<ReturnType<typeof open>>;

async function open(database: JsonObject, products: number) {
  const stores = await openStores(database, log);
  const { knex } = stores;
  const catalog = GeneratedCatalog.create(products);
  await createSync(catalog, stores).reconcile(new Date());
  await knex.transaction(tx =>
    savePromises(
      tx,
      catalog.productRefs.map(entityRef => ({
        entityRef,
        promises: {
          objectives: [...OBJECTIVES],
          datedTerms: [],
          problems: [],
        },
      })),
      new Date(START),
    ),
  );
  const promised = await listObjectives(knex, catalog.productRefs);
  promised.sort((a, b) => a.objectiveId - b.objectiveId);
  const store = SlaStore.create(knex);
  const observations = ObservationStore.create(knex);
  return {
    ...stores,
    promised,
    refs: catalog.productRefs,
    observations,
    evaluator: SlaEvaluator.create({
      store,
      observations,
      evidence: stores.evidence,
    }),
  };
}

/** Stores observations in batches. @returns how long it took, in ms. */
async function save(
  observed: Iterable<[PromisedObjective, at: number, index: number]>,
  spread = false,
): Promise<number> {
  let spentMs = 0;
  let batch: ReturnType<typeof incoming>[] = [];
  const send = async () => {
    const start = performance.now();
    const fresh = await opened.observations.save(batch);
    spentMs += performance.now() - start;
    if (fresh.size !== batch.length) {
      throw new Error(`${fresh.size} of ${batch.length} observations were new`);
    }
    batch = [];
  };
  for (const [promised, at, index] of observed) {
    batch.push(incoming(promised, at, { item: batch.length, index, spread }));
    if (batch.length === BATCH_SIZE) {
      await send();
    }
  }
  if (batch.length) {
    await send();
  }
  return spentMs;
}

/** Every hour of every objective, hour by hour. */
function* byTime(from: number, hours: number) {
  for (let hour = 0; hour < hours; hour++) {
    for (const promised of opened.promised) {
      yield [promised, from + hour * HOUR_MS, hour] as [
        PromisedObjective,
        number,
        number,
      ];
    }
  }
}

/** The same, one objective after the other. */
function* byObjective(from: number, hours: number) {
  for (const promised of opened.promised) {
    for (let hour = 0; hour < hours; hour++) {
      yield [promised, from + hour * HOUR_MS, hour] as [
        PromisedObjective,
        number,
        number,
      ];
    }
  }
}

/** @throws Error when not exactly so many observations are in the database. */
async function expectStored(count: number): Promise<void> {
  const { knex } = opened;
  const length = isPostgres(knex)
    ? `jsonb_array_length(observations::jsonb -> 'o')`
    : `json_array_length(observations, '$.o')`;
  const [{ stored }] = await knex('observation_day').select(
    knex.raw(`sum(${length}) as stored`),
  );
  if (Number(stored) !== count) {
    throw new Error(`${stored} observations are stored, not ${count}`);
  }
}

async function bytesOf(...tables: string[]): Promise<number> {
  const { knex } = opened;
  if (isPostgres(knex)) {
    const { rows } = await knex.raw(
      'select sum(pg_total_relation_size(t::regclass)) as bytes from unnest(?::text[]) as t',
      [tables as any],
    );
    return Number(rows[0].bytes);
  }
  const [{ bytes }] = await knex('dbstat')
    .whereIn(
      'name',
      knex('sqlite_master').select('name').whereIn('tbl_name', tables),
    )
    .sum('pgsize as bytes');
  return Number(bytes);
}

/** Promises, observations and their evaluation, without HTTP around them. */
const methods = {
  /** Stores products with their promises. @returns the refs of the products. */
  async open(database: JsonObject, products: number): Promise<string[]> {
    opened = await open(database, products);
    return opened.refs;
  },

  /**
   * Stores so many hours, and then files them in their days.
   *
   * @returns how long each took, in ms.
   */
  async save(order: 'time' | 'objective', hours: number) {
    const savedMs = await save(
      order === 'time' ? byTime(START, hours) : byObjective(START, hours),
    );
    const start = performance.now();
    await opened.observations.fileArrivals(new Date(START));
    const filedMs = performance.now() - start;
    await expectStored(opened.promised.length * hours);
    return { savedMs, filedMs };
  },

  /** Fills the thirty days before now with observations of one objective. */
  async fillWindow(count: number): Promise<string> {
    const [promised] = opened.promised.filter(
      ({ objective }) => objective.indicator === 'completeness',
    );
    const step = (29 * DAY_MS) / count;
    const first = Date.now() - 29 * DAY_MS;
    await save(
      (function* all() {
        for (let i = 0; i < count; i++) {
          yield [promised, Math.floor(first + i * step), i] as [
            PromisedObjective,
            number,
            number,
          ];
        }
      })(),
      true,
    );
    await opened.evaluator.evaluateDue(new Date());
    return `${promised.entityRef} ${promised.objective.name}`;
  },

  /** Has all objectives looked at, whatever is known of when they change. */
  async makeDue(): Promise<void> {
    const ids = await opened.knex('objective').pluck('objective_id');
    await opened.knex.transaction(tx => makeDue(tx, ids, 0));
  },

  /** Evaluates what is due at a time after the start, in ms. */
  async evaluate(afterStart: number): Promise<{
    evaluated: number;
    states: Record<string, number>;
    cost: Cost;
  }> {
    await probe.begin();
    const { evaluated } = await opened.evaluator.evaluateDue(
      new Date(START + afterStart),
    );
    const cost = await probe.end();
    const states: Record<string, number> = {};
    const statuses: string[] = await opened
      .knex('objective')
      .whereNotNull('status')
      .pluck('status');
    for (const status of statuses) {
      const { state } = JSON.parse(status);
      states[state] = (states[state] ?? 0) + 1;
    }
    return { evaluated, states, cost };
  },

  /**
   * Writes days of hourly observations hour by hour, and sums up each day.
   * PostgreSQL cleans up once a day.
   *
   * @returns bytes that grow with time, apart: what is kept as long as
   * observations are, and what is kept for ever.
   */
  async measureSize(days: number) {
    const { knex, evaluator } = opened;
    for (let day = 0; day < days; day++) {
      await save(byTime(START + day * DAY_MS, 24), true);
      await evaluator.evaluateDue(new Date(START + (day + 1) * DAY_MS));
      if (isPostgres(knex)) {
        // A day goes by within a second: what the settings of these tables
        // have the server do several times a day has no time to happen.
        await knex.raw('vacuum observation_day, objective');
      }
    }
    const whole = await bytesOf('observation_day', 'day_arrival');
    const fixed = await bytesOf('objective', 'promise');
    const breaches = await bytesOf('breach', 'outbox', 'notice');
    // What remains once observations are too old to be kept.
    await knex('observation_day').update({ observations: null });
    await knex.raw(isPostgres(knex) ? 'vacuum full observation_day' : 'vacuum');
    return { whole, fixed, breaches, sums: await bytesOf('observation_day') };
  },

  async close(): Promise<void> {
    await opened.knex.destroy();
  },
};

export type PromisesMethods = typeof methods;

serveTask(methods);
