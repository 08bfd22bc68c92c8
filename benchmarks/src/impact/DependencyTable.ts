import { insertRows } from '@handoff/backstage-plugin-data-products-backend/src/database';
import { ImpactNode } from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';

const TABLE = 'bench_dependency';
const PAGE = 50_000;

/**
 * The peer: dependencies in an indexed table, by whole numbers as in the index,
 * and a recursive query over it.
 */
export class DependencyTable {
  readonly #knex: Knex;
  readonly #ids: ReadonlyMap<string, number>;

  static async create(
    knex: Knex,
    nodes: readonly ImpactNode[],
  ): Promise<DependencyTable> {
    const ids = new Map(nodes.map(({ ref }, id) => [ref, id]));
    await knex.schema.dropTableIfExists(TABLE);
    await knex.schema.createTable(TABLE, table => {
      table.integer('source').notNullable();
      table.integer('dependent').notNullable();
      table.index(['source', 'dependent']);
    });
    const rows = nodes.flatMap(({ inputs }, id) =>
      inputs.map(input => [ids.get(input.ref)!, id]),
    );
    for (let start = 0; start < rows.length; start += PAGE) {
      await insertRows(
        knex,
        TABLE,
        { source: 'integer', dependent: 'integer' },
        rows.slice(start, start + PAGE),
      );
    }
    await knex.raw('analyze');
    return new DependencyTable(knex, ids);
  }

  private constructor(knex: Knex, ids: ReadonlyMap<string, number>) {
    this.#knex = knex;
    this.#ids = ids;
  }

  /** The numbers of everything downstream of an entity, itself left out. */
  async downstream(ref: string): Promise<number[]> {
    const start = this.idOf(ref);
    const rows: { id: number }[] = await this.#knex
      .withRecursive('reached', ['id'], query =>
        query
          .select('dependent')
          .from(TABLE)
          .where('source', start)
          .union(again =>
            again
              .select('edge.dependent')
              .from(`${TABLE} as edge`)
              .join('reached', 'edge.source', 'reached.id'),
          ),
      )
      .select('id')
      .from('reached');
    return rows.map(({ id }) => id).filter(id => id !== start);
  }

  idOf(ref: string): number {
    return this.#ids.get(ref)!;
  }
}
