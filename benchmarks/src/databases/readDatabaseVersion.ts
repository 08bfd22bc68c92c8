import { isPostgres } from '@handoff/backstage-plugin-data-products-backend/src/database';
import { Knex } from 'knex';

/** The name and the version of a database. */
export async function readDatabaseVersion(knex: Knex): Promise<string> {
  if (isPostgres(knex)) {
    const [{ version }] = await knex.select(
      knex.raw(`current_setting('server_version') as version`),
    );
    return `PostgreSQL ${version}`;
  }
  const [{ version }] = await knex.select(
    knex.raw('sqlite_version() as version'),
  );
  return `SQLite ${version}`;
}
