import { Knex } from 'knex';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { migrationsDirectory } from './openDatabase';

jest.setTimeout(60_000);

const storage = createTestStorage();

async function tablesOf(knex: Knex): Promise<string[]> {
  const rows =
    knex.client.config.client === 'pg'
      ? await knex('information_schema.tables')
          .where({ table_schema: 'public' })
          .pluck('table_name')
      : await knex('sqlite_master').where({ type: 'table' }).pluck('name');
  return rows.filter((name: string) => !/^(knex_|sqlite_)/.test(name)).sort();
}

it('runs on a PostgreSQL 18', async () => {
  const knex = await storage.createEmpty('POSTGRES_18');
  const { rows } = await knex.raw('select version()');
  expect(rows[0].version).toContain('PostgreSQL 18');
});

describe.each(DATABASES)('migrations on %s', id => {
  it('go up, down without a trace, and up again', async () => {
    const knex = await storage.createEmpty(id);
    const directory = migrationsDirectory();
    await knex.migrate.latest({ directory });
    const tables = await tablesOf(knex);
    expect(tables).toEqual(
      expect.arrayContaining([
        'catalog_reference',
        'evidence',
        'readiness',
        'readiness_transition',
      ]),
    );
    await knex('evidence').insert({
      entity_ref: 'dataproduct:default/a',
      etag: 'e',
      abridged: '{}',
      document: '{}',
      hash: 'h',
    });

    await knex.migrate.rollback({ directory }, true);
    expect(await tablesOf(knex)).toEqual([]);

    await knex.migrate.latest({ directory });
    expect(await tablesOf(knex)).toEqual(tables);
    expect(await knex('readiness_head').select()).toEqual([
      expect.objectContaining({
        id: 1,
        revision: id === 'POSTGRES_18' ? '0' : 0,
      }),
    ]);
  });

  it('keep what is stored when there is nothing to do', async () => {
    const knex = await storage.create(id);
    await knex('team').insert({
      ref: 'group:default/a',
      title: 'A',
      members: '[]',
      etag: 'e',
    });
    await knex.migrate.latest({ directory: migrationsDirectory() });
    expect(await knex('team').pluck('ref')).toEqual(['group:default/a']);
  });

  it('take along observations that wait to be filed, there and back', async () => {
    const knex = await storage.create(id);
    const directory = migrationsDirectory();
    const day = 20_000;
    const noon = 43_200_000;
    await knex('day_arrival').insert(
      [
        { key: `${noon} dbt nightly`, document: '[0.97]' },
        { key: `${noon} reader`, document: '[null,"no connection"]' },
        { key: '=run 7', document: `[12.5,null,${noon},"dbt"]` },
        { key: '=run 8', document: `[1,"late",${noon},"dbt"]` },
      ].map(arrival => ({ day, objective_id: 3, ...arrival })),
    );
    const waiting = () =>
      knex('day_arrival').orderBy(['day', 'objective_id', 'key']);
    const before = await waiting();

    let undone: string;
    do {
      [undone] = (await knex.migrate.down({ directory }))[1];
    } while (!undone.includes('arrivals_by_day'));
    const at = day * 24 * 60 * 60 * 1000 + noon;
    expect(
      await knex('observation_arrival').orderBy(['objective_id', 'key']),
    ).toEqual(
      [
        { key: `${at} dbt nightly`, document: [at, 0.97, 'dbt nightly', ''] },
        {
          key: `${at} reader`,
          document: [at, null, 'reader', '', 'no connection'],
        },
        { key: `${day}: run 7`, document: [at, 12.5, 'dbt', 'run 7'] },
        { key: `${day}: run 8`, document: [at, 1, 'dbt', 'run 8', 'late'] },
      ].map(({ key, document }) => ({
        objective_id: 3,
        key,
        document: JSON.stringify(document),
      })),
    );

    await knex.migrate.latest({ directory });
    expect(await waiting()).toEqual(before);
  });

  it('tie what belongs to an entity to it', async () => {
    const knex = await storage.create(id);
    await expect(
      knex('evidence_reference').insert({
        entity_id: 7,
        ref: 'user:default/a',
      }),
    ).rejects.toThrow(/foreign key/i);
  });
});
