import { z } from 'zod';
import { INDICATORS } from '../Objective';

/**
 * One way in which a pipeline states what it measured.
 *
 * A `bound` says that the true value is not known, only that it is at least or
 * at most this: enough to see that a promise is broken, never that it is kept.
 *
 * @public
 */
export const pipelineMeasureSchema = z.object({
  /** A number; of a `date-time`, ISO 8601, UTC. */
  value: z.union([z.number(), z.string()]),
  unit: z.enum(['ratio', 'rows', 'bytes', 'date-time']),
  bound: z.enum(['at-least', 'at-most']).optional(),
});

/**
 * One way in which a pipeline states what it measured; see
 * {@link pipelineMeasureSchema}.
 *
 * @public
 */
export type PipelineMeasure = z.infer<typeof pipelineMeasureSchema>;

/**
 * What a pipeline measured of one dataset, before it is known whose dataset it
 * is and what was promised of it. It is plain data, and can be kept until an
 * entity claims the dataset.
 *
 * @public
 */
export const pipelineObservationSchema = z.object({
  /** The same for the same measurement, however often its document is read. */
  id: z.string(),
  /** Names of the one dataset; an entity may claim it by any of them. */
  datasets: z.array(z.string()).min(1),
  indicator: z.enum(INDICATORS),
  /** The table's own name, without database and schema. */
  table: z.string(),
  /** Absent when the table as a whole was measured. */
  column: z.string().optional(),
  /**
   * The same measurement in every form that it has, because a promise may be
   * of a share or of a number. Empty when it could not be measured.
   */
  measures: z.array(pipelineMeasureSchema),
  /** ISO 8601, UTC. */
  observedAt: z.string(),
  source: z.string(),
  /** The numbers and names behind it; of a failure, why. */
  detail: z.string().optional(),
});

/**
 * What a pipeline measured of one dataset; see
 * {@link pipelineObservationSchema}.
 *
 * @public
 */
export type PipelineObservation = z.infer<typeof pipelineObservationSchema>;

/**
 * A part of a document of which no observation was made.
 *
 * @public
 */
export interface PipelineRemark {
  /** JSON Pointer (RFC 6901) into the document; empty for the document itself. */
  where: string;
  /** What is there, and what to do when it can be mended. */
  reason: string;
}

/**
 * What came of reading a pipeline's document.
 *
 * @public
 */
export interface PipelineReading {
  observations: PipelineObservation[];
  /** What is wrong in the document. The rest of it was read all the same. */
  refused: PipelineRemark[];
  /** What is right, and measures no data. */
  ignored: PipelineRemark[];
}
