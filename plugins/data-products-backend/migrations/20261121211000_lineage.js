// @ts-check

/**
 * Times are ISO 8601 in UTC with milliseconds, as text.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('lineage_edge', table => {
    table.comment('Which dataset is made of which, as pipelines reported it');
    table
      .string('key', 64)
      .primary()
      .comment('SHA-256 of the names of both datasets');
    table.text('document').notNullable().comment('DatasetEdge as JSON');
    table.text('last_seen').notNullable();
    table.index(['last_seen'], 'lineage_edge_last_seen_idx');
  });
  await knex.schema.createTable('impact_lineage', table => {
    table.comment('What entities depend on by the lineage of their datasets');
    table.string('entity_ref', 255).primary();
    table.text('inputs').notNullable().comment('ImpactInput[] as JSON');
  });

  await knex.schema.createTable('release_event', table => {
    table.comment('How changes came into force and went; never changed');
    table.increments('id');
    table.string('entity_ref', 255).notNullable();
    table
      .string('kind', 16)
      .notNullable()
      .comment('promoted, around-gate or rolled-back');
    table.text('at').notNullable();
    table.string('change_id', 36).comment('Absent where none is known');
    table.string('verdict', 24).comment('Of the gate, when it was promoted');
    table
      .integer('affected')
      .comment('How many entities it affected when it was proposed');
    table.bigInteger('lead_ms').comment('From the proposal to the promotion');
    table
      .bigInteger('recovery_ms')
      .comment('From when the trouble began to the rollback, where known');
    table.index(['at'], 'release_event_at_idx');
    table.index(['entity_ref', 'at'], 'release_event_entity_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of ['release_event', 'impact_lineage', 'lineage_edge']) {
    await knex.schema.dropTable(table);
  }
};
