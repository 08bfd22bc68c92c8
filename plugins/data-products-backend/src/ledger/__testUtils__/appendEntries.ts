/*
 * A process of its own that appends to the ledger, one entry a call and many
 * calls at a time, until it has done so many or is killed. It begins when
 * anything comes in, and writes the number of each record when it is
 * acknowledged.
 */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import knexFactory from 'knex';
import { GroupCommit } from '../GroupCommit';
import { LedgerStore } from '../LedgerStore';
import { recordOf } from './entries';

async function appendEntries(): Promise<void> {
  const {
    config,
    name,
    count = Infinity,
    concurrency,
  } = JSON.parse(process.argv[2]);
  await once(process.stdin, 'data');
  process.stdin.destroy();
  // Its standard output is for numbers only.
  const log = { warn: console.error, error: console.error };
  const knex = knexFactory({ ...config, log });
  if (config.client !== 'pg') {
    await knex.raw('pragma synchronous = normal');
  }
  const group = GroupCommit.create({ knex, store: LedgerStore.create(knex) });
  let next = 0;
  const appendInTurn = async () => {
    while (next < count) {
      const number = `${name}-${next}`;
      next += 1;
      await group.append([recordOf(number)]);
      say(number);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, appendInTurn));
  await knex.destroy();
}

/** At once: nothing that was written waits in a buffer when we are killed. */
function say(number: string): void {
  for (;;) {
    try {
      writeSync(1, `${number}\n`);
      return;
    } catch (error) {
      // Whoever reads is busy with something else.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
        throw error;
      }
    }
  }
}

appendEntries().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
