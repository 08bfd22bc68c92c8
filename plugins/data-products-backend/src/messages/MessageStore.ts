import { Message } from '@handoff/backstage-plugin-data-products-node';
import { Knex } from 'knex';
import { inList, insertRows, isPostgres, recordset } from '../database';

const PAGE_SIZE = 100;

/** A message that was taken out of the outbox for a while. */
export interface ClaimedMessage {
  message: Message;
  /** How often it could not be sent. */
  failures: number;
}

/** Keeps messages until they are sent, and their ids for ever. */
export class MessageStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new MessageStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Puts messages into the outbox, in the transaction in which their reason
   * comes to be. One whose id was there before is not sent again.
   */
  async add(
    tx: Knex.Transaction,
    messages: readonly Message[],
    now: Date,
  ): Promise<void> {
    const known = new Set<string>(
      await tx('message')
        .whereIn(
          'message_id',
          inList(
            tx,
            'text',
            messages.map(({ id }) => id),
          ),
        )
        .pluck('message_id'),
    );
    await insertRows(
      tx,
      'message',
      { message_id: 'text', document: 'text', due_at: 'bigint' },
      messages
        .filter(({ id, recipients }) => !known.has(id) && recipients.length)
        .map(message => [message.id, JSON.stringify(message), now.getTime()]),
    );
  }

  /**
   * Takes what is due. Whoever took it has until then to settle it; after
   * that, others take it again.
   */
  async claim(now: number, until: number): Promise<ClaimedMessage[]> {
    return this.#knex.transaction(async tx => {
      const query = tx('message')
        .select('message_id', 'document', 'failures')
        .where('due_at', '<=', now)
        .where('claimed_until', '<=', now)
        .orderBy('due_at')
        .limit(PAGE_SIZE);
      if (isPostgres(tx)) {
        query.forUpdate().skipLocked();
      }
      const rows = await query;
      await tx('message')
        .whereIn(
          'message_id',
          inList(
            tx,
            'text',
            rows.map(row => row.message_id),
          ),
        )
        .update({ claimed_until: until });
      return rows.map(row => ({
        message: JSON.parse(row.document),
        failures: row.failures,
      }));
    });
  }

  /**
   * Gives back what was claimed.
   *
   * @param later - when what could not be sent is tried again, by id
   */
  async settle(
    claimed: readonly ClaimedMessage[],
    later: ReadonlyMap<string, number>,
  ): Promise<void> {
    await this.#knex.raw(
      `update message set due_at = t.due_at, failures = t.failures, claimed_until = 0
       from ? as t where message.message_id = t.message_id`,
      [
        recordset(
          this.#knex,
          { message_id: 'text', due_at: 'bigint', failures: 'integer' },
          claimed.map(({ message: { id }, failures }) => [
            id,
            later.get(id),
            failures + (later.has(id) ? 1 : 0),
          ]),
        ),
      ],
    );
  }

  /** Empties the outbox, where there is no way to tell anybody. */
  async discard(): Promise<void> {
    await this.#knex('message').whereNotNull('due_at').update({ due_at: null });
  }
}
