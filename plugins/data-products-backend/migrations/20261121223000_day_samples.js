// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('observation_day', table => {
    table
      .text('sample')
      .comment(
        'Some of its values as JSON, where there are many: what is usual is told from them',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table observation_day drop column sample');
};
