// @ts-check

/**
 * Who was waited for before this is known, for which items is not.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('handoff_waiting', table => {
    table.text('items').comment('Ids of items as JSON; absent where not known');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('handoff_waiting', table => {
    table.dropColumn('items');
  });
};
