import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { isPostgres } from './dialect';

/**
 * Connects to the plugin's database and brings its schema up to date.
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!isPostgres(knex)) {
    // A commit in the write-ahead log survives the end of the process without
    // a sync of the disk, which is a hundred times faster.
    await knex.raw('pragma journal_mode = wal');
    await knex.raw('pragma synchronous = normal');
    // The commit that fills the log waits until it is copied into the file:
    // one in hundreds, not one in a hundred. Four times 4 MB, at most.
    await knex.raw('pragma wal_autocheckpoint = 4000');
  }
  if (!database.migrations?.skip) {
    await migrateDatabase(knex);
  }
  return knex;
}

/** The folder of the migrations, for `knex.migrate`. */
export const migrationsDirectory = () =>
  resolvePackagePath(
    '@handoff/backstage-plugin-data-products-backend',
    'migrations',
  );

export async function migrateDatabase(knex: Knex): Promise<void> {
  await knex.migrate.latest({ directory: migrationsDirectory() });
}
