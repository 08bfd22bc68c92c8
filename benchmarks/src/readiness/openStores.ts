import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { openDatabase } from '@handoff/backstage-plugin-data-products-backend/src/database';
import {
  CatalogReader,
  CatalogSync,
  EvidenceStore,
  PersonStore,
  TeamStore,
} from '@handoff/backstage-plugin-data-products-backend/src/evidence';
import { ReadinessStore } from '@handoff/backstage-plugin-data-products-backend/src/readiness';
import { GeneratedCatalog } from '../company/GeneratedCatalog';
import { openPluginDatabase } from '../databases/openPluginDatabase';
import { StatementLog } from '../measure/StatementLog';

/** The stores of the plugin on a database of their own. */
export async function openStores(database: JsonObject, log: StatementLog) {
  const knex = await openDatabase(
    openPluginDatabase('data-products', database, log),
  );
  return {
    knex,
    evidence: EvidenceStore.create(knex),
    teams: TeamStore.create(knex),
    people: PersonStore.create(knex),
    readiness: ReadinessStore.create(knex),
  };
}

export type Stores = Awaited<ReturnType<typeof openStores>>;

/** The synchronisation of a generated company with the stores. */
export function createSync(
  catalog: GeneratedCatalog,
  { evidence, teams, people }: Stores,
): CatalogSync {
  return CatalogSync.create({
    reader: CatalogReader.create({
      catalog: catalog.service,
      auth: mockServices.auth(),
    }),
    evidence,
    teams,
    people,
    logger: mockServices.rootLogger(),
    onChange: () => {},
  });
}
