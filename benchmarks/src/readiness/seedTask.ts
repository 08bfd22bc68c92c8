import { JsonObject } from '@backstage/types';
import { GeneratedCatalog } from '../company/GeneratedCatalog';
import { Probe } from '../measure/Probe';
import { StatementLog } from '../measure/StatementLog';
import { serveTask } from '../tasks/serveTask';
import { readDatabaseVersion } from '../databases/readDatabaseVersion';
import { createSync, openStores } from './openStores';

const EDITS = 1000;

const methods = {
  /**
   * Has a company collected and stored, as the first reconcile of a portal
   * does; then reconciles again, first unchanged, then with edits of which no
   * hint told.
   */
  async seed(database: JsonObject, products: number) {
    const log = new StatementLog();
    const stores = await openStores(database, log);
    const catalog = GeneratedCatalog.create(products);
    const sync = createSync(catalog, stores);
    const probe = new Probe(log);

    const measured = async () => {
      await probe.begin();
      const result = await sync.reconcile(new Date());
      return { ...result, cost: await probe.end() };
    };
    const first = await measured();
    const unchanged = await measured();
    catalog.edit(catalog.productRefs.slice(0, EDITS));
    const edited = await measured();

    const { knex } = stores;
    const [{ size }] = await knex('evidence').select(
      knex.raw('avg(length(document)) as size'),
    );
    const databaseVersion = await readDatabaseVersion(knex);
    await knex.destroy();
    return {
      databaseVersion,
      first,
      unchanged,
      edited,
      edits: Math.min(EDITS, products),
      documentBytes: Math.round(Number(size)),
    };
  },
};

export type SeedMethods = typeof methods;

serveTask(methods);
