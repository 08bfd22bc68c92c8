import { createTestStorage } from '../__testUtils__/databases';
import { LedgerStore } from './LedgerStore';
import { LedgerProcess } from './__testUtils__/LedgerProcess';
import { verifyStored } from './__testUtils__/verifyStored';

jest.setTimeout(120_000);

const storage = createTestStorage();
const PROCESSES = 4;
const ENTRIES = Number(process.env.LEDGER_ENTRIES ?? 2500);

it(`has one chain when ${PROCESSES} processes append ${ENTRIES} entries each`, async () => {
  const knex = await storage.create('POSTGRES_18');
  const processes = Array.from({ length: PROCESSES }, (_, index) =>
    LedgerProcess.start(knex, {
      name: `p${index}`,
      count: ENTRIES,
      concurrency: 50,
    }),
  );
  const codes = await Promise.all(processes.map(each => each.run()));
  expect(codes).toEqual(Array(PROCESSES).fill(0));

  const numbers = await verifyStored(LedgerStore.create(knex));
  expect(numbers).toHaveLength(PROCESSES * ENTRIES);
  expect(new Set(numbers)).toEqual(
    new Set(processes.flatMap(({ acknowledged }) => acknowledged)),
  );
  // They did work at the same time.
  const ofFirst = numbers.map(number => String(number).startsWith('p0-'));
  expect(ofFirst.lastIndexOf(true) - ofFirst.indexOf(true)).toBeGreaterThan(
    ENTRIES,
  );
});
