// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
const isPostgres = knex => knex.client.config.client === 'pg';

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // A pipeline that reports on thousands of objectives at a time would have
  // thousands of days written anew. It waits for one row an observation; the
  // days are written when there is time, with all that came in meanwhile.
  await knex.schema.createTable('observation_arrival', table => {
    table.comment('Observations that came in and are not in their day yet');
    // No foreign key: PostgreSQL would lock the objective for each row.
    table.integer('objective_id').notNullable();
    const key = isPostgres(knex)
      ? table.specificType('key', 'text collate "C"')
      : table.text('key');
    key
      .notNullable()
      .comment('What a correction of the observation has in common with it');
    table
      .text('document')
      .notNullable()
      .comment('Arrival as JSON: time, value, source, own id, detail');
    table.primary(['objective_id', 'key']);
  });
  await knex.schema.alterTable('objective', table => {
    table
      .bigInteger('observed_through')
      .comment('The time of the latest observation in the days, epoch ms');
  });
  // As far as its last day may reach: what is not later is looked up there.
  await knex.raw(
    `update objective set observed_through =
       (select (cast(max(day) as bigint) + 1) * 86400000 - 1 from observation_day d
        where d.objective_id = objective.objective_id)`,
  );
  if (isPostgres(knex)) {
    // All of it comes and goes within a minute.
    await knex.raw(
      `alter table observation_arrival set (
         autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
         autovacuum_vacuum_insert_threshold = -1)`,
    );
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('objective', table => {
    table.dropColumn('observed_through');
  });
  await knex.schema.dropTable('observation_arrival');
};
