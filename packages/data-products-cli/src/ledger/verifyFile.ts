import { availableParallelism } from 'node:os';
import {
  ChainPart,
  Checkpoint,
  joinChainParts,
  LedgerVerification,
  verifyLedger,
} from '@handoff/backstage-plugin-data-products-common';
import { PartThread } from './PartThread';
import { readLines } from './readLines';
import { sha256 } from './sha256';
import { splitFile } from './splitFile';
import { FilePart, verifyFilePart } from './verifyFilePart';

/** Large enough that to start a thread for the second one is worth it. */
const PART_BYTES = 32 * 1024 * 1024;

/**
 * Checks an export in a file, as `verifyLedger` does. A long one is checked in
 * parts, by as many threads as the machine has processors; what is not found
 * right that way is read once more in its order, to name what is wrong first.
 *
 * @param options - for tests: how long a part is, and how many threads there are
 * @throws Error when it is not UTF-8, and what the file system says
 */
export async function verifyFile(
  path: string,
  checkpoints: readonly Checkpoint[],
  options: { partBytes?: number; threads?: number } = {},
): Promise<LedgerVerification> {
  const { partBytes = PART_BYTES, threads = availableParallelism() } = options;
  const ranges = await splitFile(path, partBytes);
  if (ranges.length > 1 && threads > 1) {
    const sizes = new Set(checkpoints.map(({ size }) => size));
    const parts = await verifyParts(
      ranges.map(range => ({ path, range, sizes })),
      threads,
    );
    const joined = parts && joinChainParts(parts, checkpoints);
    if (joined) {
      return joined;
    }
  }
  return verifyLedger(readLines(path), checkpoints, sha256);
}

/** @returns `undefined` when one of them is not right, or could not be checked */
async function verifyParts(
  tasks: readonly FilePart[],
  threads: number,
): Promise<ChainPart[] | undefined> {
  const verified = new Map<FilePart, ChainPart>();
  const waiting = [...tasks];
  const work = async (
    verify: (task: FilePart) => Promise<ChainPart | undefined>,
  ) => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      const part = await verify(task).catch(() => undefined);
      if (!part) {
        // There is no use in the others.
        waiting.length = 0;
        return;
      }
      verified.set(task, part);
    }
  };
  const others = Array.from(
    { length: Math.min(threads, tasks.length) - 1 },
    () => PartThread.start(),
  );
  try {
    await Promise.all([
      work(verifyFilePart),
      ...others.map(thread => work(task => thread.verify(task))),
    ]);
  } finally {
    await Promise.all(others.map(thread => thread.stop()));
  }
  const parts = tasks.flatMap(task => verified.get(task) ?? []);
  return parts.length === tasks.length ? parts : undefined;
}
