// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('message', table => {
    table.comment('What people are told, each message once');
    table.string('message_id', 255).primary();
    table.text('document').notNullable().comment('Message as JSON');
    table
      .bigInteger('due_at')
      .comment('Epoch ms; absent once everybody was told');
    table
      .bigInteger('claimed_until')
      .notNullable()
      .defaultTo(0)
      .comment('Until when a replica is sending it');
    table.integer('failures').notNullable().defaultTo(0);
    table.index(['due_at'], 'message_due_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('message');
};
