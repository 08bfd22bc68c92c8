import { isPostgres } from '@handoff/backstage-plugin-data-products-backend/src/database';
import { Knex } from 'knex';

/** The same columns as the ledger's, with nothing that guards or finds them. */
export async function createFloorTables(knex: Knex): Promise<void> {
  await knex.schema.createTable('floor_entry', table => {
    table.integer('seq').primary();
    for (const column of ['at', 'actor', 'action', 'subject', 'payload']) {
      table.text(column);
    }
    for (const column of ['payload_hash', 'prev_hash', 'hash']) {
      table.string(column, 64);
    }
  });
  await knex.schema.createTable('floor_head', table => {
    table.integer('id').primary();
    table.integer('size');
  });
  await knex('floor_head').insert({ id: 1, size: 0 });
}

/** What the ledger asks for by itself on SQLite, so that both sync the disk. */
export async function syncFully(knex: Knex): Promise<void> {
  if (!isPostgres(knex)) {
    await knex.raw('pragma synchronous = full');
  }
}

/**
 * The least that appends to one chain in one place: lock its end, insert a row
 * that is ready, move the end, commit.
 */
export async function floorAppend(
  knex: Knex,
  row: Record<string, string>,
): Promise<void> {
  await knex.transaction(async tx => {
    const query = tx('floor_head').where({ id: 1 });
    const { size } = await (isPostgres(tx) ? query.forUpdate() : query).first(
      'size',
    );
    await tx('floor_entry').insert({ ...row, seq: size + 1 });
    await tx('floor_head')
      .where({ id: 1 })
      .update({ size: size + 1 });
  });
}
