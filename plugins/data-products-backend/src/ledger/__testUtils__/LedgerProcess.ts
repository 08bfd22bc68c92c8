import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Knex } from 'knex';

/** What `appendEntries.ts` is told. */
export interface LedgerProcessOptions {
  /** What its records are numbered with: `<name>-<number>`. */
  name: string;
  /** How many entries to append; without end when absent. */
  count?: number;
  /** How many are on their way at the same time. */
  concurrency: number;
  /** Whether what it says when it fails is of no interest. */
  quiet?: boolean;
}

/**
 * A process of its own that appends to the ledger of a database once it is
 * run, and says of each entry when it was acknowledged.
 */
export class LedgerProcess {
  readonly #child: ChildProcess;
  /** The numbers of acknowledged records. */
  readonly acknowledged: string[] = [];

  static start(knex: Knex, options: LedgerProcessOptions): LedgerProcess {
    const { client, connection, useNullAsDefault } = knex.client.config;
    const argument = JSON.stringify({
      ...options,
      // Knex hides the password from those who copy.
      config: {
        client,
        connection: { ...connection, password: connection.password },
        useNullAsDefault,
      },
    });
    return new LedgerProcess(
      spawn(
        process.execPath,
        [
          '-r',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
          require.resolve('./appendEntries.ts'),
          argument,
        ],
        { stdio: ['pipe', 'pipe', options.quiet ? 'ignore' : 'inherit'] },
      ),
    );
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /**
   * Ends when the process has.
   *
   * @param strikeAfter - after how many acknowledgements it is struck
   * @param strike - kills it, unless it says something else
   * @returns the exit code, or the signal that ended it
   */
  async run(
    strikeAfter?: number,
    strike = () => {
      this.#child.kill('SIGKILL');
    },
  ): Promise<number | string> {
    this.#child.stdin!.end('go\n');
    for await (const line of createInterface({ input: this.#child.stdout! })) {
      this.acknowledged.push(line);
      if (this.acknowledged.length === strikeAfter) {
        strike();
      }
    }
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      await once(this.#child, 'exit');
    }
    return this.#child.signalCode ?? this.#child.exitCode!;
  }
}
