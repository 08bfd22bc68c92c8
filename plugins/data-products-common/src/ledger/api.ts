import { z } from 'zod';
import { pageInfoSchema, pageQueryShape } from '../api';

const instant = z.iso.datetime({ offset: true });
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * An entry of the ledger, as readers see it. To check its hashes, `payload` is
 * written as canonical JSON (`canonicalJson`).
 *
 * @public
 */
export const ledgerRecordSchema = z.object({
  /** From 1, without gaps. */
  seq: z.number().int(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  /** SHA-256 of the payload's canonical JSON, hex. */
  payloadHash: hash,
  prevHash: hash,
  hash,
  /** Absent when the reader may not read the subject. */
  payload: z.record(z.string(), z.unknown()).optional(),
});

/**
 * An entry of the ledger, as readers see it.
 *
 * @public
 */
export type LedgerRecord = z.infer<typeof ledgerRecordSchema>;

/** Query of `GET /ledger`. @public */
export const ledgerQuerySchema = z.strictObject({
  /** Exactly as the entry has it. */
  subject: z.string().min(1).max(255).optional(),
  /** Exactly as the entry has it. */
  actor: z.string().min(1).max(255).optional(),
  /** Exactly as the entry has it. */
  action: z.string().min(1).max(255).optional(),
  /** ISO 8601 date-time: only entries at it or later. */
  from: instant.optional(),
  /** ISO 8601 date-time: only entries before it. */
  to: instant.optional(),
  ...pageQueryShape,
});

/**
 * Query of `GET /ledger`.
 *
 * @public
 */
export type LedgerQuery = z.infer<typeof ledgerQuerySchema>;

/** `GET /ledger`: newest first. @public */
export const ledgerListSchema = z.object({
  items: z.array(ledgerRecordSchema),
  /** How many entries there are in all, and the hash of the last one. */
  head: z.object({ size: z.number().int(), hash }),
  pageInfo: pageInfoSchema,
});

/**
 * `GET /ledger`.
 *
 * @public
 */
export type LedgerList = z.infer<typeof ledgerListSchema>;

/** `GET /ledger/checkpoint`. @public */
export const ledgerCheckpointSchema = z.object({
  /** The checkpoint as a signed note: keep it outside of the portal. */
  note: z.string(),
  /** How many entries it is of. */
  size: z.number().int(),
  hash,
  takenAt: z.string(),
  publicKey: z.object({
    /** `<name>+<key id>+<Base64>`, as tools for signed notes take it. */
    verifier: z.string(),
    /** SPKI. */
    pem: z.string(),
  }),
});

/**
 * `GET /ledger/checkpoint`.
 *
 * @public
 */
export type LedgerCheckpoint = z.infer<typeof ledgerCheckpointSchema>;
