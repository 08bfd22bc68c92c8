import { Knex } from 'knex';
import { isPostgres } from './dialect';

/**
 * Has SQLite copy what its write-ahead log holds into the file. Who writes a
 * lot calls this between two transactions: else the commit that fills the log
 * does it, and everybody waits for both. PostgreSQL does it by itself.
 */
export async function copyLog(knex: Knex): Promise<void> {
  if (!isPostgres(knex)) {
    await knex.raw('pragma wal_checkpoint(passive)');
  }
}
