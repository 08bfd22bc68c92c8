import { JsonObject } from '@backstage/types';
import { isPostgres } from '@handoff/backstage-plugin-data-products-backend/src/database';
import { GeneratedCatalog } from '../company/GeneratedCatalog';
import { tenChecks } from '../company/tenChecks';
import { readDatabaseVersion } from '../databases/readDatabaseVersion';
import { Statement, StatementLog } from '../measure/StatementLog';
import { createSync, openStores } from '../readiness/openStores';
import { serveTask } from '../tasks/serveTask';
import { ReadinessEvaluator } from '@handoff/backstage-plugin-data-products-backend/src/readiness';
import { explainStatement } from './explainStatement';
import { createStoreCalls } from './storeCalls';

/** What one use of the stores sends. */
export interface CallPlans {
  name: string;
  wallMs: number;
  statements: { sql: string; plan: string[] }[];
}

const methods = {
  /** Fills a database, and tells what each use of the stores sends to it. */
  async explain(
    database: JsonObject,
    products: number,
  ): Promise<{ version: string; calls: CallPlans[] }> {
    const log = new StatementLog();
    const stores = await openStores(database, log);
    const { knex, readiness } = stores;
    const catalog = GeneratedCatalog.create(products);
    await createSync(catalog, stores).reconcile(new Date());
    const evaluator = await ReadinessEvaluator.create({
      store: readiness,
      checkSet: tenChecks('shipped'),
    });
    await evaluator.evaluateDue();
    if (isPostgres(knex)) {
      // The server would do so by itself, at a time of its own.
      await knex.raw('vacuum analyze');
    }

    const calls: CallPlans[] = [];
    for (const { name, prepare, run } of await createStoreCalls(
      stores,
      catalog,
    )) {
      await prepare?.();
      const sent = new Map<string, Statement>();
      log.onStatement(statement => {
        if (!/^(begin|commit)/i.test(statement.sql)) {
          sent.set(statement.sql, sent.get(statement.sql) ?? statement);
        }
      });
      const start = performance.now();
      await run();
      const wallMs = performance.now() - start;
      log.onStatement(undefined);
      calls.push({ name, wallMs, statements: [] });
      for (const statement of sent.values()) {
        calls[calls.length - 1].statements.push({
          sql: statement.sql,
          plan: await explainStatement(knex, statement),
        });
      }
    }
    return { version: await readDatabaseVersion(knex), calls };
  },
};

export type QueriesMethods = typeof methods;

serveTask(methods);
