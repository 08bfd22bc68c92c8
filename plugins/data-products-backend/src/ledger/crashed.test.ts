import knexFactory, { Knex } from 'knex';
import { openDatabase } from '../database';
import { LedgerStore } from './LedgerStore';
import { CrashingPostgres } from './__testUtils__/CrashingPostgres';
import { LedgerProcess } from './__testUtils__/LedgerProcess';
import { verifyStored } from './__testUtils__/verifyStored';

const CRASHES = Number(process.env.LEDGER_CRASHES ?? 2);
const CRASH_AFTER = 60;

jest.setTimeout(60_000 + CRASHES * 10_000);

let postgres: CrashingPostgres;

beforeAll(async () => {
  postgres = await CrashingPostgres.start();
});
afterAll(() => postgres.stop());

async function withKnex<T>(work: (knex: Knex) => Promise<T>): Promise<T> {
  const knex = knexFactory({
    client: 'pg',
    connection: {
      connectionString: postgres.connectionString,
    },
  });
  try {
    return await work(knex);
  } finally {
    await knex.destroy();
  }
}

/** Has a process append until its server is gone. @returns what was acknowledged */
async function appendUntilCrash(crash: number): Promise<string[]> {
  const running = await withKnex(async knex =>
    LedgerProcess.start(knex, {
      name: `c${crash}`,
      concurrency: 8,
      // It loses its server, and says so.
      quiet: true,
    }),
  );
  let crashed: Promise<void> | undefined;
  // Each time at another place of what it does.
  const code = await running.run(CRASH_AFTER + (crash % 17), () => {
    crashed = postgres.crash();
  });
  await crashed;
  expect(code).toBe(1);
  return running.acknowledged;
}

it('nothing that was acknowledged is lost when PostgreSQL is stopped at once, and the chain holds', async () => {
  await withKnex(knex => openDatabase({ getClient: async () => knex }));
  const acknowledged: string[] = [];
  for (let crash = 0; crash < CRASHES; crash++) {
    acknowledged.push(...(await appendUntilCrash(crash)));
    const stored = await withKnex(knex =>
      verifyStored(LedgerStore.create(knex)),
    );
    const kept = new Set(stored);
    expect(kept.size).toBe(stored.length);
    expect(acknowledged.filter(number => !kept.has(number))).toEqual([]);
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(CRASHES * CRASH_AFTER);
});
