import { ChainHead } from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { recordset } from '../database';
import { ChainTables, StoredLedgerEntry } from './ChainTables';

const COLUMNS = {
  seq: 'integer',
  at: 'text',
  actor: 'text',
  action: 'text',
  subject: 'text',
  payload: 'text',
  payload_hash: 'text',
  prev_hash: 'text',
  hash: 'text',
} as const;

const NAMES = Object.keys(COLUMNS).join(', ');

/** Each request is a way to the server and back: there are as few as can be. */
export class PostgresChainTables implements ChainTables {
  async lockHead(tx: Knex.Transaction): Promise<ChainHead> {
    // Where a server acknowledges before it has written, it does not here.
    const { rows } = await tx.raw(
      `select size, hash, at, set_config(
         'synchronous_commit',
         case current_setting('synchronous_commit')
           when 'off' then 'on' else current_setting('synchronous_commit')
         end,
         true
       )
       from ledger_head where id = 1 for update`,
    );
    const [{ size, hash, at }] = rows;
    return { size, hash, at };
  }

  async extend(
    tx: Knex.Transaction,
    entries: readonly StoredLedgerEntry[],
    head: ChainHead,
  ): Promise<void> {
    await tx.raw(
      `with added as (
         insert into ledger_entry (${NAMES}) select ${NAMES} from ? as t
       )
       update ledger_head set size = ?, hash = ?, at = ? where id = 1`,
      [
        recordset(
          tx,
          COLUMNS,
          entries.map(entry => [
            entry.seq,
            entry.at,
            entry.actor,
            entry.action,
            entry.subject,
            entry.payload,
            entry.payloadHash,
            entry.prevHash,
            entry.hash,
          ]),
        ),
        head.size,
        head.hash,
        head.at,
      ],
    );
  }
}
