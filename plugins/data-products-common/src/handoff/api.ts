import { JsonObject, JsonValue } from '@backstage/types';
import { z } from 'zod';
import { entityRefSchema, pageInfoSchema, pageQueryShape } from '../api/paging';
import { LIFECYCLES, SCORED_KINDS } from '../kinds';
import {
  HANDOFF_ITEM_STATES,
  HANDOFF_STATES,
  SIGNATURE_STANDINGS,
} from './Handoff';

const LONGEST_TEXT = 4_000;

// Neither database keeps them, or shows them.
const keepable = (value: string) => !/[\0\p{Surrogate}]/u.test(value);
const NOT_KEEPABLE = 'holds characters that cannot be kept; remove them';

const text = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_TEXT)
  .refine(keepable, { message: NOT_KEEPABLE });

// `z.json()` describes itself by a definition of its own, for what is simply any.
const json = z.unknown() as z.ZodType<JsonValue>;
const jsonObject = z.record(z.string(), z.unknown()) as z.ZodType<JsonObject>;

const sha256Hex = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits in lower case');

/**
 * The id of a handoff; who requests may choose it, so that a request that is
 * sent twice is one.
 *
 * @public
 */
export const handoffIdSchema = z.uuid(
  'must be a UUID, such as 0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b10',
);

/** Body of `POST /handoffs`. @public */
export const handoffRequestSchema = z.strictObject({
  id: handoffIdSchema.optional(),
  /** A data product or a decision path. */
  entityRef: entityRefSchema,
  /** The version that the entity declares. */
  release: text.max(64),
  /** The id of a checklist. */
  checklist: text.max(64),
  comment: text.optional(),
});

/**
 * Body of `POST /handoffs`.
 *
 * @public
 */
export type HandoffRequest = z.infer<typeof handoffRequestSchema>;

/** What a signer points at, in bodies and answers. @public */
export const signatureEvidenceSchema = z.strictObject({
  link: z
    .url({
      protocol: /^https?$/,
      error: 'must be a link that begins with https://',
    })
    .max(2_000)
    .refine(keepable, { message: NOT_KEEPABLE })
    .optional(),
  /** SHA-256. */
  fileHash: sha256Hex.optional(),
  note: text.optional(),
});

/** Body of `POST /handoffs/:id/items/:itemId/signatures`. @public */
export const handoffSigningSchema = z
  .strictObject({
    decision: z.enum(['approve', 'reject']),
    /** `content.fingerprint` of the handoff as the signer was shown it. */
    fingerprint: sha256Hex,
    /** Needed to reject. */
    comment: text.optional(),
    evidence: signatureEvidenceSchema.optional(),
  })
  .refine(({ decision, comment }) => decision === 'approve' || comment, {
    path: ['comment'],
    message: 'is needed to reject: say what has to change',
  });

/**
 * Body of `POST /handoffs/:id/items/:itemId/signatures`.
 *
 * @public
 */
export type HandoffSigning = z.infer<typeof handoffSigningSchema>;

/** Body of `POST /handoffs/:id/withdrawal`. @public */
export const handoffWithdrawalSchema = z.strictObject({
  reason: text.max(1_000),
});

/**
 * Body of `POST /handoffs/:id/withdrawal`.
 *
 * @public
 */
export type HandoffWithdrawalRequest = z.infer<typeof handoffWithdrawalSchema>;

/** Body of `POST /handoffs/:id/completion`. @public */
export const handoffCompletionSchema = z.strictObject({
  /** `content.fingerprint` of the handoff as the reader was shown it. */
  fingerprint: sha256Hex,
});

/**
 * Body of `POST /handoffs/:id/completion`.
 *
 * @public
 */
export type HandoffCompletionRequest = z.infer<typeof handoffCompletionSchema>;

/** Query of `GET /handoffs`. @public */
export const handoffsQuerySchema = z.strictObject({
  entityRef: entityRefSchema.optional(),
  state: z.enum(HANDOFF_STATES).optional(),
  /** Those with an item that the caller can sign now. */
  waitingFor: z.literal('me').optional(),
  ...pageQueryShape,
});

/**
 * Query of `GET /handoffs`.
 *
 * @public
 */
export type HandoffsQuery = z.infer<typeof handoffsQuerySchema>;

/** Query of `GET /checklists`. @public */
export const checklistsQuerySchema = z.strictObject({
  /** Only those that are for entities of its kind. */
  entityRef: entityRefSchema.optional(),
});

/**
 * Query of `GET /checklists`.
 *
 * @public
 */
export type ChecklistsQuery = z.infer<typeof checklistsQuerySchema>;

/** A user or group, in answers. @public */
export const handoffPartySchema = z.object({
  ref: z.string(),
  /** Absent when the catalog has none. */
  title: z.string().optional(),
});

/** An item of a checklist, in answers. @public */
export const checklistItemSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** What to look at, as an instruction. */
  guidance: z.string(),
  /** A role of the ownership map, or the ref of a group or user. */
  responsible: z.string(),
  required: z.boolean(),
  /** Judged by facts in place of signatures. */
  automated: z
    .union([
      z.object({ check: z.string() }),
      z.object({ sla: z.enum(['kept', 'not-broken']) }),
    ])
    .optional(),
  /** How many people must approve. */
  quorum: z.number(),
  /** Which parts of the content a signature is for; all when absent. */
  covers: z.array(z.string()).optional(),
  /** ISO 8601 duration. */
  expiresAfter: z.string().optional(),
});

const checklistHeadShape = {
  id: z.string(),
  version: z.number(),
  title: z.string(),
  from: z.enum(LIFECYCLES),
  to: z.enum(LIFECYCLES),
};

/** A checklist, in answers. @public */
export const checklistSchema = z.object({
  ...checklistHeadShape,
  kind: z.enum(SCORED_KINDS),
  /** What the sides are called, by `responsible`. */
  sides: z.record(z.string(), z.string()).optional(),
  items: z.array(checklistItemSchema),
});

/** `GET /checklists`. @public */
export const checklistListSchema = z.object({
  items: z.array(
    checklistSchema.extend({
      origin: z.enum(['built-in', 'config', 'plugin']),
    }),
  ),
});

/**
 * `GET /checklists`.
 *
 * @public
 */
export type ChecklistList = z.infer<typeof checklistListSchema>;

/** One difference between two contents, in answers. @public */
export const contentChangeSchema = z.object({
  /** `contract`, or the name of a field of `spec`. */
  part: z.string(),
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed', 'reordered']),
  before: json.optional(),
  after: json.optional(),
});

const progressSchema = z.object({
  /** Of the required items. */
  done: z.number(),
  required: z.number(),
});

const handoffSummaryShape = {
  id: z.string(),
  entityRef: z.string(),
  /** Of the entity; absent when the catalog no longer has it. */
  title: z.string().optional(),
  release: z.string(),
  state: z.enum(HANDOFF_STATES),
  /** Why it stands as it does, in one sentence. */
  reason: z.string(),
  progress: progressSchema,
  /** The sides in the order of the checklist, with the required items of each. */
  sides: z.array(
    z.object({
      responsible: z.string(),
      /** Such as `Governance`. */
      title: z.string(),
      ...progressSchema.shape,
      /** Who can do what is left; empty when nothing is. */
      waitingOn: z.array(handoffPartySchema),
    }),
  ),
  requester: z.string(),
  /** ISO 8601. */
  requestedAt: z.string(),
  comment: z.string().optional(),
  withdrawal: z
    .object({ at: z.string(), by: z.string(), reason: z.string() })
    .optional(),
  completion: z
    .object({ at: z.string(), by: z.string(), fingerprint: z.string() })
    .optional(),
};

/** One handoff of a list. @public */
export const handoffSummarySchema = z.object({
  ...handoffSummaryShape,
  checklist: z.object(checklistHeadShape),
});

/**
 * One handoff of a list.
 *
 * @public
 */
export type HandoffSummary = z.infer<typeof handoffSummarySchema>;

/** `GET /handoffs`: newest first. @public */
export const handoffListSchema = z.object({
  items: z.array(handoffSummarySchema),
  pageInfo: pageInfoSchema,
});

/**
 * `GET /handoffs`.
 *
 * @public
 */
export type HandoffList = z.infer<typeof handoffListSchema>;

/** A signature and what it is worth, in answers. @public */
export const judgedSignatureSchema = z.object({
  /** From 1 within the handoff. */
  number: z.number(),
  itemId: z.string(),
  decision: z.enum(['approve', 'reject']),
  signer: z.string(),
  party: z.string(),
  fingerprint: z.string(),
  comment: z.string().optional(),
  evidence: signatureEvidenceSchema.optional(),
  /** ISO 8601. */
  at: z.string(),
  standing: z.enum(SIGNATURE_STANDINGS),
  /** Why it does not count. */
  reason: z.string().optional(),
  /** Of a lapsed one: what has changed of what it is for. */
  changes: z.array(contentChangeSchema).optional(),
  /** ISO 8601. */
  expiresAt: z.string().optional(),
});

/** Whether the reader may do something now. @public */
export const handoffActionSchema = z.object({
  allowed: z.boolean(),
  /** Why not, and who can; absent when it is allowed. */
  reason: z.string().optional(),
});

/**
 * Whether the reader may do something now.
 *
 * @public
 */
export type HandoffAction = z.infer<typeof handoffActionSchema>;

/** An item of a handoff, in answers. @public */
export const handoffItemSchema = checklistItemSchema.extend({
  state: z.enum(HANDOFF_ITEM_STATES),
  done: z.boolean(),
  /** In one sentence. */
  reason: z.string(),
  /** How many approvals count. */
  approvals: z.number(),
  /** All that were ever given, oldest first. */
  signatures: z.array(judgedSignatureSchema),
  /** Who can do it now; empty when it is done. */
  waitingOn: z.array(handoffPartySchema),
  /** What the reader may do; judged again when they do it. */
  sign: handoffActionSchema,
});

/**
 * An item of a handoff, in answers.
 *
 * @public
 */
export type HandoffItem = z.infer<typeof handoffItemSchema>;

/** `GET /handoffs/:id`, and the answer of everything that changes one. @public */
export const handoffDetailSchema = z.object({
  ...handoffSummaryShape,
  checklist: checklistSchema.omit({ items: true }),
  items: z.array(handoffItemSchema),
  /** What is signed now; absent when the catalog no longer has the entity. */
  content: z
    .object({
      /** To be sent along with a signature. */
      fingerprint: z.string(),
      spec: jsonObject,
      contract: json.optional(),
    })
    .optional(),
  /** Of the content when the handoff was opened. */
  openedFingerprint: z.string(),
  /** What has changed since it was completed, or else since it was opened. */
  changes: z.array(contentChangeSchema),
  /** The completed handoff before this one, and what has changed since. */
  previous: z
    .object({
      id: z.string(),
      release: z.string(),
      completedAt: z.string(),
      changes: z.array(contentChangeSchema),
    })
    .optional(),
  /** What the reader may do; judged again when they do it. */
  reader: z.object({
    withdraw: handoffActionSchema,
    complete: handoffActionSchema,
  }),
});

/**
 * `GET /handoffs/:id`.
 *
 * @public
 */
export type HandoffDetail = z.infer<typeof handoffDetailSchema>;
