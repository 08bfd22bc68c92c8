import { z } from 'zod';
import { pageInfoSchema, pageQueryShape } from '../api/paging';
import { IMPACT_EDGE_KINDS } from '../impact';
import { contactSchema } from '../ownership/api';

/** The most that `GET /impact` answers at once. @public */
export const IMPACT_PAGE_LIMIT = 10_000;

const list = z
  .string()
  .max(8_000)
  .transform(value =>
    value
      .split(',')
      .map(each => each.trim())
      .filter(each => each !== ''),
  )
  .pipe(z.array(z.string().max(300)).min(1).max(500));

/** Query of `GET /impact/:kind/:namespace/:name`. @public */
export const impactQuerySchema = z.strictObject({
  /** `downstream` by default: what depends on the entity. */
  direction: z.enum(['downstream', 'upstream']).optional(),
  /** How many edges away at most. No limit by default. */
  depth: z.coerce.number().int().min(1).max(1_000_000).optional(),
  /** Kinds of entities to list, separated by commas; ways lead through all. */
  kinds: list.optional(),
  /** Only what reads these columns, or may: `schema.column`, separated by commas. */
  columns: list.optional(),
  ...pageQueryShape,
  /** At most 10,000; 1,000 by default. */
  limit: z.coerce.number().int().min(1).max(IMPACT_PAGE_LIMIT).optional(),
});

/**
 * Query of `GET /impact/:kind/:namespace/:name`.
 *
 * @public
 */
export type ImpactQuery = z.infer<typeof impactQuerySchema>;

/** How many of one kind are affected. @public */
export const impactCountSchema = z.object({
  /** Kind of entity, lower case. */
  kind: z.string(),
  count: z.number(),
});

/** A team, with what of its own is affected. @public */
export const impactTeamSchema = z.object({
  /** Absent for what nobody owns. */
  ref: z.string().optional(),
  title: z.string().optional(),
  /** How many entities of the team's own the reader may see. */
  count: z.number(),
  byKind: z.array(impactCountSchema),
  /** How many the reader may not see; absent unless the portal says such. */
  hidden: z.number().optional(),
  /** Whom to ask, as the nearest of their own says; only `GET /impact` tells it. */
  contact: contactSchema.optional(),
});

/** A group that consumes what is affected. @public */
export const impactConsumerSchema = z.object({
  ref: z.string(),
  title: z.string().optional(),
  /** Agreements in force, each on an entity that the reader may see. */
  agreements: z.array(z.object({ id: z.string(), entityRef: z.string() })),
});

/** Everything that is affected, in numbers and by whom it concerns. @public */
export const impactSummarySchema = z.object({
  /** How many entities the reader may see. */
  total: z.number(),
  byKind: z.array(impactCountSchema),
  /** Those with most first. */
  teams: z.array(impactTeamSchema),
  /** All of them, nearest first, each with what is decided on it. */
  decisionPaths: z.array(
    z.object({
      ref: z.string(),
      title: z.string(),
      decision: z.string().optional(),
      criticality: z.string(),
      depth: z.number(),
    }),
  ),
  /** Of the entity and of all that is affected, those with agreements in force. */
  consumers: z.array(impactConsumerSchema),
  /**
   * What depends on the entity directly and is not affected, with why, by ref.
   * Absent where the question is not of columns.
   */
  spared: z
    .array(
      z.object({
        ref: z.string(),
        title: z.string(),
        reason: z.string(),
        /** Since when lineage names other columns, where it is lineage that does. */
        lineageSince: z.string().optional(),
      }),
    )
    .optional(),
  /** `false` when there may be more; `incomplete` says why. */
  complete: z.boolean(),
  incomplete: z.string().optional(),
  /** Whether a way leads back to where it started. */
  cyclic: z.boolean(),
});

/**
 * Everything that is affected, in numbers and by whom it concerns.
 *
 * @public
 */
export type ImpactSummary = z.infer<typeof impactSummarySchema>;

/** One entity that is reached. @public */
export const impactNodeSchema = z.object({
  ref: z.string(),
  title: z.string(),
  /** Of data products and decision paths, such as `dashboard`. */
  type: z.string().optional(),
  owner: z.object({ ref: z.string(), title: z.string().optional() }).optional(),
  /** Of decision paths: what is decided on it. */
  decision: z.string().optional(),
  /** How many edges away at the nearest, from 1. */
  depth: z.number(),
  /** Whether it is only named by others, and is not in the catalog. */
  missing: z.boolean(),
  /**
   * The step before on a shortest way from the start. Whoever follows it from
   * entity to entity comes to the start.
   */
  via: z.object({
    ref: z.string(),
    /** Absent when what lies between may not be seen by the reader. */
    kind: z.enum(IMPACT_EDGE_KINDS).optional(),
    /** Columns that are read, where that is known. */
    reads: z.array(z.string()).optional(),
    /** Since when lineage names them, where it is lineage that does. */
    lineageSince: z.string().optional(),
  }),
});

/**
 * One entity that is reached.
 *
 * @public
 */
export type ImpactNodeAnswer = z.infer<typeof impactNodeSchema>;

/**
 * `GET /impact/:kind/:namespace/:name`: nearest first, then by ref. The summary
 * is of everything, on every page.
 *
 * @public
 */
export const impactAnswerSchema = z.object({
  entity: z.object({ ref: z.string(), title: z.string() }),
  direction: z.enum(['downstream', 'upstream']),
  summary: impactSummarySchema,
  nodes: z.array(impactNodeSchema),
  pageInfo: pageInfoSchema,
});

/**
 * `GET /impact/:kind/:namespace/:name`.
 *
 * @public
 */
export type ImpactAnswer = z.infer<typeof impactAnswerSchema>;
