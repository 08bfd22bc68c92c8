import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  CatalogReader,
  CatalogSync,
  EvidenceStore,
  PersonStore,
  TeamStore,
} from '../evidence';
import { InMemoryCatalog } from './InMemoryCatalog';

/** Reads the catalog as the plugin does. */
export function readerOf(catalog: InMemoryCatalog): CatalogReader {
  return CatalogReader.create({
    catalog: catalog.service,
    auth: mockServices.auth(),
  });
}

/** Has the stores know all of the catalog, once. */
export async function syncCatalog(
  knex: Knex,
  catalog: InMemoryCatalog,
  now = new Date(),
): Promise<void> {
  await CatalogSync.create({
    reader: readerOf(catalog),
    evidence: EvidenceStore.create(knex),
    teams: TeamStore.create(knex),
    people: PersonStore.create(knex),
    logger: mockServices.logger.mock(),
    onChange: () => {},
  }).reconcile(now);
}
