// @ts-check

/**
 * Times are ISO 8601 in UTC with milliseconds, as text.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('lineage_reads', table => {
    table.comment(
      'Which columns jobs read; of an edge without any, nothing is known',
    );
    table
      .string('key', 64)
      .primary()
      .comment('SHA-256 of the names of both datasets and the job');
    table.string('edge_key', 64).notNullable().comment('Of a lineage_edge');
    table
      .text('read_columns')
      .comment('string[] as JSON; null when any may be read');
    table
      .text('reported_at')
      .notNullable()
      .comment('Of the run: the newest of a job counts');
    table.text('last_seen').notNullable();
    table.index(['edge_key'], 'lineage_reads_edge_key_idx');
    table.index(['last_seen'], 'lineage_reads_last_seen_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('lineage_reads');
};
