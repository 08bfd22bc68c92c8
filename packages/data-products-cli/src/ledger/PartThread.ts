import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { ChainPart } from '@handoff/backstage-plugin-data-products-common';
import { FilePart } from './verifyFilePart';

// The same way from the sources and from what is built of them.
// eslint-disable-next-line no-restricted-syntax
const SCRIPT = path.resolve(__dirname, '../../bin/verify-file-part');

/** A thread that checks parts of a file, one after the other. */
export class PartThread {
  readonly #worker: Worker;
  readonly #ended: Promise<unknown>;

  static start() {
    return new PartThread(new Worker(SCRIPT));
  }

  private constructor(worker: Worker) {
    this.#worker = worker;
    this.#ended = new Promise(resolve => worker.once('exit', resolve));
    // It ends with an error, too, and whoever waits is told that.
    worker.on('error', () => {});
  }

  /**
   * @returns `undefined` when anything is wrong with the part
   * @throws Error when the thread cannot work
   */
  async verify(part: FilePart): Promise<ChainPart | undefined> {
    this.#worker.postMessage(part);
    const answered = new AbortController();
    try {
      const [answer] = await Promise.race([
        once(this.#worker, 'message', { signal: answered.signal }),
        this.#ended.then((): never => {
          throw new Error('The thread that checks a part of the file ended');
        }),
      ]);
      return answer;
    } finally {
      answered.abort();
    }
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
