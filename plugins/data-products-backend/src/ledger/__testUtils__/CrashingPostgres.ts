import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface, Interface } from 'node:readline';

const SERVE = path.resolve(
  __dirname,
  '../../../../../scripts/test-postgres/serve.mjs',
);

/** As in an installation: what is committed is on the disk. */
const DURABLE = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
};

/** A PostgreSQL of a test's own that can be made to crash. */
export class CrashingPostgres {
  readonly #child: ChildProcess;
  readonly #lines: Interface;
  #connectionString = '';

  static async start(): Promise<CrashingPostgres> {
    const server = new CrashingPostgres(
      spawn(process.execPath, [SERVE, JSON.stringify(DURABLE)], {
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    );
    await server.#ready();
    return server;
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout! });
  }

  get connectionString(): string {
    return this.#connectionString;
  }

  /** Ends it without a chance to write, and starts it again. */
  async crash(): Promise<void> {
    this.#child.stdin!.write('crash\n');
    await this.#ready();
  }

  async stop(): Promise<void> {
    this.#child.stdin!.end();
    if (this.#child.exitCode === null) {
      await once(this.#child, 'exit');
    }
  }

  async #ready(): Promise<void> {
    const ended = new AbortController();
    const [line] = await Promise.race([
      once(this.#lines, 'line', { signal: ended.signal }),
      once(this.#child, 'exit', { signal: ended.signal }).then(([code]) => {
        throw new Error(
          `The PostgreSQL of the test ended (${code}); its words are above`,
        );
      }),
    ]);
    ended.abort();
    this.#connectionString = line;
  }
}
