import { Knex } from 'knex';

export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/** A column of {@link recordset}. */
export interface RecordsetColumn {
  name: string;
  type: 'integer' | 'bigint' | 'text' | 'boolean';
}

type Value = string | number | boolean | undefined;

/**
 * Many rows as one parameter: a derived table for `from`, whatever the number
 * of rows, on both databases. `knex.batchInsert` would need a parameter a value.
 *
 * @param rows - Values in the order of the columns.
 */
export function recordset(
  knex: Knex,
  columns: readonly RecordsetColumn[],
  rows: readonly (readonly Value[])[],
): Knex.Raw {
  if (isPostgres(knex)) {
    const arrays = columns.map(({ type }) => `?::${type}[]`).join(', ');
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    return knex.raw(
      `(select * from unnest(${arrays}) as t(${names}))`,
      columns.map((_, index) => rows.map(row => row[index] ?? null)) as any,
    );
  }
  const values = columns
    .map(({ name }, index) => `value ->> ${index} as "${name}"`)
    .join(', ');
  return knex.raw(`(select ${values} from json_each(?))`, [
    JSON.stringify(rows.map(row => row.map(value => value ?? null))),
  ]);
}

/** A list as one parameter, for `in`. */
export function inList(
  knex: Knex,
  type: 'integer' | 'text',
  values: readonly (string | number)[],
): Knex.QueryBuilder {
  return isPostgres(knex)
    ? knex.select(knex.raw(`unnest(?::${type}[])`, [values as any]))
    : knex
        .select('value')
        .from(knex.raw('json_each(?)', [JSON.stringify(values)]));
}
