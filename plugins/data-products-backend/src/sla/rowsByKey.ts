import { Knex } from 'knex';
import { arrayLiteral, isPostgres } from '../database';

/**
 * The rows of a table that have one of a list of keys, to select from in place
 * of the table. They are looked up in its index, key by key, whatever the
 * database believes: until a table was first analyzed, which a first import
 * does not wait for, PostgreSQL takes a page of keys for a large part of it,
 * and reads all of it again for each page.
 *
 * @param condition - SQL on columns of the table, for an index that has one
 */
export function rowsByKey(
  knex: Knex,
  table: 'objective' | 'breach',
  key: { column: string; type: 'integer' | 'text' },
  values: readonly (string | number)[],
  condition = 'true',
): Knex.Raw {
  const keys = [...new Set(values)];
  return isPostgres(knex)
    ? knex.raw(
        // An offset keeps the planner from turning the loop around.
        `(select r.* from unnest(?::${key.type}[]) as k(key) cross join lateral
           (select * from ${table} where ${table}.${key.column} = k.key and ${condition} offset 0) as r
         ) as ${table}`,
        [arrayLiteral(keys)],
      )
    : knex.raw(
        `(select ${table}.* from json_each(?) as k cross join ${table}
          where ${table}.${key.column} = k.value and ${condition}) as ${table}`,
        [JSON.stringify(keys)],
      );
}
