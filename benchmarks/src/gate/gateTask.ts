import { JsonObject } from '@backstage/types';
import { nextRevision } from '@handoff/backstage-plugin-data-products-backend/src/database';
import {
  saveImpactNodes,
  StoredImpactNode,
} from '@handoff/backstage-plugin-data-products-backend/src/impact';
import { GeneratedCatalog } from '../company/GeneratedCatalog';
import { readDatabaseVersion } from '../databases/readDatabaseVersion';
import { StatementLog } from '../measure/StatementLog';
import { createSync, openStores } from '../readiness/openStores';
import { serveTask } from '../tasks/serveTask';

const methods = {
  /**
   * Stores a company in which so many products depend on one.
   *
   * @returns its ref, and the database's name and version.
   */
  async seed(
    database: JsonObject,
    affected: number,
  ): Promise<{ entityRef: string; version: string }> {
    const stores = await openStores(database, new StatementLog());
    const { knex } = stores;
    const catalog = GeneratedCatalog.create(affected + 1);
    const now = new Date();
    await createSync(catalog, stores).reconcile(now);
    const [entityRef, ...dependents] = catalog.productRefs;
    const nodes = new Map<string, StoredImpactNode>();
    for (const row of await knex('impact_node').whereNotNull('document')) {
      nodes.set(row.entity_ref, { ...JSON.parse(row.document), inputs: [] });
    }
    for (const ref of dependents) {
      nodes.get(ref)!.inputs = [{ ref: entityRef, kind: 'dependsOn' }];
    }
    await knex.transaction(async tx => {
      await saveImpactNodes(tx, nodes, true, await nextRevision(tx));
      // As if the catalog had been read to its end.
      await tx('impact_head').update({ read_at: now.toISOString() });
    });
    const version = await readDatabaseVersion(knex);
    await knex.destroy();
    return { entityRef, version };
  },
};

export type GateMethods = typeof methods;

serveTask(methods);
