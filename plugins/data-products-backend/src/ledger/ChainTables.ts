import {
  ChainHead,
  LedgerEntry,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';

/** An entry with its payload, as it is kept. */
export type StoredLedgerEntry = LedgerEntry & { payload: string };

/** How the ledger is appended to in one kind of database. */
export interface ChainTables {
  /** The end of the chain, which nobody else moves until the transaction ends. */
  lockHead(tx: Knex.Transaction): Promise<ChainHead>;
  /**
   * Adds entries, and moves the end of the chain.
   *
   * @param tx - that has locked the head
   * @param entries - all of the time of the new head, and without line feeds in
   *   any of their texts
   * @param head - after the last of them
   */
  extend(
    tx: Knex.Transaction,
    entries: readonly StoredLedgerEntry[],
    head: ChainHead,
  ): Promise<void>;
}
