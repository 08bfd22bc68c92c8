import {
  ChainVerifier,
  formatLedgerLine,
} from '@handoff/backstage-plugin-data-products-common';
import { LedgerStore } from '../LedgerStore';
import { sha256 } from '../sha256';

/** Checks the whole chain, and gives the numbers of its records in order. */
export async function verifyStored(
  store: LedgerStore,
): Promise<(number | string)[]> {
  const verifier = ChainVerifier.create({ sha256 });
  const numbers: (number | string)[] = [];
  for await (const page of store.readAll()) {
    for (const entry of page) {
      const fault = verifier.add(formatLedgerLine(entry));
      if (fault) {
        throw new Error(fault.message);
      }
      numbers.push(JSON.parse(entry.payload).number);
    }
  }
  const head = await store.getHead();
  if (verifier.head.hash !== head.hash || verifier.head.size !== head.size) {
    throw new Error('The head is not that of the chain');
  }
  return numbers;
}
