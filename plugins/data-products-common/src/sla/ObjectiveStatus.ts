import { z } from 'zod';

/**
 * Whether a promise is kept.
 *
 * @public
 */
export const OBJECTIVE_STATES = [
  'kept',
  'at-risk',
  'broken',
  'unknown',
] as const;

/**
 * One of {@link OBJECTIVE_STATES}.
 *
 * @public
 */
export type ObjectiveState = (typeof OBJECTIVE_STATES)[number];

/**
 * Why it is not known whether a promise is kept:
 * nothing was ever observed; no observation for longer than one is expected;
 * nothing measured lies within the window; the last one could not be measured.
 *
 * @public
 */
export const UNKNOWN_CAUSES = [
  'never-observed',
  'silent',
  'no-window',
  'not-measured',
] as const;

/**
 * One of {@link UNKNOWN_CAUSES}.
 *
 * @public
 */
export type UnknownCause = (typeof UNKNOWN_CAUSES)[number];

/**
 * How much of the window may be out of target, and how much was. Of promises
 * judged by time in milliseconds, of others in observations. A promise of
 * "always" allows nothing; what is left may be less than nothing.
 *
 * @public
 */
export const errorBudgetSchema = z.object({
  unit: z.enum(['ms', 'events']),
  total: z.number(),
  used: z.number(),
  left: z.number(),
});

/**
 * Of promises judged by time in milliseconds, of others in observations.
 *
 * @public
 */
export type ErrorBudget = z.infer<typeof errorBudgetSchema>;

/**
 * How fast the error budget is used: 1 uses it up in exactly one window. Over
 * the last hour, six hours and three days, each begun with a full hour.
 *
 * @public
 */
export const burnRateSchema = z.object({
  hour: z.number(),
  sixHours: z.number(),
  threeDays: z.number(),
});

/**
 * How fast the error budget is used: 1 uses it up in exactly one window.
 *
 * @public
 */
export type BurnRate = z.infer<typeof burnRateSchema>;

/**
 * What is known of one objective at one time.
 *
 * @public
 */
export const objectiveStatusSchema = z.object({
  state: z.enum(OBJECTIVE_STATES),
  /** Only of `unknown`. */
  unknownCause: z.enum(UNKNOWN_CAUSES).optional(),
  /** A sentence for people, with the numbers. */
  reason: z.string(),
  /** Whether the target is met now, whatever the budget; absent when unknown. */
  inTarget: z.boolean().optional(),
  /** Since when the target is met, or missed, without a break. */
  since: z.string().optional(),
  /** How many observations in a row say so. */
  streak: z.number(),
  /** In the objective's unit; of what ages, the age now. */
  value: z.number().optional(),
  /** When the value was so. */
  valueAt: z.string().optional(),
  /** The last observation, whether it was measured or not. */
  observedAt: z.string().optional(),
  source: z.string().optional(),
  /** Of the window's time or observations that were judged; absent when none were. */
  shareKept: z.number().optional(),
  /** Absent until something was observed. */
  budget: errorBudgetSchema.optional(),
  /** Absent where there is too little to count, or nothing may be missed. */
  burnRate: burnRateSchema.optional(),
  /** Since when an observation is overdue. */
  silentSince: z.string().optional(),
  /**
   * Until when time alone changes nothing about the state. Absent when only an
   * observation can.
   */
  validUntil: z.string().optional(),
});

/**
 * What is known of one objective at one time.
 *
 * @public
 */
export type ObjectiveStatus = z.infer<typeof objectiveStatusSchema>;

/**
 * What of a status time alone leaves as it is until its `validUntil`: all but
 * the numbers that grow with the clock, and the words that name them.
 *
 * @public
 */
export type ObjectiveStanding = Pick<
  ObjectiveStatus,
  | 'state'
  | 'unknownCause'
  | 'inTarget'
  | 'since'
  | 'streak'
  | 'observedAt'
  | 'source'
  | 'silentSince'
  | 'validUntil'
>;
