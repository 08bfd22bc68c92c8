// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('objective', table => {
    table
      .integer('edition')
      .notNullable()
      .defaultTo(1)
      .comment(
        'Another one with each change of the document: who has read that of an edition need not read it again',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table objective drop column edition');
};
