import {
  canonicalJson,
  ChainVerifier,
  formatLedgerLine,
  LedgerList,
  LedgerRecord,
} from '@handoff/backstage-plugin-data-products-common';
import { sha256 } from './sha256';

/**
 * Checks one entry by its own hashes.
 *
 * @returns what is wrong, in words
 */
export function checkEntry(entry: LedgerRecord): string | undefined {
  const { payload, ...rest } = entry;
  const verifier = ChainVerifier.create({
    sha256,
    after: { size: entry.seq - 1, hash: entry.prevHash, at: '' },
  });
  return verifier.add(
    formatLedgerLine({
      ...rest,
      payload: payload && canonicalJson(payload),
    }),
  )?.message;
}

/**
 * Checks the entries of a page, newest first: each by its own hashes, and those
 * that follow each other by the hash that binds them.
 *
 * @returns what is wrong first, in words
 */
export function checkShown({ items, head }: LedgerList): string | undefined {
  for (const [index, entry] of items.entries()) {
    const after = items[index - 1] as LedgerRecord | undefined;
    const wrong = checkEntry(entry);
    if (wrong) {
      return wrong;
    }
    if (after?.seq === entry.seq + 1 && after.prevHash !== entry.hash) {
      return `Entry ${after.seq} does not follow entry ${entry.seq}: one of the two was replaced`;
    }
    if (entry.seq === head.size && entry.hash !== head.hash) {
      return `Entry ${entry.seq} is not the last one that the portal names`;
    }
  }
  return undefined;
}
