import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  dataProducts?: {
    /** PostgreSQL databases whose tables are measured, by a name in kebab case. */
    sqlReaders?: {
      [id: string]: {
        /**
         * Of a user who may read the tables, and nothing else.
         *
         * @visibility secret
         */
        connectionString: string;
        /** Every 15 minutes by default. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /** How long one table may take; 2 minutes by default. */
        statementTimeout?: HumanDuration | string;
        tables: Array<{
          /** As an entity claims it in its annotation `handoff/datasets`. */
          dataset: string;
          /** `table`, or `schema.table`. */
          table: string;
          /** The column whose newest value says how fresh the table is; without a time zone, UTC. */
          freshness?: string;
          /** Counts the rows, which reads the whole table. */
          rowCount?: boolean;
          /** Columns whose share of missing values is measured, as completeness. */
          nullShare?: string[];
        }>;
      };
    };
  };
}
