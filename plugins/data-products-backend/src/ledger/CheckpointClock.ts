import { open } from 'node:fs/promises';
import { SchedulerService } from '@backstage/backend-plugin-api';
import { CheckpointSigner } from './CheckpointSigner';
import { CheckpointsConfig } from './LedgerConfig';
import { LedgerStore } from './LedgerStore';

const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Hands checkpoints to places outside of the database: who can change the
 * ledger there cannot change these.
 */
export class CheckpointClock {
  readonly #store: LedgerStore;
  readonly #signer: CheckpointSigner;
  readonly #config: CheckpointsConfig;

  static create(options: {
    store: LedgerStore;
    signer: CheckpointSigner;
    config: CheckpointsConfig;
  }) {
    return new CheckpointClock(options);
  }

  private constructor(options: {
    store: LedgerStore;
    signer: CheckpointSigner;
    config: CheckpointsConfig;
  }) {
    this.#store = options.store;
    this.#signer = options.signer;
    this.#config = options.config;
  }

  /** Hands one over at each time of the schedule, on one replica. */
  async start(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'ledger-checkpoints',
      ...this.#config.schedule,
      fn: () => this.publish(new Date()),
    });
  }

  /**
   * Hands one over now.
   *
   * @throws AggregateError that says which places did not take it; the others
   *   have it
   */
  async publish(now: Date): Promise<void> {
    const { note, size } = this.#signer.sign(await this.#store.getHead(), now);
    const { file, url, headers } = this.#config;
    const results = await Promise.allSettled([
      file === undefined ? undefined : appendToFile(file, note),
      url === undefined
        ? undefined
        : put(url.replaceAll('{size}', String(size)), note, headers),
    ]);
    const reasons = results.flatMap(result =>
      result.status === 'rejected' ? [result.reason] : [],
    );
    if (reasons.length) {
      throw new AggregateError(
        reasons,
        `The checkpoint of ${size} entries was not kept: ${reasons
          .map(reason => reason.message)
          .join('; ')}`,
      );
    }
  }
}

/** Ends when it is on the disk. */
async function appendToFile(path: string, note: string): Promise<void> {
  const file = await open(path, 'a');
  try {
    await file.writeFile(`${note}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function put(
  url: string,
  note: string,
  headers: Record<string, string>,
): Promise<void> {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
    body: note,
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status} to a PUT`);
  }
}
