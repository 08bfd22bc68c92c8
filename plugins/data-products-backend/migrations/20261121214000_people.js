// @ts-check

/**
 * What people are called, so that messages can name them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('person', table => {
    table.text('ref').primary();
    table.text('title').notNullable();
    table
      .bigInteger('revision')
      .notNullable()
      .index()
      .comment('Of the last change, so that only what is new is read');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('person');
};
