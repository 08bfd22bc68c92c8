import { Knex } from 'knex';
import { isPostgres } from '../database';

/** How many transactions of a SQLite database want to be durable. */
const wanting = new WeakMap<Knex, number>();

/**
 * Runs a transaction whose commit is on the disk when it is acknowledged, also
 * when the power fails. Everything that appends to the ledger runs in one.
 *
 * PostgreSQL does that by itself. On SQLite the plugin's other commits are
 * synced later; how a connection syncs cannot be changed within a transaction,
 * but there is one connection, and what is asked of it is done in order.
 */
export async function durableTransaction<T>(
  knex: Knex,
  work: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  if (isPostgres(knex)) {
    return knex.transaction(work);
  }
  const before = wanting.get(knex) ?? 0;
  wanting.set(knex, before + 1);
  try {
    if (before === 0) {
      await knex.raw('pragma synchronous = full');
    }
    return await knex.transaction(work);
  } finally {
    const left = wanting.get(knex)! - 1;
    wanting.set(knex, left);
    if (left === 0) {
      await knex.raw('pragma synchronous = normal');
    }
  }
}

/** @throws Error when a transaction is none of {@link durableTransaction}. */
export async function assertDurable(tx: Knex.Transaction): Promise<void> {
  if (isPostgres(tx)) {
    return;
  }
  const [{ synchronous }] = await tx.raw('pragma synchronous');
  if (synchronous < 2) {
    throw new Error(
      'The ledger is appended to in a transaction that is not synced to the disk; run it with durableTransaction',
    );
  }
}
