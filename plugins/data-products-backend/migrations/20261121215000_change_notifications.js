// @ts-check

/**
 * Whoever was told before this is not known.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('change_notification', table => {
    table.comment('When parties were told of changes; the last of each');
    table
      .string('change_id', 36)
      .notNullable()
      .references('change_id')
      .inTable('change');
    table.string('party', 255).notNullable();
    table.string('told_by', 255).notNullable();
    table.text('at').notNullable().comment('ISO 8601, UTC');
    table.primary(['change_id', 'party']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('change_notification');
};
