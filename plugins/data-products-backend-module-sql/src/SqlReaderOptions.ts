import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';

/** A table, and what is measured of it. */
export interface MeasuredTable {
  /** As an entity claims it in `handoff/datasets`. */
  dataset: string;
  /** The names of schema and table; without a schema, the one that the connection looks in. */
  name: readonly [table: string] | readonly [schema: string, table: string];
  /** The column that says when a row was last written. */
  freshness?: string;
  /** Whether rows are counted: it reads the whole table. */
  rowCount: boolean;
  /** Columns that should have a value in each row. */
  nullShare: readonly string[];
}

/** A database, and what is measured in it. */
export interface SqlReaderOptions {
  id: string;
  connectionString: string;
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** How long one table may take, in ms. */
  statementTimeoutMs: number;
  tables: readonly MeasuredTable[];
}
