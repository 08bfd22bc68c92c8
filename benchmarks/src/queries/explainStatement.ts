import { isPostgres } from '@handoff/backstage-plugin-data-products-backend/src/database';
import { Knex } from 'knex';
import { Statement } from '../measure/StatementLog';

/** Values in plans, which may be lists of thousands. */
const LITERAL = /'(?:[^']|'')*'/g;

/** The plan of a statement, line by line, without costs: those differ from run to run. */
export async function explainStatement(
  knex: Knex,
  { sql, bindings }: Statement,
): Promise<string[]> {
  if (isPostgres(knex)) {
    const withMarks = sql.replace(/\$\d+/g, '?');
    const { rows } = await knex.raw(`explain (costs off) ${withMarks}`, [
      ...bindings,
    ]);
    return rows.map((row: { 'QUERY PLAN': string }) =>
      row['QUERY PLAN'].replace(LITERAL, "'…'"),
    );
  }
  const rows: { id: number; parent: number; detail: string }[] = await knex.raw(
    `explain query plan ${sql}`,
    [...bindings],
  );
  const depths = new Map<number, number>();
  return rows.map(({ id, parent, detail }) => {
    const depth = (depths.get(parent) ?? -1) + 1;
    depths.set(id, depth);
    return '  '.repeat(depth) + detail;
  });
}
