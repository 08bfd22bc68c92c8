import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { LedgerStore } from './LedgerStore';
import { LedgerProcess } from './__testUtils__/LedgerProcess';
import { verifyStored } from './__testUtils__/verifyStored';

const KILLS = Number(process.env.LEDGER_KILLS ?? 3);
const KILL_AFTER = 60;

jest.setTimeout(60_000 + KILLS * 5_000);

const storage = createTestStorage();

it.each(DATABASES)(
  'nothing that was acknowledged is lost by a kill, and the chain holds, on %s',
  async id => {
    const knex = await storage.create(id);
    const store = LedgerStore.create(knex);
    const acknowledged: string[] = [];
    const start = (kill: number) =>
      LedgerProcess.start(knex, { name: `k${kill}`, concurrency: 8 });
    let next = start(0);
    for (let kill = 0; kill < KILLS; kill++) {
      const running = next;
      if (kill + 1 < KILLS) {
        // It takes a while to be ready, and does nothing before it is run.
        next = start(kill + 1);
      }
      // Each time at another place of what it does.
      expect(await running.run(KILL_AFTER + (kill % 17))).toBe('SIGKILL');
      acknowledged.push(...running.acknowledged);
      const stored = await verifyStored(store);
      const kept = new Set(stored);
      expect(kept.size).toBe(stored.length);
      expect(acknowledged.filter(number => !kept.has(number))).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * KILL_AFTER);
  },
);
