import { z } from 'zod';

/**
 * The columns that a pipeline found in one dataset. What it says of the
 * promise is seen with the contract of the entity that claims the dataset, see
 * {@link observeSchema}. It is plain data, and can be kept until then.
 *
 * @public
 */
export const schemaReadingSchema = z.object({
  /** Of the run in which it was found. */
  runId: z.string(),
  datasets: z.array(z.string()).min(1),
  table: z.string(),
  /** Nested ones with dotted names. */
  fields: z.array(z.object({ name: z.string(), type: z.string().optional() })),
  /** ISO 8601, UTC. */
  observedAt: z.string(),
  source: z.string(),
});

/**
 * The columns that a pipeline found in one dataset; see
 * {@link schemaReadingSchema}.
 *
 * @public
 */
export type SchemaReading = z.infer<typeof schemaReadingSchema>;
