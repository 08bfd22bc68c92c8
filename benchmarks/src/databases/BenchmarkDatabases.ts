import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { JsonObject } from '@backstage/types';

/** A database to measure on, as `backend.database` of a configuration. */
export interface DatabaseTarget {
  name: 'SQLite' | 'PostgreSQL';
  /**
   * @param purpose - Each has databases of its own: lower case letters,
   * numbers and underscores.
   */
  configFor(purpose: string): JsonObject;
}

interface PostgresServer {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/**
 * SQLite in files, and a PostgreSQL that keeps its promises: unlike the one
 * for tests, it writes through to the disk on every commit.
 */
export class BenchmarkDatabases {
  readonly #folder: string;
  readonly #postgres: PostgresServer;

  static async start(): Promise<BenchmarkDatabases> {
    const { TestPostgres } = await import(
      '../../../scripts/test-postgres/TestPostgres.mjs'
    );
    const postgres = await TestPostgres.start({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      max_connections: 100,
    });
    const folder = await mkdtemp(path.join(tmpdir(), 'handoff-benchmarks-'));
    return new BenchmarkDatabases(folder, postgres);
  }

  private constructor(folder: string, postgres: PostgresServer) {
    this.#folder = folder;
    this.#postgres = postgres;
  }

  get targets(): DatabaseTarget[] {
    return [
      {
        name: 'SQLite',
        configFor: purpose => ({
          client: 'better-sqlite3',
          connection: { directory: path.join(this.#folder, purpose) },
        }),
      },
      {
        name: 'PostgreSQL',
        configFor: purpose => ({
          client: 'pg',
          connection: this.#postgres.connectionString,
          prefix: `bench_${purpose}_`,
        }),
      },
    ];
  }

  async stop(): Promise<void> {
    await this.#postgres.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
