import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { durableTransaction, LedgerStore, NewLedgerEntry } from '../ledger';
import { ChangeStore } from './ChangeStore';

/** What the ledger is to hear of the changes of an entity. */
export interface ChangeEntry extends Pick<NewLedgerEntry, 'actor' | 'action'> {
  /** What is not there is left out. */
  payload: object;
}

interface Options {
  knex: Knex;
  store: ChangeStore;
  ledger: LedgerStore;
}

/** Has what happens to the changes of one entity happen one after another. */
export class ChangeTurns {
  readonly #knex: Knex;
  readonly #store: ChangeStore;
  readonly #ledger: LedgerStore;

  static create(options: Options) {
    return new ChangeTurns(options);
  }

  private constructor(options: Options) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#ledger = options.ledger;
  }

  /** Does in one transaction what nothing else of the entity comes between. */
  async take<T>(
    entityRef: string,
    work: (tx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    return durableTransaction(this.#knex, async tx => {
      await this.#store.takeTurn(tx, entityRef);
      return work(tx);
    });
  }

  /** Puts on the ledger what was done in a turn. */
  async record(
    tx: Knex.Transaction,
    entityRef: string,
    entries: readonly ChangeEntry[],
    now: Date,
  ): Promise<void> {
    await this.#ledger.append(
      tx,
      entries.map(({ actor, action, payload }) => ({
        actor,
        action,
        subject: entityRef,
        payload: plain(payload),
      })),
      now,
    );
  }
}

/** Without what is not there. */
function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
