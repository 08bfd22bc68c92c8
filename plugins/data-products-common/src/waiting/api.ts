import { z } from 'zod';
import { handoffPartySchema } from '../handoff/api';

/**
 * What can wait for a person: an item of a handoff to sign (`sign-off`), a
 * handoff that everybody has approved to complete (`completion`), an agreement
 * to sign (`agreement`), one whose promises became weaker to mend (`breach`),
 * a waiver to decide (`waiver`), a change that concerns them (`change`).
 *
 * @public
 */
export const WAITING_KINDS = [
  'sign-off',
  'completion',
  'agreement',
  'breach',
  'waiver',
  'change',
] as const;

/**
 * One of {@link WAITING_KINDS}.
 *
 * @public
 */
export type WaitingKind = (typeof WAITING_KINDS)[number];

/**
 * What a change asks of a person: its `answer`, to `mend` what stands against
 * it, or to `look` at it, as something of their own may break.
 *
 * @public
 */
export const CHANGE_ASKS = ['answer', 'mend', 'look'] as const;

const commonShape = {
  /** Unique in the list, and the same as long as it waits. */
  id: z.string(),
  entityRef: z.string(),
  /** What people call the entity. */
  title: z.string(),
  /** For whom the caller is asked: any member of any of these can do it. */
  parties: z.array(handoffPartySchema),
  /** ISO 8601; absent when it is not known. */
  since: z.string().optional(),
  /** ISO 8601; may be over. Absent when nothing ends by time alone. */
  due: z.string().optional(),
  /** Ref of the person. */
  requestedBy: z.string().optional(),
};

const handoffShape = { handoffId: z.string(), release: z.string() };

const agreementShape = {
  agreementId: z.string(),
  revision: z.number(),
  /** The other side. */
  counterparty: handoffPartySchema,
};

/** One thing that waits for the caller, in answers. @public */
export const waitingItemSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sign-off'),
    ...commonShape,
    ...handoffShape,
    item: z.object({
      id: z.string(),
      title: z.string(),
      /** Whether the release cannot be signed off without it. */
      required: z.boolean(),
      /** Whether it was signed before, and a signature no longer counts. */
      again: z.boolean(),
    }),
  }),
  z.object({
    kind: z.literal('completion'),
    ...commonShape,
    ...handoffShape,
  }),
  z.object({
    kind: z.literal('agreement'),
    ...commonShape,
    ...agreementShape,
  }),
  z.object({
    kind: z.literal('breach'),
    ...commonShape,
    ...agreementShape,
    /** What is promised less than was signed, in words. */
    changes: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('waiver'),
    ...commonShape,
    waiverId: z.string(),
    check: z.object({
      id: z.string(),
      /** Absent when the check is no longer in force. */
      title: z.string().optional(),
    }),
    /** Why it is asked for. */
    reason: z.string(),
  }),
  z.object({
    kind: z.literal('change'),
    ...commonShape,
    change: z.object({ id: z.string(), title: z.string() }),
    asks: z.enum(CHANGE_ASKS),
    /** Titles of what the caller owns, and it would break or may. */
    affected: z.array(z.string()),
  }),
]);

/**
 * One thing that waits for the caller.
 *
 * @public
 */
export type WaitingItem = z.infer<typeof waitingItemSchema>;

/** `GET /waiting`: all of it, the most urgent first. @public */
export const waitingListSchema = z.object({
  items: z.array(waitingItemSchema),
});

/**
 * `GET /waiting`.
 *
 * @public
 */
export type WaitingList = z.infer<typeof waitingListSchema>;
