import path from 'node:path';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { openDatabase } from '../database';

/** What every test of a store runs on. */
export const DATABASES = ['SQLITE_3', 'POSTGRES_18'] as const;

export type DatabaseId = (typeof DATABASES)[number];

/** Databases of a test file, thrown away at its end. */
export interface TestStorage {
  /** A database without tables. */
  createEmpty(id: DatabaseId): Promise<Knex>;
  /** A database with the plugin's tables, opened as the plugin does. */
  create(id: DatabaseId): Promise<Knex>;
}

/**
 * Call it once, at the top of a file. SQLite is a file, as in an installation.
 * Where there is no PostgreSQL, tests fail rather than leave it out.
 */
export function createTestStorage(): TestStorage {
  const databases = TestDatabases.create({
    ids: ['POSTGRES_18'],
    disableDocker: true,
  });
  const folder = createMockDirectory();
  const opened: Knex[] = [];
  afterAll(async () => {
    await Promise.all(opened.map(knex => knex.destroy()));
  });

  async function createEmpty(id: DatabaseId): Promise<Knex> {
    if (id === 'POSTGRES_18') {
      return databases.init(id);
    }
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: {
        filename: path.join(folder.path, `${opened.length}.sqlite`),
      },
      useNullAsDefault: true,
    });
    opened.push(knex);
    return knex;
  }
  return {
    createEmpty,
    async create(id) {
      const knex = await createEmpty(id);
      return openDatabase({ getClient: async () => knex });
    },
  };
}

/** The statements sent while something is done, in their order. */
export async function statementsOf(
  knex: Knex,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const statements: string[] = [];
  const record = ({ sql }: { sql: string }) => statements.push(sql);
  knex.on('query', record);
  try {
    await work();
  } finally {
    knex.removeListener('query', record);
  }
  return statements;
}

/** Those of the statements that write. */
export function writesOf(statements: string[]): string[] {
  return statements.filter(sql =>
    /^\s*(insert|update|delete|with|alter|create|drop)\b/i.test(sql),
  );
}
