/**
 * One record of the ledger. It is chained to the one before it by `prevHash`,
 * so that no entry can be changed, removed or moved without another `hash` of
 * the last one.
 *
 * @public
 */
export interface LedgerEntry {
  /** From 1, without gaps. */
  seq: number;
  /** ISO 8601 in UTC with milliseconds; never before that of the entry before. */
  at: string;
  /** Entity ref of the person, or who else acted, such as `config`. */
  actor: string;
  /** What was done, such as `handoff.item.signed`. */
  action: string;
  /** Entity ref, or another name where it is about none, such as `config/checks`. */
  subject: string;
  /**
   * Canonical JSON (RFC 8785) of an object. Absent where the reader may not
   * read the subject: the chain holds without it.
   */
  payload?: string;
  /** SHA-256 of the payload's UTF-8, in lower case hex. */
  payloadHash: string;
  /** The `hash` of the entry before; {@link GENESIS_HASH} for the first one. */
  prevHash: string;
  /** SHA-256, in lower case hex, of what {@link entryPreimage} writes. */
  hash: string;
}

/**
 * What the first entry is chained to: 64 zeros.
 *
 * @public
 */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * How far a chain has come.
 *
 * @public
 */
export interface ChainHead {
  /** How many entries it has. */
  size: number;
  /** The `hash` of the last one; {@link GENESIS_HASH} when there is none. */
  hash: string;
  /** The `at` of the last one; empty when there is none. */
  at: string;
}

/**
 * The head of a chain without entries.
 *
 * @public
 */
export const EMPTY_CHAIN: ChainHead = { size: 0, hash: GENESIS_HASH, at: '' };

/**
 * SHA-256 of bytes, or of a text's UTF-8, in lower case hex. Whoever calls the
 * rules of the ledger brings it: browsers and Node.js each have their own.
 *
 * @public
 */
export type Sha256 = (data: string | Uint8Array) => string;
