// @ts-check

/**
 * Times are ISO 8601 in UTC with milliseconds, as text: they sort, and read
 * the same from both databases.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('evidence', table => {
    table.comment('What is known of each entity: one JSON document an entity');
    table.increments('entity_id').primary();
    table.string('entity_ref', 255).notNullable().unique();
    table
      .text('etag')
      .notNullable()
      .comment(
        "The version that collected it, and the catalog's etag of the entity",
      );
    table.text('document').notNullable().comment('ReadinessEvidence as JSON');
    table
      .text('abridged')
      .notNullable()
      .comment('The same, as far as the shipped checks ask for it');
    table
      .text('facts')
      .comment('RecordedFacts as JSON; absent until any was recorded');
    table.string('hash', 64).notNullable().comment('SHA-256 of the document');
    table
      .text('refresh_at')
      .comment('When time alone would change the evidence');
    table.index(['refresh_at'], 'evidence_refresh_at_idx');
  });

  await knex.schema.createTable('evidence_reference', table => {
    table.comment(
      'The other entities that the evidence of an entity depends on',
    );
    table
      .integer('entity_id')
      .notNullable()
      .references('entity_id')
      .inTable('evidence')
      .onDelete('CASCADE');
    table.string('ref', 255).notNullable();
    table.primary(['entity_id', 'ref']);
    table.index(['ref'], 'evidence_reference_ref_idx');
  });

  await knex.schema.createTable('catalog_reference', table => {
    table.comment('Every entity that evidence depends on, as last seen');
    table.string('ref', 255).primary();
    table.text('etag').comment('Absent when the catalog does not have it');
  });

  await knex.schema.createTable('ownership', table => {
    table.comment(
      'The ownership map of each entity: one JSON document an entity',
    );
    table
      .integer('entity_id')
      .primary()
      .references('entity_id')
      .inTable('evidence')
      .onDelete('CASCADE');
    table.text('document').notNullable().comment('StoredOwnership as JSON');
  });

  await knex.schema.createTable('ownership_role', table => {
    table.comment(
      'Who holds which role; a row without a ref is a role that nobody is named for',
    );
    table
      .integer('entity_id')
      .notNullable()
      .references('entity_id')
      .inTable('evidence')
      .onDelete('CASCADE');
    table.string('role', 32).notNullable();
    table.string('ref', 255);
    table.boolean('vacant').notNullable();
    table.index(['ref', 'role', 'entity_id'], 'ownership_role_ref_idx');
    table.index(['role', 'vacant', 'entity_id'], 'ownership_role_vacant_idx');
    table.index(['entity_id'], 'ownership_role_entity_idx');
  });

  await knex.schema.createTable('dataset_claim', table => {
    table.comment('The technical names of data that an entity stands for');
    table
      .integer('entity_id')
      .notNullable()
      .references('entity_id')
      .inTable('evidence')
      .onDelete('CASCADE');
    table.text('pattern').notNullable().comment('Without the trailing *');
    table.boolean('prefix').notNullable();
    table.index(['pattern'], 'dataset_claim_pattern_idx');
    table.index(['entity_id'], 'dataset_claim_entity_idx');
  });

  await knex.schema.createTable('team', table => {
    table.comment('The groups of the catalog');
    table.string('ref', 255).primary();
    table.text('title').notNullable();
    table.string('parent_ref', 255);
    table
      .text('members')
      .notNullable()
      .comment('Direct members, as a JSON list of refs');
    table.text('etag').notNullable();
  });

  await knex.schema.createTable('check_set', table => {
    table.comment('The ids of the checks behind packed outcomes, in order');
    table.increments('id').primary();
    table.string('fingerprint', 64).notNullable().unique();
    table.text('check_ids').notNullable().comment('JSON list');
  });

  await knex.schema.createTable('readiness', table => {
    table.comment('The readiness of each entity, as last evaluated');
    table
      .integer('entity_id')
      .primary()
      .references('entity_id')
      .inTable('evidence')
      .onDelete('CASCADE');
    table.integer('score').comment('Absent before the first evaluation');
    table.integer('previous_score').comment('Before the last change');
    table.string('level', 16);
    table
      .text('outcomes')
      .comment('One letter a check, in the order of the check set');
    table.integer('check_set_id').references('id').inTable('check_set');
    table.text('evaluated_at');
    table.text('valid_until');
    table
      .string('input_hash', 64)
      .comment('The hash of the evidence that was judged');
    table
      .text('due_at')
      .comment(
        'When to evaluate next; absent when only new evidence can change it',
      );
    table
      .bigInteger('revision')
      .notNullable()
      .comment('Rises with every change of any row');
    table.index(['due_at'], 'readiness_due_at_idx');
    table.index(['revision'], 'readiness_revision_idx');
  });

  // Apart from the readiness: an evaluation rewrites its rows, and these are
  // five times as large.
  await knex.schema.createTable('listing', table => {
    table.comment(
      'What lists show of each entity: one JSON document an entity',
    );
    table
      .integer('entity_id')
      .primary()
      .references('entity_id')
      .inTable('evidence')
      .onDelete('CASCADE');
    table.text('document').notNullable().comment('Listing as JSON');
    table
      .bigInteger('revision')
      .notNullable()
      .comment('The revision in which it changed last');
  });

  await knex.schema.createTable('readiness_transition', table => {
    table.comment('Every change of an outcome');
    table.increments('id').primary();
    table
      .integer('entity_id')
      .notNullable()
      .references('entity_id')
      .inTable('evidence')
      .onDelete('CASCADE');
    table.text('at').notNullable();
    table.integer('score').notNullable();
    table.string('level', 16).notNullable();
    table.text('outcomes').notNullable();
    table.integer('check_set_id').notNullable();
    table.integer('previous_score');
    table.bigInteger('revision').notNullable();
    table.index(['entity_id', 'id'], 'readiness_transition_entity_idx');
    table.index(['revision'], 'readiness_transition_revision_idx');
  });

  await knex.schema.createTable('readiness_removal', table => {
    table.comment('Entities that left, until every replica has noticed');
    table.integer('entity_id').primary();
    table.text('at').notNullable();
    table.bigInteger('revision').notNullable();
    table.index(['revision'], 'readiness_removal_revision_idx');
  });

  // Writers take the one row of this table first, so that revisions become
  // visible in their order: a reader that has seen revision n has seen all
  // before it.
  await knex.schema.createTable('readiness_head', table => {
    table.integer('id').primary();
    table.bigInteger('revision').notNullable();
    table
      .text('swept_at')
      .comment('When everything was judged last; rows that stayed say nothing');
    table.integer('swept_check_set_id');
  });
  await knex('readiness_head').insert({ id: 1, revision: 0 });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'readiness_head',
    'readiness_removal',
    'readiness_transition',
    'listing',
    'readiness',
    'check_set',
    'team',
    'dataset_claim',
    'ownership_role',
    'ownership',
    'catalog_reference',
    'evidence_reference',
    'evidence',
  ]) {
    await knex.schema.dropTable(table);
  }
};
