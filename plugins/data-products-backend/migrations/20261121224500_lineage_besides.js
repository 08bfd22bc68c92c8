// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('lineage_reads', table => {
    table
      .text('besides')
      .comment(
        'string[] as JSON, of edges from large runs: datasets of which others tell',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table lineage_reads drop column besides');
};
