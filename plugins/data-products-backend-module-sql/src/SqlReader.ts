import {
  LoggerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { PipelineObservation } from '@handoff/backstage-plugin-data-products-common';
import { ObservationReader } from '@handoff/backstage-plugin-data-products-node';
import { Client } from 'pg';
import { blankObservations, measureTable } from './measureTable';
import { MeasuredTable, SqlReaderOptions } from './SqlReaderOptions';

/** Why a measurement failed is kept with it; no longer than people read. */
const MAX_REASON = 300;

/** Measures tables of one database, one after the other, and changes nothing there. */
export class SqlReader implements ObservationReader {
  readonly id: string;
  readonly schedule: SchedulerServiceTaskScheduleDefinition;
  readonly #options: SqlReaderOptions;
  readonly #logger: LoggerService;

  constructor(options: SqlReaderOptions, logger: LoggerService) {
    this.id = `sql-${options.id}`;
    this.schedule = options.schedule;
    this.#options = options;
    this.#logger = logger;
  }

  async *read(options: {
    now: Date;
    signal: AbortSignal;
  }): AsyncIterable<PipelineObservation[]> {
    const { tables, connectionString, statementTimeoutMs } = this.#options;
    const client = new Client({
      connectionString,
      application_name: `handoff ${this.id}`,
      statement_timeout: statementTimeoutMs,
      connectionTimeoutMillis: 10_000,
      options: '-c default_transaction_read_only=on',
    });
    // A connection that breaks between two statements fails the next one.
    client.on('error', () => {});
    try {
      const failure = await failureOf(client.connect());
      for (const table of tables) {
        options.signal.throwIfAborted();
        yield failure
          ? this.#describeFailure(table, failure, options.now)
          : await this.#measure(client, table, options.now);
      }
    } finally {
      await client.end().catch(() => {});
    }
  }

  async #measure(
    client: Client,
    table: MeasuredTable,
    now: Date,
  ): Promise<PipelineObservation[]> {
    try {
      return await measureTable(client, table, { source: this.id, now });
    } catch (error) {
      return this.#describeFailure(table, String(error), now);
    }
  }

  /** What could not be measured is said to be so: it is not known whether promises are kept. */
  #describeFailure(
    table: MeasuredTable,
    failure: string,
    now: Date,
  ): PipelineObservation[] {
    this.#logger.warn(
      `The reader '${this.id}' could not measure ${table.name.join(
        '.',
      )}: ${failure}`,
    );
    const detail = `could not be measured: ${failure}`.slice(0, MAX_REASON);
    return blankObservations(table, { source: this.id, now }).map(
      observation => ({ ...observation, detail }),
    );
  }
}

async function failureOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return String(error);
  }
}
