import {
  canonicalJson,
  chainEntry,
  EMPTY_CHAIN,
  formatLedgerLine,
} from '@handoff/backstage-plugin-data-products-common';
import { sha256 } from '../ledger/sha256';

/** Entries that hold together, with texts of all lengths that UTF-8 has. */
export function exampleLedger(size: number) {
  let head = EMPTY_CHAIN;
  const entries = Array.from({ length: size }, (_, number) => {
    const entry = chainEntry(
      head,
      {
        at: '2026-11-20T12:00:00.000Z',
        actor: 'user:default/priya-raman',
        action: 'handoff.item.signed',
        subject: 'dataproduct:default/customer-360',
        payload: canonicalJson({
          comment: `gr\u00fcn\u2028\u2029 \u{1f600} ${number}`,
        }),
      },
      sha256,
    );
    head = { size: entry.seq, hash: entry.hash, at: entry.at };
    return entry;
  });
  return { entries, lines: entries.map(formatLedgerLine), head };
}
