import { Knex } from 'knex';
import { isPostgres } from '../database';

const durable = new WeakSet<Knex.Transaction>();

/**
 * Runs a transaction whose commit is on the disk when it is acknowledged, also
 * when the power fails. Everything that appends to the ledger runs in one.
 *
 * PostgreSQL does that by itself. On SQLite the plugin's other commits are
 * synced later, and how a connection syncs cannot be changed within a
 * transaction: the connection is set beforehand, while nobody else has it.
 */
export async function durableTransaction<T>(
  knex: Knex,
  work: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  const marked = (tx: Knex.Transaction) => {
    durable.add(tx);
    return work(tx);
  };
  if (isPostgres(knex)) {
    return knex.transaction(marked);
  }
  const connection = await knex.client.acquireConnection();
  try {
    connection.pragma('synchronous = full');
    return await knex.transaction(marked, { connection });
  } finally {
    connection.pragma('synchronous = normal');
    await knex.client.releaseConnection(connection);
  }
}

/** @throws Error when a transaction is none of {@link durableTransaction}. */
export function assertDurable(tx: Knex.Transaction): void {
  if (!durable.has(tx)) {
    throw new Error(
      'The ledger is appended to in a transaction that may not be synced to the disk; run it with durableTransaction',
    );
  }
}
