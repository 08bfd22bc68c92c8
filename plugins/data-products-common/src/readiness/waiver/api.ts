import { z } from 'zod';
import {
  entityRefSchema,
  pageInfoSchema,
  pageQueryShape,
} from '../../api/paging';
import { WAIVER_DECISIONS, WAIVER_STATES } from './Waiver';

const LONGEST_TEXT = 1_000;

// Neither database keeps it, or shows it.
const text = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_TEXT)
  .refine(value => !/[\0\p{Surrogate}]/u.test(value), {
    message: 'holds characters that cannot be kept; remove them',
  });

const checkId = z.string().trim().min(1).max(255);

/**
 * The id of a waiver; who requests may choose it, so that a request that is
 * sent twice is one.
 *
 * @public
 */
export const waiverIdSchema = z.uuid(
  'must be a UUID, such as 0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b10',
);

/** Body of `POST /waivers`. @public */
export const waiverRequestSchema = z.strictObject({
  id: waiverIdSchema.optional(),
  /** A data product or decision path. */
  entityRef: entityRefSchema,
  /** The id of the check that may fail. */
  check: checkId,
  /** Why. */
  reason: text,
  /** When the exemption ends: later than now, and no later than `maxDays` from now. */
  until: z.iso
    .datetime({
      offset: true,
      error: 'must be a date and time such as 2027-01-31T17:00:00Z',
    })
    .transform(value => new Date(value).toISOString())
    .pipe(z.string()),
});

/**
 * Body of `POST /waivers`.
 *
 * @public
 */
export type WaiverRequest = z.infer<typeof waiverRequestSchema>;

/** Body of `POST /waivers/:id/decision`. @public */
export const waiverDecisionSchema = z.strictObject({
  decision: z.enum(WAIVER_DECISIONS),
  comment: text.optional(),
});

/** Body of `POST /waivers/:id/revocation`. @public */
export const waiverRevocationSchema = z.strictObject({
  /** Why it ends early. */
  reason: text,
});

/** Query of `GET /waivers`. @public */
export const waiversQuerySchema = z.strictObject({
  entityRef: entityRefSchema.optional(),
  state: z.enum(WAIVER_STATES).optional(),
  /** A check's id. */
  check: checkId.optional(),
  /** Those that the caller can decide now. */
  waitingFor: z.literal('me').optional(),
  ...pageQueryShape,
});

/**
 * Query of `GET /waivers`.
 *
 * @public
 */
export type WaiversQuery = z.infer<typeof waiversQuerySchema>;

/** Whether the reader may do something now, and if not, why. @public */
export const waiverActionSchema = z.object({
  allowed: z.boolean(),
  /** Why not, and who can; absent when they may. */
  reason: z.string().optional(),
});

/**
 * `GET /waivers/:id`, one of a list, and the answer of everything that
 * changes one. Times are ISO 8601, UTC; people are refs.
 *
 * @public
 */
export const waiverDetailSchema = z.object({
  id: z.string(),
  entityRef: z.string(),
  check: z.object({
    id: z.string(),
    /** Absent when the check is no longer in force. */
    title: z.string().optional(),
  }),
  state: z.enum(WAIVER_STATES),
  reason: z.string(),
  until: z.string(),
  requestedBy: z.string(),
  requestedAt: z.string(),
  decision: z
    .object({
      decision: z.enum(WAIVER_DECISIONS),
      by: z.string(),
      at: z.string(),
      comment: z.string().optional(),
    })
    .optional(),
  withdrawal: z.object({ at: z.string() }).optional(),
  revocation: z
    .object({ by: z.string(), at: z.string(), reason: z.string() })
    .optional(),
  /** Who decides: a member of any of these. Empty when the entity names nobody. */
  approvers: z.array(
    z.object({ ref: z.string(), title: z.string().optional() }),
  ),
  /** What the reader may do; judged again when they do it. */
  reader: z.object({
    decide: waiverActionSchema,
    withdraw: waiverActionSchema,
    revoke: waiverActionSchema,
  }),
});

/**
 * `GET /waivers/:id`.
 *
 * @public
 */
export type WaiverDetail = z.infer<typeof waiverDetailSchema>;

/** `GET /waivers`: newest first. @public */
export const waiverListSchema = z.object({
  items: z.array(waiverDetailSchema),
  /** How many days ahead the end of a waiver may be. */
  maxDays: z.number(),
  pageInfo: pageInfoSchema,
});

/**
 * `GET /waivers`.
 *
 * @public
 */
export type WaiverList = z.infer<typeof waiverListSchema>;
