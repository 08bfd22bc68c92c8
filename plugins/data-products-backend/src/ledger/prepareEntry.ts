import { randomUUID } from 'node:crypto';
import { JsonObject } from '@backstage/types';
import { canonicalJson } from '@handoff/backstage-plugin-data-products-common';
import { sha256 } from './sha256';

/** The columns of names have so many characters. */
const MAX_LENGTH = 255;

/** What is to be recorded. */
export interface NewLedgerEntry {
  /** Entity ref of the person, or who else acted, such as `config`. */
  actor: string;
  /** Such as `handoff.item.signed`. */
  action: string;
  /** Entity ref, or a name such as `config/checks`. */
  subject: string;
  payload: JsonObject;
}

/** What is recorded once it has its place in the chain. */
export interface PreparedEntry {
  actor: string;
  action: string;
  subject: string;
  payload: string;
  payloadHash: string;
}

/**
 * Brings a record into the form that is hashed. The payload gets a `salt`:
 * who sees nothing of it but its hash must not find it by trying.
 *
 * @throws Error when a name is empty, too long or holds a control character,
 *   or the payload has no canonical form
 */
export function prepareEntry(entry: NewLedgerEntry): PreparedEntry {
  const { actor, action, subject } = entry;
  for (const [field, value] of Object.entries({ actor, action, subject })) {
    if (
      !value ||
      value.length > MAX_LENGTH ||
      /[\p{Cc}\p{Surrogate}]/u.test(value)
    ) {
      throw new Error(
        `The ${field} of an entry of the ledger is a text of 1 to ${MAX_LENGTH} characters, none of them a control character; it is ${JSON.stringify(
          value,
        )}`,
      );
    }
  }
  const payload = canonicalJson({ ...entry.payload, salt: randomUUID() });
  if (payload.includes('\\u0000')) {
    throw new Error(
      `The payload of ${action} on ${subject} holds a NUL character, which PostgreSQL cannot keep; remove it`,
    );
  }
  return { actor, action, subject, payload, payloadHash: sha256(payload) };
}
