import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { JsonObject } from '@backstage/types';
import {
  durableTransaction,
  GroupCommit,
  LedgerStore,
  prepareEntry,
} from '@handoff/backstage-plugin-data-products-backend/src/ledger';
import {
  chainEntry,
  ChainHead,
  EMPTY_CHAIN,
  formatLedgerLine,
} from '@handoff/backstage-plugin-data-products-common';
import { sha256 } from '@handoff/data-products-cli/src/ledger/sha256';
import { verifyFile } from '@handoff/data-products-cli/src/ledger/verifyFile';
import { readDatabaseVersion } from '../databases/readDatabaseVersion';
import { StatementLog } from '../measure/StatementLog';
import { openStores } from '../readiness/openStores';
import { serveTask } from '../tasks/serveTask';
import { exampleRecord } from './exampleRecord';
import { createFloorTables, floorAppend, syncFully } from './floorAppend';

const LINES_AT_ONCE = 1000;
const VERIFICATIONS = 3;

/** Entries a second. */
async function rateOf(
  count: number,
  work: () => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  await work();
  return (count * 1000) / (performance.now() - start);
}

function* exampleLines(count: number): Generator<string> {
  let head: ChainHead = EMPTY_CHAIN;
  const at = new Date().toISOString();
  for (let number = 0; number < count; number += LINES_AT_ONCE) {
    let lines = '';
    for (let i = 0; i < LINES_AT_ONCE && number + i < count; i++) {
      const entry = chainEntry(
        head,
        { at, ...prepareEntry(exampleRecord(number + i)) },
        sha256,
      );
      head = { size: entry.seq, hash: entry.hash, at };
      lines += `${formatLedgerLine(entry)}\n`;
    }
    yield lines;
  }
}

const methods = {
  /** Single appends and their floor in turn, each with its rate of every round. */
  async single(
    database: JsonObject,
    { appends, rounds }: { appends: number; rounds: number },
  ): Promise<{ version: string; floor: number[]; ledger: number[] }> {
    const { knex } = await openStores(database, new StatementLog());
    const store = LedgerStore.create(knex);
    await createFloorTables(knex);
    const { payloadHash, ...record } = prepareEntry(exampleRecord(0));
    const row = {
      ...record,
      at: new Date().toISOString(),
      payload_hash: payloadHash,
      prev_hash: payloadHash,
      hash: payloadHash,
    };
    const oneByOne = async (append: (number: number) => Promise<unknown>) => {
      for (let number = 0; number < appends; number++) {
        await append(number);
      }
    };
    const appendFloor = async () => {
      await syncFully(knex);
      return rateOf(appends, () => oneByOne(() => floorAppend(knex, row)));
    };
    const appendLedger = () =>
      rateOf(appends, () =>
        oneByOne(number =>
          durableTransaction(knex, tx =>
            store.append(tx, [exampleRecord(number)], new Date()),
          ),
        ),
      );
    await appendFloor();
    await appendLedger();
    const floor: number[] = [];
    const ledger: number[] = [];
    for (let round = 0; round < rounds; round++) {
      floor.push(await appendFloor());
      ledger.push(await appendLedger());
    }
    return { version: await readDatabaseVersion(knex), floor, ledger };
  },

  /** Many callers at the same time, each with some entries a call. */
  async grouped(
    database: JsonObject,
    options: { entries: number; perCall: number; callers: number },
  ): Promise<number> {
    const { entries, perCall, callers } = options;
    const { knex } = await openStores(database, new StatementLog());
    const group = GroupCommit.create({ knex, store: LedgerStore.create(knex) });
    const appendUpTo = async (end: number) => {
      let next = 0;
      const caller = async () => {
        while (next < end) {
          const start = next;
          next += perCall;
          await group.append(
            Array.from({ length: perCall }, (_, i) => exampleRecord(start + i)),
          );
        }
      };
      await Promise.all(Array.from({ length: callers }, caller));
    };
    await appendUpTo(entries / 10);
    return rateOf(entries, () => appendUpTo(entries));
  },

  /**
   * From a file, as the command does, and by one thread alone with the time
   * that it kept a processor busy: other work on the machine does not count.
   */
  async verify(
    entries: number,
  ): Promise<{ rates: number[]; byOneThread: number[]; cpuMs: number[] }> {
    const folder = await mkdtemp(path.join(tmpdir(), 'handoff-ledger-'));
    const file = path.join(folder, 'ledger.ndjson');
    try {
      await pipeline(
        Readable.from(exampleLines(entries)),
        createWriteStream(file),
      );
      const verify = (threads?: number) =>
        rateOf(entries, async () => {
          const { ok, head } = await verifyFile(file, [], { threads });
          if (!ok || head.size !== entries) {
            throw new Error('The ledger that was made does not hold');
          }
        });
      const rates: number[] = [];
      const byOneThread: number[] = [];
      const cpuMs: number[] = [];
      for (let run = 0; run < VERIFICATIONS; run++) {
        rates.push(await verify());
        const before = process.cpuUsage();
        byOneThread.push(await verify(1));
        const { user, system } = process.cpuUsage(before);
        cpuMs.push((user + system) / 1000);
      }
      return { rates, byOneThread, cpuMs };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

export type LedgerMethods = typeof methods;

serveTask(methods);
