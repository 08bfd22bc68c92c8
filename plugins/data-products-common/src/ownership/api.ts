import { z } from 'zod';
import { entityRefSchema, pageInfoSchema, pageQueryShape } from '../api/paging';
import { CONTACT_PURPOSES } from '../kinds/entities';
import { MANDATES, OWNERSHIP_ROLES } from './roles';

/**
 * A {@link Contact} in answers.
 *
 * @public
 */
export const contactSchema = z.object({
  for: z.enum(CONTACT_PURPOSES),
  channel: z.string(),
  target: z.string(),
  url: z.string().optional(),
  responseTime: z.string().optional(),
  description: z.string().optional(),
  source: z.enum(['spec', 'contract']),
});

/**
 * One role with its mandate and the people behind it.
 *
 * @public
 */
export const ownershipRoleSchema = z.object({
  role: z.enum(OWNERSHIP_ROLES),
  title: z.string(),
  /** What the role answers for, in words. */
  mandate: z.string(),
  /** What it may decide. */
  mandates: z.array(z.enum(MANDATES)),
  vacant: z.boolean(),
  /** Why it is vacant. */
  reason: z.string().optional(),
  members: z.array(
    z.object({
      ref: entityRefSchema,
      title: z.string().optional(),
      /** Whether the catalog has it. */
      found: z.boolean(),
      source: z.enum(['spec', 'contract']),
      since: z.string().optional(),
      /** The people behind the ref that the reader may see, through nested groups. */
      people: z.array(
        z.object({
          ref: entityRefSchema,
          title: z.string().optional(),
          picture: z.string().optional(),
          email: z.string().optional(),
        }),
      ),
    }),
  ),
  /** People of the contract's team who left without a successor. */
  leavers: z.array(
    z.object({
      ref: entityRefSchema,
      name: z.string().optional(),
      left: z.string(),
      /** Whom the contract names as successor, where that one has yet to begin. */
      successor: z
        .object({
          ref: entityRefSchema,
          name: z.string().optional(),
          since: z.string(),
        })
        .optional(),
    }),
  ),
});

/** `GET /ownership/:kind/:namespace/:name`. @public */
export const ownershipDetailSchema = z.object({
  entityRef: entityRefSchema,
  roles: z.array(ownershipRoleSchema),
  contacts: z.array(contactSchema),
  escalation: z.array(
    z.object({
      after: z.string(),
      notify: entityRefSchema,
      title: z.string().optional(),
      found: z.boolean(),
    }),
  ),
});

/**
 * `GET /ownership/:kind/:namespace/:name`.
 *
 * @public
 */
export type OwnershipDetail = z.infer<typeof ownershipDetailSchema>;

/** Query of `GET /ownership`: exactly one of dataset, party and vacant. @public */
export const ownershipQuerySchema = z
  .strictObject({
    /** A technical name, as pipelines use it. */
    dataset: z.string().min(1).max(1024).optional(),
    /** A user's or group's ref. */
    party: entityRefSchema.optional(),
    role: z.enum(OWNERSHIP_ROLES).optional(),
    vacant: z.enum(OWNERSHIP_ROLES).optional(),
    ...pageQueryShape,
  })
  .superRefine((query, context) => {
    const given = [query.dataset, query.party, query.vacant].filter(
      value => value !== undefined,
    );
    if (given.length !== 1 && query.cursor === undefined) {
      context.addIssue({
        code: 'custom',
        message: 'give exactly one of dataset, party and vacant',
        path: ['dataset'],
      });
    }
    if (query.role && !query.party) {
      context.addIssue({
        code: 'custom',
        message: 'role goes with party',
        path: ['role'],
      });
    }
  });

/**
 * Query of `GET /ownership`.
 *
 * @public
 */
export type OwnershipQuery = z.infer<typeof ownershipQuerySchema>;

/** `GET /ownership`. @public */
export const ownershipListSchema = z.object({
  items: z.array(
    z.object({
      entityRef: entityRefSchema,
      title: z.string(),
      kind: z.string(),
      ownerRef: entityRefSchema.optional(),
      /** The roles that the query asked about: held by the party, or vacant. */
      roles: z.array(
        z.object({
          role: z.enum(OWNERSHIP_ROLES),
          refs: z.array(entityRefSchema),
          vacant: z.boolean(),
          reason: z.string().optional(),
        }),
      ),
      contacts: z.array(contactSchema),
      /** With `dataset`: the claim that matched. */
      dataset: z.string().optional(),
    }),
  ),
  totalItems: z.number(),
  pageInfo: pageInfoSchema,
});

/**
 * `GET /ownership`.
 *
 * @public
 */
export type OwnershipList = z.infer<typeof ownershipListSchema>;
