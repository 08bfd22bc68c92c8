import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { PipelineObservation } from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { readSqlReaders } from './readSqlReaders';
import { SqlReader } from './SqlReader';

const NOW = new Date('2026-11-21T12:00:00.000Z');

describe('SqlReader', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  const logger = mockServices.logger.mock();
  let knex: Knex;
  let connectionString: string;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    const { user, password, host, port, database } =
      knex.client.config.connection;
    connectionString = `postgres://${user}:${password}@${host}:${port}/${database}`;
    await knex.raw('create schema sales');
    await knex.raw(
      `create table sales."Order lines" (loaded_at timestamp, "E-mail" text)`,
    );
    await knex('sales.Order lines').insert([
      { loaded_at: '2026-11-21 05:00:00', 'E-mail': 'a@example.com' },
      { loaded_at: '2026-11-21 06:30:00.250' },
      { 'E-mail': 'b@example.com' },
      { 'E-mail': 'c@example.com' },
    ]);
    await knex.raw('create table empty (at timestamptz, name text)');
  });

  async function read(
    tables: object[],
    url: string = connectionString,
  ): Promise<PipelineObservation[]> {
    const [options] = readSqlReaders(
      new ConfigReader({
        dataProducts: {
          sqlReaders: { warehouse: { connectionString: url, tables } },
        },
      }) as any,
    );
    const observations: PipelineObservation[] = [];
    for await (const batch of new SqlReader(options, logger).read({
      now: NOW,
      signal: new AbortController().signal,
    })) {
      observations.push(...batch);
    }
    return observations;
  }

  const ORDERS = {
    dataset: 'postgres://warehouse/sales.order_lines',
    table: 'sales.Order lines',
    freshness: 'loaded_at',
    rowCount: true,
    nullShare: ['E-mail'],
  };

  it('measures freshness, rows and the share of values of a table', async () => {
    const observations = await read([ORDERS]);
    expect(
      observations.map(({ indicator, table, column, measures, detail }) => ({
        indicator,
        table,
        column,
        measures,
        detail,
      })),
    ).toEqual([
      {
        indicator: 'freshness',
        table: 'Order lines',
        measures: [{ value: '2026-11-21T06:30:00.250Z', unit: 'date-time' }],
      },
      {
        indicator: 'volume',
        table: 'Order lines',
        measures: [{ value: 4, unit: 'rows' }],
      },
      {
        indicator: 'completeness',
        table: 'Order lines',
        column: 'E-mail',
        measures: [
          { value: 0.75, unit: 'ratio' },
          { value: 1, unit: 'rows' },
        ],
        detail: '1 of 4 rows have no E-mail',
      },
    ]);
    expect(new Set(observations.map(({ id }) => id)).size).toBe(3);
    expect(observations[0]).toMatchObject({
      datasets: ['postgres://warehouse/sales.order_lines'],
      observedAt: NOW.toISOString(),
      source: 'sql-warehouse',
    });
  });

  it('says what it could not measure, and goes on', async () => {
    const observations = await read([
      { dataset: 'gone', table: 'gone', rowCount: true },
      {
        dataset: 'empty',
        table: 'empty',
        freshness: 'at',
        nullShare: ['name'],
      },
      ORDERS,
    ]);
    expect(
      observations
        .slice(0, 3)
        .map(({ measures, detail }) => [measures, detail]),
    ).toEqual([
      [[], expect.stringContaining('relation "gone" does not exist')],
      [[], 'no row has a at'],
      [[], 'the table has no rows'],
    ]);
    expect(observations[3].measures).toHaveLength(1);
  });

  it('says so when there is no database', async () => {
    const [observation] = await read(
      [ORDERS],
      'postgres://nobody:secret@127.0.0.1:1/none',
    );
    expect(observation.measures).toEqual([]);
    expect(observation.detail).toContain('ECONNREFUSED');
    expect(observation.detail).not.toContain('secret');
  });

  it('cannot change anything', async () => {
    // Whatever stands in the name of a table is a name.
    const [observation] = await read([
      {
        dataset: 'x',
        table: 'empty"; drop table empty; --',
        rowCount: true,
      },
    ]);
    expect(observation.detail).toContain('does not exist');
    expect(await knex('empty')).toEqual([]);
  });

  it.each([
    [
      { Warehouse: { connectionString: 'x', tables: [] } },
      'dataProducts.sqlReaders.Warehouse: the name of a reader',
    ],
    [
      {
        warehouse: {
          connectionString: 'x',
          tables: [{ dataset: 'a', table: 'a.b.c', rowCount: true }],
        },
      },
      'dataProducts.sqlReaders.warehouse.tables[0].table: say "table" or "schema.table"',
    ],
    [
      {
        warehouse: {
          connectionString: 'x',
          tables: [{ dataset: 'a', table: 'a' }],
        },
      },
      'dataProducts.sqlReaders.warehouse.tables[0] measures nothing',
    ],
  ])('names what is wrong in its config: %#', (sqlReaders, message) => {
    expect(() =>
      readSqlReaders(new ConfigReader({ dataProducts: { sqlReaders } }) as any),
    ).toThrow(message);
  });
});
