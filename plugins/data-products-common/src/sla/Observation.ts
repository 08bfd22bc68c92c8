import { z } from 'zod';
import { entityRefSchema } from '../api/paging';
import { INDICATORS } from './Objective';

/**
 * One measured value of an objective's indicator at one time.
 *
 * @public
 */
export interface Observation {
  /**
   * The pipeline's own id. The same id for the same objective is the same
   * observation: sent again it changes nothing, sent with another value it
   * corrects. Absent where its time and source tell it apart: then it goes by
   * {@link usualObservationId}.
   */
  ownId?: string;
  /** The objective's name. */
  objective: string;
  /**
   * In the objective's unit; the age in seconds where an indicator ages; for a
   * time of day, seconds after midnight of the day on which delivery was due.
   * Absent when it could not be measured.
   */
  value?: number;
  /** When it was measured, epoch ms. */
  at: number;
  /** Who measured it, such as `dbt` or `airflow/orders_daily`. */
  source: string;
  /** What the source says about it; of a failure, why. */
  detail?: string;
}

/**
 * The id of an observation that the pipeline gave none.
 *
 * @param objective - its name
 * @param at - epoch ms
 * @public
 */
export function usualObservationId(
  objective: string,
  source: string,
  at: number,
): string {
  return JSON.stringify([objective, source, new Date(at).toISOString()]);
}

/**
 * What a pipeline sends: a value of one objective by its name, or of all
 * objectives over one indicator.
 *
 * The value is a number, or text with a unit (`98 %`, `PT6H`), or for what
 * ages and for deliveries an ISO 8601 date-time. `null` says that it could not
 * be measured.
 *
 * @public
 */
export const observationInputSchema = z
  .strictObject({
    id: z.string().min(1).max(400).optional(),
    entityRef: entityRefSchema.optional(),
    /** As the `handoff/datasets` annotation of an entity claims it. */
    dataset: z.string().min(1).max(1_000).optional(),
    objective: z.string().min(1).max(200).optional(),
    indicator: z.enum(INDICATORS).optional(),
    element: z.string().min(1).max(400).optional(),
    value: z.union([z.number(), z.string().max(200), z.null()]),
    unit: z.string().min(1).max(50).optional(),
    observedAt: z.string().min(1).max(50),
    source: z.string().min(1).max(200),
    detail: z.string().max(2_000).optional(),
  })
  .refine(
    ({ entityRef, dataset }) =>
      (entityRef === undefined) !== (dataset === undefined),
    {
      path: ['entityRef'],
      error: 'say either "entityRef" or "dataset", and not both',
    },
  )
  .refine(
    ({ objective, indicator }) =>
      (objective === undefined) !== (indicator === undefined),
    {
      path: ['objective'],
      error: 'say either "objective" or "indicator", and not both',
    },
  );

/**
 * What a pipeline sends; see {@link observationInputSchema}.
 *
 * @public
 */
export type ObservationInput = z.infer<typeof observationInputSchema>;
