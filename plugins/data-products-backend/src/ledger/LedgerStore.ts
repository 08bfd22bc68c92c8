import {
  chainEntry,
  ChainHead,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { isPostgres } from '../database';
import { ChainTables, StoredLedgerEntry } from './ChainTables';
import { assertDurable } from './durableTransaction';
import { PostgresChainTables } from './PostgresChainTables';
import { NewLedgerEntry, prepareEntry, PreparedEntry } from './prepareEntry';
import { SqliteChainTables } from './SqliteChainTables';
import { sha256 } from './sha256';

/** Which entries are wanted. */
export interface LedgerFilter {
  subject?: string;
  actor?: string;
  action?: string;
  /** ISO 8601 in UTC with milliseconds: at it or later. */
  from?: string;
  /** ISO 8601 in UTC with milliseconds: before it. */
  to?: string;
}

/** How many entries are read at once for an export. */
const PAGE_SIZE = 1000;

const COLUMNS = [
  'seq',
  'at',
  'actor',
  'action',
  'subject',
  'payload',
  'payload_hash',
  'prev_hash',
  'hash',
];

/**
 * Keeps the ledger: one chain, which only grows. An entry that can be read has
 * all those before it beside it, and will never be another one.
 */
export class LedgerStore {
  readonly #knex: Knex;
  readonly #tables: ChainTables;

  static create(knex: Knex) {
    return new LedgerStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
    this.#tables = isPostgres(knex)
      ? new PostgresChainTables()
      : new SqliteChainTables();
  }

  /**
   * Appends what is recorded together with what it records. Until the
   * transaction ends, nobody else can append: take every other lock before.
   *
   * @param tx - of `durableTransaction`
   * @returns the entries as they stand in the ledger, in the given order
   * @throws Error for what `prepareEntry` throws, and where the transaction is
   *   not durable
   */
  async append(
    tx: Knex.Transaction,
    entries: readonly NewLedgerEntry[],
    now: Date,
  ): Promise<StoredLedgerEntry[]> {
    return this.appendPrepared(tx, entries.map(prepareEntry), now);
  }

  /** As `append`, for those who prepare beforehand. */
  async appendPrepared(
    tx: Knex.Transaction,
    entries: readonly PreparedEntry[],
    now: Date,
  ): Promise<StoredLedgerEntry[]> {
    if (!entries.length) {
      return [];
    }
    assertDurable(tx);
    let head = await this.#tables.lockHead(tx);
    // Clocks of replicas differ; the ledger's time does not go back.
    const time = now.toISOString();
    const at = time < head.at ? head.at : time;
    const chained = entries.map(entry => {
      const next = chainEntry(head, { ...entry, at }, sha256);
      head = { size: next.seq, hash: next.hash, at };
      return next;
    });
    await this.#tables.extend(tx, chained, head);
    return chained;
  }

  /** The end of the ledger, as it is now. */
  async getHead(): Promise<ChainHead> {
    return this.#knex('ledger_head')
      .where({ id: 1 })
      .first('size', 'hash', 'at');
  }

  /**
   * Newest first.
   *
   * @param page - `before` is the `seq` of the last entry of the page before
   */
  async list(
    filter: LedgerFilter,
    page: { before?: number; limit: number },
  ): Promise<StoredLedgerEntry[]> {
    const { from, to, ...names } = filter;
    const query = this.#knex('ledger_entry')
      .select(COLUMNS)
      .orderBy('seq', 'desc')
      .limit(page.limit);
    for (const [column, value] of Object.entries(names)) {
      if (value !== undefined) {
        query.where(column, value);
      }
    }
    if (from !== undefined) {
      query.where('at', '>=', from);
    }
    if (to !== undefined) {
      query.where('at', '<', to);
    }
    if (page.before !== undefined) {
      query.where('seq', '<', page.before);
    }
    return (await query).map(toEntry);
  }

  /**
   * All entries from the first one on, in pages. What is appended meanwhile is
   * left out: the ledger is read as it was at the start.
   */
  async *readAll(): AsyncGenerator<StoredLedgerEntry[]> {
    const { size } = await this.getHead();
    for (let after = 0; after < size; after += PAGE_SIZE) {
      const rows = await this.#knex('ledger_entry')
        .select(COLUMNS)
        .where('seq', '>', after)
        .where('seq', '<=', Math.min(after + PAGE_SIZE, size))
        .orderBy('seq');
      yield rows.map(toEntry);
    }
  }
}

function toEntry(row: any): StoredLedgerEntry {
  const { payload_hash, prev_hash, ...rest } = row;
  return { ...rest, payloadHash: payload_hash, prevHash: prev_hash };
}
