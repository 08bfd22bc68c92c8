// @ts-check

/**
 * Times are epoch milliseconds.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('outbox', table => {
    table.comment('Breaches that people are still to be told of');
    table
      .integer('breach_id')
      .primary()
      .references('breach_id')
      .inTable('breach')
      .onDelete('CASCADE');
    table.bigInteger('due_at').notNullable();
    table
      .bigInteger('claimed_until')
      .notNullable()
      .defaultTo(0)
      .comment('Until when a replica is telling people of it');
    table.integer('failures').notNullable().defaultTo(0);
    table.index(['due_at'], 'outbox_due_at_idx');
  });

  await knex.schema.createTable('notice', table => {
    table.comment('Who was told of which breach, and when');
    table
      .integer('breach_id')
      .notNullable()
      .references('breach_id')
      .inTable('breach')
      .onDelete('CASCADE');
    table.string('ref', 255).notNullable();
    table.bigInteger('at').notNullable();
    table.primary(['breach_id', 'ref']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of ['notice', 'outbox']) {
    await knex.schema.dropTable(table);
  }
};
