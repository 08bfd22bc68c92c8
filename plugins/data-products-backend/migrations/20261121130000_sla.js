// @ts-check

/**
 * Times are epoch milliseconds: there are many of them, and they are computed
 * with.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('promise', table => {
    table.comment('What each entity promises: one JSON document an entity');
    table.string('entity_ref', 255).primary();
    table.text('document').notNullable().comment('Promises as JSON');
  });

  await knex.schema.createTable('objective', table => {
    table.comment(
      'Every objective that was ever promised, and how it stands; entities that leave may come back',
    );
    table.increments('objective_id').primary();
    table.string('entity_ref', 255).notNullable();
    table.string('name', 255).notNullable();
    table.text('document').notNullable().comment('Objective as JSON');
    table
      .text('judged_by')
      .notNullable()
      .comment(
        'What judging depends on: another one, and days are judged anew',
      );
    table.boolean('retired').notNullable().defaultTo(false);
    table.text('carry').comment('What the next observation has to know, JSON');
    table.text('windows').comment('WindowTallies as JSON');
    table.bigInteger('windows_at').comment('The hour that the windows end in');
    table.text('status').comment('ObjectiveStatus as JSON');
    table
      .integer('stale_from')
      .comment('The first day whose sums are older than its observations');
    table
      .bigInteger('due_at')
      .comment(
        'When to evaluate next; absent when only an observation can tell',
      );
    table.unique(['entity_ref', 'name'], {
      indexName: 'objective_entity_ref_name_uniq',
    });
    table.index(['due_at'], 'objective_due_at_idx');
  });

  // One row a day in place of one an observation: a tenth of the size, and a
  // window is read in as many rows as it has days.
  await knex.schema.createTable('observation_day', table => {
    table.comment('What was observed of an objective on one day, and its sums');
    table
      .integer('objective_id')
      .notNullable()
      .references('objective_id')
      .inTable('objective')
      .onDelete('CASCADE');
    table.integer('day').notNullable().comment('Days since 1970-01-01, UTC');
    table
      .text('observations')
      .comment('ObservationDay as JSON; absent once it is too old to be kept');
    table
      .text('bucket')
      .comment('Sums, packed as JSON; absent before they are made');
    table
      .text('carry')
      .comment('What the next day has to know, packed as JSON');
    table.primary(['objective_id', 'day']);
    table.index(['day'], 'observation_day_day_idx');
  });

  await knex.schema.createTable('breach', table => {
    table.comment('Times during which an objective was out of target');
    table.increments('breach_id').primary();
    table
      .integer('objective_id')
      .notNullable()
      .references('objective_id')
      .inTable('objective')
      .onDelete('CASCADE');
    table.string('entity_ref', 255).notNullable();
    table.bigInteger('since').notNullable();
    table.bigInteger('opened_at').notNullable();
    table.bigInteger('until').comment('Absent while it is open');
    table.text('document').notNullable().comment('StoredBreach as JSON');
    table.index(['objective_id', 'since'], 'breach_objective_idx');
    table.index(['entity_ref', 'since'], 'breach_entity_ref_idx');
    table.index(['since'], 'breach_since_idx');
  });

  await knex.schema.createTable('unmapped_observation', table => {
    table.comment('Observations of datasets that no entity claims yet');
    table.increments('id').primary();
    table.text('dataset').notNullable();
    table
      .string('key', 64)
      .notNullable()
      .unique()
      .comment('SHA-256 of the document: what comes twice waits once');
    table.text('document').notNullable().comment('ObservationInput as JSON');
    table.bigInteger('received_at').notNullable();
    table.index(['dataset'], 'unmapped_observation_dataset_idx');
    table.index(['received_at'], 'unmapped_observation_received_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'unmapped_observation',
    'breach',
    'observation_day',
    'objective',
    'promise',
  ]) {
    await knex.schema.dropTable(table);
  }
};
