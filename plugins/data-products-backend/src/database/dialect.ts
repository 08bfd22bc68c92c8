import { Knex } from 'knex';
import { arrayLiteral } from './arrayLiteral';

export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

type ColumnType = 'integer' | 'bigint' | 'text' | 'boolean';

type Value = string | number | boolean | undefined;

/**
 * Many rows as one parameter: a derived table for `from`, whatever the number
 * of rows, on both databases. `knex.batchInsert` would need a parameter a value.
 *
 * @param columns - The names and types of the columns, in order.
 * @param rows - Values in the order of the columns.
 */
export function recordset(
  knex: Knex,
  columns: Readonly<Record<string, ColumnType>>,
  rows: readonly (readonly Value[])[],
): Knex.Raw {
  const names = Object.keys(columns);
  if (isPostgres(knex)) {
    const arrays = Object.values(columns).map(type => `?::${type}[]`);
    return knex.raw(
      `(select * from unnest(${arrays.join(', ')}) as t(${names.join(', ')}))`,
      names.map((_, index) => arrayLiteral(rows.map(row => row[index]))),
    );
  }
  const values = names.map((name, index) => `value ->> ${index} as ${name}`);
  return knex.raw(`(select ${values.join(', ')} from json_each(?))`, [
    JSON.stringify(rows.map(row => row.map(value => value ?? null))),
  ]);
}

/**
 * Inserts many rows in one statement.
 *
 * @param options - `replace` names the key of rows that may be there already,
 * and are then overwritten; with `unlessNewer`, only those in which that column
 * is not greater than in the row that comes.
 */
export async function insertRows(
  knex: Knex,
  table: string,
  columns: Readonly<Record<string, ColumnType>>,
  rows: readonly (readonly Value[])[],
  options?: { replace: string; unlessNewer?: string },
): Promise<void> {
  if (!rows.length) {
    return;
  }
  const names = Object.keys(columns);
  const updates = names
    .filter(name => name !== options?.replace)
    .map(name => `${name} = excluded.${name}`);
  const condition = options?.unlessNewer
    ? ` where ${table}.${options.unlessNewer} <= excluded.${options.unlessNewer}`
    : '';
  // `where true` keeps SQLite from reading `on` as that of a join.
  const conflict = options
    ? ` where true on conflict (${
        options.replace
      }) do update set ${updates.join(', ')}${condition}`
    : '';
  await knex.raw(
    `insert into ${table} (${names.join(', ')}) select ${names.join(
      ', ',
    )} from ? as t${conflict}`,
    [recordset(knex, columns, rows)],
  );
}

/**
 * Sets columns of many rows in one statement.
 *
 * @param key - the one of the columns by which rows are found
 */
export async function updateRows(
  knex: Knex,
  table: string,
  key: string,
  columns: Readonly<Record<string, ColumnType>>,
  rows: readonly (readonly Value[])[],
): Promise<void> {
  if (!rows.length) {
    return;
  }
  const updates = Object.keys(columns)
    .filter(name => name !== key)
    .map(name => `${name} = t.${name}`);
  await knex.raw(
    `update ${table} set ${updates.join(
      ', ',
    )} from ? as t where ${table}.${key} = t.${key}`,
    [recordset(knex, columns, rows)],
  );
}

/** A list as one parameter, for `in`. */
export function inList(
  knex: Knex,
  type: 'integer' | 'text',
  values: readonly (string | number)[],
): Knex.QueryBuilder {
  return isPostgres(knex)
    ? knex.select(knex.raw(`unnest(?::${type}[])`, [arrayLiteral(values)]))
    : knex
        .select('value')
        .from(knex.raw('json_each(?)', [JSON.stringify(values)]));
}
