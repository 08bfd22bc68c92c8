import { ChainHead } from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { ChainTables, StoredLedgerEntry } from './ChainTables';

/** What is used of a statement of better-sqlite3. */
interface Statement {
  get(...values: unknown[]): unknown;
  run(...values: unknown[]): unknown;
}

interface Statements {
  getHead: Statement;
  insert: Statement;
  moveHead: Statement;
}

/**
 * There is one writer in any case, and nothing to lock. Preparing a statement
 * takes longer than to run it: each connection does that once.
 */
export class SqliteChainTables implements ChainTables {
  readonly #statements = new WeakMap<object, Statements>();

  async lockHead(tx: Knex.Transaction): Promise<ChainHead> {
    const { getHead } = await this.#of(tx);
    return getHead.get() as ChainHead;
  }

  async extend(
    tx: Knex.Transaction,
    entries: readonly StoredLedgerEntry[],
    head: ChainHead,
  ): Promise<void> {
    const { insert, moveHead } = await this.#of(tx);
    for (const entry of entries) {
      insert.run(
        entry.seq,
        entry.at,
        entry.actor,
        entry.action,
        entry.subject,
        entry.payload,
        entry.payloadHash,
        entry.prevHash,
        entry.hash,
      );
    }
    moveHead.run(head.size, head.hash, head.at);
  }

  async #of(tx: Knex.Transaction): Promise<Statements> {
    // In a transaction, always its own one.
    const connection = await tx.client.acquireConnection();
    const known = this.#statements.get(connection);
    if (known) {
      return known;
    }
    const prepare = (sql: string): Statement => connection.prepare(sql);
    const statements = {
      getHead: prepare('select size, hash, at from ledger_head where id = 1'),
      insert: prepare(
        `insert into ledger_entry
           (seq, at, actor, action, subject, payload, payload_hash, prev_hash, hash)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      moveHead: prepare(
        'update ledger_head set size = ?, hash = ?, at = ? where id = 1',
      ),
    };
    this.#statements.set(connection, statements);
    return statements;
  }
}
