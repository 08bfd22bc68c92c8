import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { durableTransaction } from './durableTransaction';
import { StoredLedgerEntry } from './ChainTables';
import { LedgerStore } from './LedgerStore';
import { NewLedgerEntry, prepareEntry, PreparedEntry } from './prepareEntry';

/** How many entries one transaction appends, unless one call has more. */
const BATCH_SIZE = 2500;

/** So many entries are acknowledged in one go. */
const ACKNOWLEDGED_AT_ONCE = 200;

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
        void acknowledge(batch, stored);
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

/**
 * Some at a time, each time after the event loop has gone round: what callers
 * do next takes its time, and meanwhile the next batch is on its way.
 */
async function acknowledge(
  batch: readonly Waiting[],
  stored: readonly StoredLedgerEntry[],
): Promise<void> {
  let start = 0;
  let acknowledged = 0;
  for (const { entries, resolve } of batch) {
    if (start >= acknowledged + ACKNOWLEDGED_AT_ONCE) {
      acknowledged = start;
      await setImmediate();
    }
    resolve(stored.slice(start, start + entries.length));
    start += entries.length;
  }
}
