import { canonicalJson } from './canonicalJson';
import { ChainHead, LedgerEntry, Sha256 } from './LedgerEntry';

/**
 * The first line of everything that a hash of an entry is made over, so that
 * no other document of ours can have the hash of an entry.
 *
 * @public
 */
export const LEDGER_DOMAIN = 'handoff-ledger/v1';

/**
 * What the `hash` of an entry is the SHA-256 of: {@link LEDGER_DOMAIN}, a line
 * feed, and the canonical JSON of all fields but `hash` and `payload`. It
 * holds the payload's hash in its place, so that entries can be handed on, and
 * proved, without their payload.
 *
 * @public
 */
export function entryPreimage(
  entry: Omit<LedgerEntry, 'hash' | 'payload'>,
): string {
  return `${LEDGER_DOMAIN}\n${boundFields(entry)}`;
}

/**
 * Chains an entry to those before it.
 *
 * @param head - of the chain so far
 * @throws Error when the payload is not canonical JSON of an object, or the
 *   entry is older than the head
 * @public
 */
export function chainEntry(
  head: ChainHead,
  record: { [K in 'at' | 'actor' | 'action' | 'subject']: string } & {
    payload: string;
    /** When it is known already. */
    payloadHash?: string;
  },
  sha256: Sha256,
): LedgerEntry & { payload: string } {
  const { at, actor, action, subject, payload } = record;
  if (at < head.at) {
    throw new Error(
      `Entry ${head.size + 1} of the ledger is of ${at}, before entry ${
        head.size
      } of ${head.at}`,
    );
  }
  const entry = {
    seq: head.size + 1,
    at,
    actor,
    action,
    subject,
    payload,
    payloadHash: record.payloadHash ?? sha256(payload),
    prevHash: head.hash,
  };
  return { ...entry, hash: sha256(entryPreimage(entry)) };
}

/**
 * Writes an entry as a line of an export: what its hash is made over, then the
 * hash, then the payload as it was hashed. Each byte of it is bound by one of
 * the hashes, and it can be checked as it stands.
 *
 * @returns JSON without a line feed
 * @public
 */
export function formatLedgerLine(entry: LedgerEntry): string {
  const bound = boundFields(entry).slice(0, -1);
  const payload =
    entry.payload === undefined ? '' : `,"payload":${entry.payload}`;
  return `${bound},"hash":"${entry.hash}"${payload}}`;
}

/** Written out, with the keys in their order: it is made for every entry. */
function boundFields(entry: Omit<LedgerEntry, 'hash' | 'payload'>): string {
  const { action, actor, at, payloadHash, prevHash, seq, subject } = entry;
  return `{"action":${text(action)},"actor":${text(actor)},"at":${text(
    at,
  )},"payloadHash":${text(payloadHash)},"prevHash":${text(
    prevHash,
  )},"seq":${canonicalJson(seq)},"subject":${text(subject)}}`;
}

/** Most texts stand in JSON as they are. */
function text(value: string): string {
  return /^[ !#-[\]-~]*$/.test(value) ? `"${value}"` : canonicalJson(value);
}
