import { z } from 'zod';
import { entityRefSchema, pageInfoSchema, pageQueryShape } from '../api/paging';
import { CRITICALITIES, STEP_STAGES } from '../kinds/entities';
import { PROMISE_STATES } from '../readiness/promiseSummary';
import { INDICATORS } from './Objective';
import { objectiveStatusSchema } from './ObjectiveStatus';

/**
 * An {@link Objective} in answers.
 *
 * @public
 */
export const objectiveSchema = z.object({
  name: z.string(),
  indicator: z.enum(INDICATORS),
  element: z.string().optional(),
  comparator: z.enum(['at-most', 'at-least', 'equals', 'between']),
  target: z.union([z.number(), z.string(), z.tuple([z.number(), z.number()])]),
  unit: z.enum(['seconds', 'ratio', 'count', 'time-of-day']),
  countUnit: z.string().optional(),
  goal: z.number(),
  window: z.string(),
  cadence: z.string().optional(),
  driver: z.string().optional(),
  severity: z.enum(CRITICALITIES),
  promise: z.string(),
  source: z.enum(['spec', 'contract-sla', 'contract-quality']),
});

/**
 * A {@link DatedTerm} in answers.
 *
 * @public
 */
export const datedTermSchema = z.object({
  term: z.enum([
    'general-availability',
    'end-of-support',
    'end-of-life',
    'renewal',
  ]),
  at: z.string(),
  description: z.string().optional(),
  source: z.enum(['spec', 'contract-sla']),
});

/**
 * What a stretch of time was like: the worst that was in it. `silent`: an
 * observation was expected and did not come; `no-data`: none was expected.
 *
 * @public
 */
export const STRETCH_STATES = ['kept', 'broken', 'silent', 'no-data'] as const;

/**
 * One of {@link STRETCH_STATES}.
 *
 * @public
 */
export type StretchState = (typeof STRETCH_STATES)[number];

/**
 * A stretch of time and what it was like.
 *
 * @public
 */
export const stretchSchema = z.object({
  /** ISO 8601, included. */
  from: z.string(),
  /** ISO 8601, excluded. */
  to: z.string(),
  state: z.enum(STRETCH_STATES),
});

/**
 * A stretch of time and what it was like.
 *
 * @public
 */
export type Stretch = z.infer<typeof stretchSchema>;

/**
 * A time during which an objective was out of target.
 *
 * @public
 */
export const breachSchema = z.object({
  id: z.string(),
  entityRef: entityRefSchema,
  objective: z.string(),
  indicator: z.enum(INDICATORS),
  severity: z.enum(CRITICALITIES),
  /** What was promised, in words. */
  promise: z.string(),
  /** When the target began to be missed. */
  since: z.string(),
  /** When that was noticed. */
  openedAt: z.string(),
  /** When the target began to be met again; absent while the breach is open. */
  until: z.string().optional(),
  worstValue: z.number().optional(),
  worstAt: z.string().optional(),
  /** Who answered for the entity when the breach was opened. */
  responsible: z.array(entityRefSchema),
  /** Products upstream that were broken at the time. */
  upstream: z.array(
    z.object({ entityRef: entityRefSchema, objective: z.string() }),
  ),
  /** Who was told, and when. */
  notified: z.array(z.object({ ref: entityRefSchema, at: z.string() })),
});

/**
 * A time during which an objective was out of target.
 *
 * @public
 */
export type Breach = z.infer<typeof breachSchema>;

/**
 * What makes an observation unusual, with its numbers.
 *
 * @public
 */
export const unusualSchema = z.object({
  value: z.number(),
  observedAt: z.string(),
  /** The median of what it was compared with. */
  usual: z.number(),
  /** One standard deviation of that, estimated robustly. */
  spread: z.number(),
  /** "182,000 rows; Mondays usually 240,000 ± 12,000". */
  reason: z.string(),
});

/**
 * What makes an observation unusual, with its numbers.
 *
 * @public
 */
export type Unusual = z.infer<typeof unusualSchema>;

/** `GET /sla/:kind/:namespace/:name`. @public */
export const slaDetailSchema = z.object({
  entityRef: entityRefSchema,
  objectives: z.array(
    z.object({
      objective: objectiveSchema,
      status: objectiveStatusSchema,
      /** The window in equal stretches, oldest first. */
      strip: z.array(stretchSchema),
      /** Newest first: the open one, and those that ended within the window. */
      breaches: z.array(breachSchema),
      /** When the last observation was unusual. */
      unusual: unusualSchema.optional(),
    }),
  ),
  datedTerms: z.array(datedTermSchema),
  problems: z.array(z.object({ pointer: z.string(), message: z.string() })),
  /** Of a decision path: its steps in order, and how the promises of each stand. */
  steps: z
    .array(
      z.object({
        stage: z.enum(STEP_STAGES),
        name: z.string().optional(),
        entityRef: z.string().optional(),
        /** How many objectives stand how; absent when there are none, or the reader may not see them. */
        counts: z.record(z.enum(PROMISE_STATES), z.number()).optional(),
        /** Since when the first broken one is, ISO 8601. */
        brokenSince: z.string().optional(),
      }),
    )
    .optional(),
});

/**
 * `GET /sla/:kind/:namespace/:name`.
 *
 * @public
 */
export type SlaDetail = z.infer<typeof slaDetailSchema>;

const instant = z.iso.datetime({ offset: true });

/** Query of `GET /sla/:kind/:namespace/:name/:objective/series`. @public */
export const seriesQuerySchema = z.strictObject({
  /** ISO 8601 date-time; the start of the objective's window when absent. */
  from: instant.optional(),
  /** ISO 8601 date-time; now when absent. */
  to: instant.optional(),
  /** At most so many points. */
  points: z.coerce.number().int().min(1).max(1_000).optional(),
});

/**
 * Query of `GET /sla/:kind/:namespace/:name/:objective/series`.
 *
 * @public
 */
export type SeriesQuery = z.infer<typeof seriesQuerySchema>;

/** `GET /sla/:kind/:namespace/:name/:objective/series`. @public */
export const seriesSchema = z.object({
  objective: objectiveSchema,
  /** Between which values the target is met, in the unit of the values. */
  bounds: z.object({ low: z.number().optional(), high: z.number().optional() }),
  /** Oldest first; values are absent where nothing was measured. */
  points: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      min: z.number().optional(),
      max: z.number().optional(),
      last: z.number().optional(),
      /** Observations that were measured. */
      count: z.number(),
      /** Those of them that were out of target. */
      bad: z.number(),
      state: z.enum(STRETCH_STATES),
    }),
  ),
  /** The newest 200, newest first. */
  observations: z.array(
    z.object({
      id: z.string(),
      value: z.number().optional(),
      observedAt: z.string(),
      source: z.string(),
      detail: z.string().optional(),
      kept: z.boolean().optional(),
      unusual: unusualSchema.optional(),
    }),
  ),
  /** Those that overlap the time asked for, newest first. */
  breaches: z.array(breachSchema),
});

/**
 * `GET /sla/:kind/:namespace/:name/:objective/series`.
 *
 * @public
 */
export type Series = z.infer<typeof seriesSchema>;

/** Query of `GET /breaches`. @public */
export const breachesQuerySchema = z.strictObject({
  entityRef: entityRefSchema.optional(),
  objective: z.string().min(1).optional(),
  state: z.enum(['open', 'closed']).optional(),
  severity: z.enum(CRITICALITIES).optional(),
  /** ISO 8601 date-time: only breaches that lasted beyond it. */
  from: instant.optional(),
  /** ISO 8601 date-time: only breaches that began before it. */
  to: instant.optional(),
  ...pageQueryShape,
});

/**
 * Query of `GET /breaches`.
 *
 * @public
 */
export type BreachesQuery = z.infer<typeof breachesQuerySchema>;

/** `GET /breaches`: newest first. @public */
export const breachListSchema = z.object({
  items: z.array(breachSchema),
  pageInfo: pageInfoSchema,
});

/**
 * `GET /breaches`.
 *
 * @public
 */
export type BreachList = z.infer<typeof breachListSchema>;

/**
 * What became of one observation of a request: `unmapped` ones are kept for a
 * while, until an entity claims their dataset.
 *
 * @public
 */
export const INGEST_STATUSES = [
  'accepted',
  'duplicate',
  'unmapped',
  'refused',
] as const;

/**
 * Answer of `POST /observations` and of what pipelines send in their own
 * formats. Items are in the order of the request.
 *
 * @public
 */
export const ingestResponseSchema = z.object({
  /** Duplicates included: they are safe. */
  accepted: z.number(),
  refused: z.number(),
  unmapped: z.number(),
  items: z.array(
    z.object({
      /** From 0; of NDJSON, the line. */
      index: z.number(),
      status: z.enum(INGEST_STATUSES),
      /** What is wrong, and what to do. */
      reason: z.string().optional(),
      field: z.string().optional(),
    }),
  ),
});

/**
 * Answer of `POST /observations`.
 *
 * @public
 */
export type IngestResponse = z.infer<typeof ingestResponseSchema>;

/** Query of `GET /observations/unmapped`. @public */
export const unmappedQuerySchema = z.strictObject({ ...pageQueryShape });

/** `GET /observations/unmapped`: datasets that no entity claims, latest first. @public */
export const unmappedListSchema = z.object({
  items: z.array(
    z.object({
      dataset: z.string(),
      /** Observations that wait. */
      count: z.number(),
      sources: z.array(z.string()),
      firstAt: z.string(),
      lastAt: z.string(),
      /** When the oldest of them is thrown away. */
      expiresAt: z.string(),
    }),
  ),
  pageInfo: pageInfoSchema,
});

/**
 * `GET /observations/unmapped`.
 *
 * @public
 */
export type UnmappedList = z.infer<typeof unmappedListSchema>;
