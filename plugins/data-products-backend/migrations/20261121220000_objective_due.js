// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
const isPostgres = knex => knex.client.config.client === 'pg';

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // Most evaluations change nothing but when to look again. Beside the
  // promise and its sums, that had all of them written anew, and PostgreSQL
  // every index of them, too.
  await knex.schema.createTable('objective_due', table => {
    table.comment(
      'When to evaluate objectives next; those that are absent wait for an observation',
    );
    table
      .integer('objective_id')
      .primary()
      .references('objective_id')
      .inTable('objective')
      .onDelete('CASCADE');
    table.bigInteger('due_at').notNullable().comment('Epoch ms');
    table.index(['due_at'], 'objective_due_due_at_idx');
  });
  await knex.raw(
    `insert into objective_due (objective_id, due_at)
     select objective_id, due_at from objective where due_at is not null`,
  );
  await knex.schema.alterTable('objective', table => {
    table.dropIndex(['due_at'], 'objective_due_at_idx');
  });
  // In words, as knex would make SQLite write the whole table anew.
  await knex.raw('alter table objective drop column due_at');
  if (isPostgres(knex)) {
    await knex.raw(
      `alter table objective_due set (
         autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 5000)`,
    );
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('objective', table => {
    table
      .bigInteger('due_at')
      .comment(
        'When to evaluate next; absent when only an observation can tell',
      );
    table.index(['due_at'], 'objective_due_at_idx');
  });
  await knex.raw(
    `update objective set due_at =
       (select due_at from objective_due d where d.objective_id = objective.objective_id)`,
  );
  await knex.schema.dropTable('objective_due');
};
