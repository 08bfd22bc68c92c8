import { Knex } from 'knex';
import { durableTransaction } from './durableTransaction';
import { LedgerStore, StoredLedgerEntry } from './LedgerStore';
import { NewLedgerEntry, prepareEntry, PreparedEntry } from './prepareEntry';

/** How many entries one transaction appends, unless one call has more. */
const BATCH_SIZE = 2500;

interface Waiting {
  entries: PreparedEntry[];
  resolve(entries: StoredLedgerEntry[]): void;
  reject(error: unknown): void;
}

/**
 * Appends for those who have nothing else to store in the transaction. Who
 * comes while one commits shares the next, and its one sync of the disk.
 */
export class GroupCommit {
  readonly #knex: Knex;
  readonly #store: LedgerStore;
  #waiting: Waiting[] = [];
  #running = false;

  static create(options: { knex: Knex; store: LedgerStore }) {
    return new GroupCommit(options.knex, options.store);
  }

  private constructor(knex: Knex, store: LedgerStore) {
    this.#knex = knex;
    this.#store = store;
  }

  /**
   * Appends entries beside each other, all or none.
   *
   * @returns them once they are on the disk
   */
  async append(
    entries: readonly NewLedgerEntry[],
  ): Promise<StoredLedgerEntry[]> {
    // Here and not in the transaction: who is wrong fails alone.
    const prepared = entries.map(prepareEntry);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entries: prepared, resolve, reject });
      if (!this.#running) {
        this.#running = true;
        void this.#run();
      }
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length) {
      const batch = this.#take();
      try {
        const stored = await durableTransaction(this.#knex, tx =>
          this.#store.appendPrepared(
            tx,
            batch.flatMap(({ entries }) => entries),
            new Date(),
          ),
        );
        let start = 0;
        for (const { entries, resolve } of batch) {
          resolve(stored.slice(start, start + entries.length));
          start += entries.length;
        }
      } catch (error) {
        batch.forEach(({ reject }) => reject(error));
      }
    }
    this.#running = false;
  }

  #take(): Waiting[] {
    let count = 0;
    let size = 0;
    while (
      count < this.#waiting.length &&
      (count === 0 || size + this.#waiting[count].entries.length <= BATCH_SIZE)
    ) {
      size += this.#waiting[count].entries.length;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }
}
