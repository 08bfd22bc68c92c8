import { z } from 'zod';
import {
  CRITICALITIES,
  DATA_PRODUCT_TYPES,
  DECISION_PATH_TYPES,
  LIFECYCLES,
  SCORED_KINDS,
} from '../kinds/entities';
import { entityRefSchema, pageInfoSchema, pageQueryShape } from '../api/paging';
import { OWNERSHIP_ROLES } from '../ownership/roles';
import { contactSchema } from '../ownership/api';
import { CHECK_CATEGORIES, OUTCOME_STATUSES, READINESS_LEVELS } from './Check';
import { PROMISE_STATES } from './promiseSummary';

/**
 * One of {@link READINESS_LEVELS}.
 *
 * @public
 */
export const readinessLevelSchema = z.enum(READINESS_LEVELS);

/**
 * One outcome with its check, for people.
 *
 * @public
 */
export const outcomeSchema = z.object({
  checkId: z.string(),
  title: z.string(),
  status: z.enum(OUTCOME_STATUSES),
  reason: z.string(),
  category: z.enum(CHECK_CATEGORIES),
  severity: z.enum(['required', 'recommended']),
  weight: z.number(),
  passCondition: z.string(),
  responsible: z.object({
    role: z.enum(OWNERSHIP_ROLES),
    /** Who holds the role now; empty when it is vacant. */
    refs: z.array(entityRefSchema),
  }),
  remediation: z.string(),
  validUntil: z.string().optional(),
});

/** `GET /readiness/:kind/:namespace/:name`. @public */
export const readinessDetailSchema = z.object({
  entityRef: entityRefSchema,
  score: z.number(),
  level: readinessLevelSchema,
  outcomes: z.array(outcomeSchema),
  evaluatedAt: z.string(),
});

/**
 * `GET /readiness/:kind/:namespace/:name`.
 *
 * @public
 */
export type ReadinessDetail = z.infer<typeof readinessDetailSchema>;

/**
 * One outcome with its check, for people.
 *
 * @public
 */
export type OutcomeDetail = z.infer<typeof outcomeSchema>;

/**
 * What `GET /readiness` can be ordered by; `-` turns an order round.
 *
 * @public
 */
export const READINESS_ORDERS = [
  'title',
  '-title',
  'score',
  '-score',
  'owner',
  '-owner',
  'criticality',
  '-criticality',
] as const;

/**
 * What lists can be filtered by about promises: how they stand, or that an
 * agreement or the promises themselves end within 30 days.
 *
 * @public
 */
export const PROMISE_FILTERS = [...PROMISE_STATES, 'renewal-due'] as const;

/**
 * One of {@link PROMISE_FILTERS}.
 *
 * @public
 */
export type PromiseFilter = (typeof PROMISE_FILTERS)[number];

const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    value =>
      value === undefined || Array.isArray(value)
        ? value
        : String(value).split(','),
    z.array(item).max(100).optional(),
  );

/** Query of `GET /readiness`; every list is repeated or comma separated. @public */
export const readinessQuerySchema = z.strictObject({
  kind: listOf(z.enum(SCORED_KINDS)),
  type: listOf(z.enum([...DATA_PRODUCT_TYPES, ...DECISION_PATH_TYPES])),
  /** Owners' refs; `user:` and `group:` short forms are completed. */
  owner: listOf(z.string().min(1)),
  /** With `owner`: also what nested groups own. */
  nested: z.stringbool().optional(),
  /** What counts for no team: without owner, or with one that no group has. */
  unowned: z.stringbool().optional(),
  domain: listOf(z.string().min(1)),
  lifecycle: listOf(z.enum(LIFECYCLES)),
  criticality: listOf(z.enum(CRITICALITIES)),
  level: listOf(readinessLevelSchema),
  promises: listOf(z.enum(PROMISE_FILTERS)),
  /** A check's id: entities that fail it. */
  check: z.string().min(1).optional(),
  /** Words of name, title, description, tags, datasets or people. */
  q: z.string().max(200).optional(),
  /** Only these entities: full refs. */
  entityRef: listOf(entityRefSchema),
  orderBy: z.enum(READINESS_ORDERS).optional(),
  ...pageQueryShape,
});

/**
 * Query of `GET /readiness`.
 *
 * @public
 */
export type ReadinessQuery = z.infer<typeof readinessQuerySchema>;

/**
 * One product or path of `GET /readiness`.
 *
 * @public
 */
export const readinessListItemSchema = z.object({
  entityRef: entityRefSchema,
  kind: z.enum(SCORED_KINDS),
  type: z.string().optional(),
  title: z.string(),
  description: z.string().optional(),
  ownerRef: entityRefSchema.optional(),
  /** The owner's title, when the catalog has the owner. */
  ownerTitle: z.string().optional(),
  /** Whether the owner exists and has people. */
  ownerVacant: z.boolean(),
  domain: z.string().optional(),
  lifecycle: z.string(),
  criticality: z.enum(CRITICALITIES),
  score: z.number(),
  level: readinessLevelSchema,
  /** Ids of the checks that fail. */
  failing: z.array(z.string()),
  /** How many checks could not be judged. */
  unknown: z.number(),
  /** Absent before anything was observed or agreed. */
  promises: z
    .object({
      state: z.enum(PROMISE_STATES).optional(),
      /** How many objectives are broken. */
      broken: z.number(),
      /** ISO 8601; since when the first of them is. */
      brokenSince: z.string().optional(),
      /** ISO 8601; when the first agreement in force ends. */
      agreedUntil: z.string().optional(),
    })
    .optional(),
  /** ISO 8601 date on which the promises must be renewed, as declared. */
  renewal: z.string().optional(),
  incidentContact: contactSchema.optional(),
  questionContact: contactSchema.optional(),
});

/**
 * One product or path of `GET /readiness`.
 *
 * @public
 */
export type ReadinessListItem = z.infer<typeof readinessListItemSchema>;

/** `GET /readiness`. @public */
export const readinessListSchema = z.object({
  items: z.array(readinessListItemSchema),
  totalItems: z.number(),
  /** Of all that matched: how many are not `ready`. */
  needAttention: z.number(),
  pageInfo: pageInfoSchema,
});

/**
 * `GET /readiness`.
 *
 * @public
 */
export type ReadinessList = z.infer<typeof readinessListSchema>;

/** `GET /readiness/facets`: what the list can be filtered by, with counts. @public */
export const readinessFacetsSchema = z.object({
  kind: z.array(z.object({ value: z.string(), count: z.number() })),
  owner: z.array(
    z.object({
      value: entityRefSchema,
      title: z.string().optional(),
      count: z.number(),
    }),
  ),
  domain: z.array(z.object({ value: z.string(), count: z.number() })),
  lifecycle: z.array(z.object({ value: z.string(), count: z.number() })),
  level: z.array(z.object({ value: z.string(), count: z.number() })),
  promises: z.array(z.object({ value: z.string(), count: z.number() })),
});

/**
 * `GET /readiness/facets`.
 *
 * @public
 */
export type ReadinessFacets = z.infer<typeof readinessFacetsSchema>;

/** Query of `GET /readiness/:kind/:namespace/:name/transitions`. @public */
export const transitionsQuerySchema = z.strictObject({ ...pageQueryShape });

/**
 * One change of an entity’s readiness.
 *
 * @public
 */
export const transitionSchema = z.object({
  at: z.string(),
  score: z.number(),
  level: readinessLevelSchema,
  /** Absent for the first evaluation. */
  previous: z
    .object({ score: z.number(), level: readinessLevelSchema })
    .optional(),
  changes: z.array(
    z.object({
      checkId: z.string(),
      title: z.string().optional(),
      /** Absent when the check is new. */
      from: z.enum(OUTCOME_STATUSES).optional(),
      /** Absent when the check was removed. */
      to: z.enum(OUTCOME_STATUSES).optional(),
    }),
  ),
});

/** Newest first. @public */
export const transitionsSchema = z.object({
  items: z.array(transitionSchema),
  pageInfo: pageInfoSchema,
});

/**
 * `GET /readiness/:kind/:namespace/:name/transitions`.
 *
 * @public
 */
export type Transitions = z.infer<typeof transitionsSchema>;

/**
 * How many entities are at each level.
 *
 * @public
 */
export const scoreCountsSchema = z.object({
  ready: z.number(),
  'at-risk': z.number(),
  'not-ready': z.number(),
});

/** The score of a set of entities, weighted by criticality. @public */
export const rollupSchema = z.object({
  /** 0 to 100; absent when there is nothing to score. */
  score: z.number().optional(),
  entities: z.number(),
  counts: scoreCountsSchema,
  /** The checks that fail most; `gain` is what the score would rise by. */
  topFailing: z.array(
    z.object({
      checkId: z.string(),
      title: z.string(),
      /** How many entities would be fixed. */
      count: z.number(),
      gain: z.number(),
      remediation: z.string(),
    }),
  ),
});

/**
 * The readiness of one team.
 *
 * @public
 */
export const teamSummarySchema = rollupSchema.extend({
  teamRef: entityRefSchema,
  title: z.string().optional(),
  parentRef: entityRefSchema.optional(),
  /** Score change over the last 30 days; absent when there was none before. */
  change: z.number().optional(),
});

/**
 * The readiness of one team.
 *
 * @public
 */
export type TeamSummary = z.infer<typeof teamSummarySchema>;

/**
 * Scores at the end of UTC days, oldest first.
 *
 * @public
 */
export const trendSchema = z.array(
  z.object({
    /** UTC day. */
    date: z.string(),
    score: z.number(),
  }),
);

/** `GET /teams/:kind/:namespace/:name`. @public */
export const teamDetailSchema = teamSummarySchema.extend({
  children: z.array(
    z.object({
      teamRef: entityRefSchema,
      title: z.string().optional(),
      score: z.number().optional(),
      entities: z.number(),
      counts: scoreCountsSchema,
    }),
  ),
  /** One point a day, oldest first; days before the first evaluation are left out. */
  trend: trendSchema,
});

/**
 * `GET /teams/:kind/:namespace/:name`.
 *
 * @public
 */
export type TeamDetail = z.infer<typeof teamDetailSchema>;

/**
 * `GET /teams`: every team that owns anything, with the groups above it, as a
 * flat list; `parentRef` makes the tree.
 *
 * @public
 */
export const teamListSchema = z.object({
  items: z.array(teamSummarySchema),
  /** What has no owner in the catalog. */
  unowned: rollupSchema,
  pageInfo: pageInfoSchema,
});

/**
 * `GET /teams`.
 *
 * @public
 */
export type TeamList = z.infer<typeof teamListSchema>;

/** `GET /domains`. @public */
export const domainListSchema = z.object({
  items: z.array(
    rollupSchema.extend({
      /** As the entities name it; absent for those without a domain. */
      domain: z.string().optional(),
      trend: trendSchema,
    }),
  ),
});

/**
 * `GET /domains`.
 *
 * @public
 */
export type DomainList = z.infer<typeof domainListSchema>;

/** Query of `GET /teams`. @public */
export const teamsQuerySchema = z.strictObject({ ...pageQueryShape });

/**
 * One check of `GET /checks`.
 *
 * @public
 */
export const checkDefinitionSchema = z.object({
  id: z.string(),
  title: z.string(),
  passCondition: z.string(),
  category: z.enum(CHECK_CATEGORIES),
  responsible: z.enum(OWNERSHIP_ROLES),
  severity: z.enum(['required', 'recommended']),
  weight: z.number(),
  appliesTo: z.unknown(),
  remediation: z.string(),
  origin: z.enum(['built-in', 'config', 'plugin']),
});

/** `GET /checks`. @public */
export const checkListSchema = z.object({
  items: z.array(checkDefinitionSchema),
});

/**
 * `GET /checks`.
 *
 * @public
 */
export type CheckList = z.infer<typeof checkListSchema>;

/** Body of `POST /readiness/evaluations`. @public */
export const evaluationRequestSchema = z.strictObject({
  /** Full refs; all entities when absent. */
  entityRefs: z.array(entityRefSchema).min(1).max(1000).optional(),
});

/**
 * Answer of `POST /readiness/evaluations`.
 *
 * @public
 */
export const evaluationResponseSchema = z.object({
  /** How many entities were judged. */
  evaluated: z.number(),
  /** How many of them got another outcome. */
  changed: z.number(),
  /** Refs of the request that have no evidence. */
  notFound: z.array(entityRefSchema),
  durationMs: z.number(),
});

/**
 * Answer of `POST /readiness/evaluations`.
 *
 * @public
 */
export type EvaluationResponse = z.infer<typeof evaluationResponseSchema>;
