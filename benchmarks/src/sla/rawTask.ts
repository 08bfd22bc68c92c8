import { JsonObject } from '@backstage/types';
import {
  isPostgres,
  openDatabase,
} from '@handoff/backstage-plugin-data-products-backend/src/database';
import { Knex } from 'knex';
import { openPluginDatabase } from '../databases/openPluginDatabase';
import { readDatabaseVersion } from '../databases/readDatabaseVersion';
import { StatementLog } from '../measure/StatementLog';
import { serveTask } from '../tasks/serveTask';
import { HOUR_MS, SOURCE, START } from './promisedProducts';

/** The size at which both databases are about fastest. */
const BATCH_SIZE = 5000;

type Row = [objective: number, at: number, id: string, value: number];

const methods = {
  /**
   * Upserts plain rows, an observation in each, in the order of time. It is
   * what a table without days, sums and reasons takes at best.
   *
   * @returns rows a second.
   */
  async upsert(database: JsonObject, objectives: number, hours: number) {
    const knex = await openDatabase(
      openPluginDatabase('data-products', database, new StatementLog()),
    );
    await knex.schema.createTable('raw_observation', table => {
      table.integer('objective_id').notNullable();
      table.bigInteger('at').notNullable();
      table.text('id').notNullable();
      table.double('value');
      table.text('source').notNullable();
      table.primary(['objective_id', 'id']);
    });
    let spentMs = 0;
    for (let hour = 0; hour < hours; hour++) {
      for (let first = 0; first < objectives; first += BATCH_SIZE) {
        const at = START + hour * HOUR_MS;
        const rows = Array.from(
          { length: Math.min(BATCH_SIZE, objectives - first) },
          (_, i): Row => [first + i, at, `run-${at}`, 0.99],
        );
        const start = performance.now();
        await knex.transaction(tx => upsertRows(tx, rows));
        spentMs += performance.now() - start;
      }
    }
    const [{ stored }] = await knex('raw_observation').count('* as stored');
    if (Number(stored) !== objectives * hours) {
      throw new Error(`${stored} rows are stored, not ${objectives * hours}`);
    }
    const databaseVersion = await readDatabaseVersion(knex);
    await knex.destroy();
    return {
      databaseVersion,
      perSecond: (objectives * hours * 1000) / spentMs,
    };
  },
};

async function upsertRows(tx: Knex.Transaction, rows: Row[]): Promise<void> {
  const conflict =
    'on conflict (objective_id, id) do update set at = excluded.at, value = excluded.value, source = excluded.source';
  if (isPostgres(tx)) {
    const column = (index: number) => rows.map(row => row[index]) as any;
    await tx.raw(
      `insert into raw_observation (objective_id, at, id, value, source)
       select *, ? from unnest(?::integer[], ?::bigint[], ?::text[], ?::double precision[]) ${conflict}`,
      [SOURCE, column(0), column(1), column(2), column(3)],
    );
  } else {
    await tx.raw(
      `insert into raw_observation (objective_id, at, id, value, source)
       select value ->> 0, value ->> 1, value ->> 2, value ->> 3, ? from json_each(?)
       where true ${conflict}`,
      [SOURCE, JSON.stringify(rows)],
    );
  }
}

export type RawMethods = typeof methods;

serveTask(methods);
