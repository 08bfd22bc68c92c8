import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonicalJson';
import { chainEntry, formatLedgerLine } from '../hashEntry';
import { ChainHead, EMPTY_CHAIN, LedgerEntry, Sha256 } from '../LedgerEntry';

export const sha256: Sha256 = data =>
  createHash('sha256').update(data).digest('hex');

const START = Date.parse('2026-11-21T08:00:00.000Z');
const ACTIONS = ['handoff.item.signed', 'waiver.approved', 'agreement.signed'];

/** What entry `seq` records, with texts that an escape would break. */
function recordOf(seq: number, note: string) {
  return {
    // Now and then two at the same time.
    at: new Date(START + Math.floor(seq / 3) * 1000).toISOString(),
    actor: `user:default/person-${seq % 7}`,
    action: ACTIONS[seq % ACTIONS.length],
    subject:
      seq % 10
        ? `dataproduct:default/product-${seq % 5}`
        : 'config/"checks",\\"payloadHash":"\u20ac\u2028',
    payload: canonicalJson({
      comment: `Nr. ${seq}: "as agreed"${note}\n\u2028`,
      decision: seq % 4 ? 'approve' : 'reject',
      fingerprint: sha256(String(seq % 11)),
    }),
  };
}

/**
 * A chain, its lines, and the head after each number of entries.
 *
 * @param note - of another chain, in each payload
 */
export function exampleChain(
  size: number,
  note = '',
): {
  entries: LedgerEntry[];
  lines: string[];
  heads: ChainHead[];
} {
  const entries: LedgerEntry[] = [];
  const heads = [EMPTY_CHAIN];
  for (let seq = 1; seq <= size; seq++) {
    const entry = chainEntry(heads[seq - 1], recordOf(seq, note), sha256);
    entries.push(entry);
    heads.push({ size: seq, hash: entry.hash, at: entry.at });
  }
  return { entries, lines: entries.map(formatLedgerLine), heads };
}
