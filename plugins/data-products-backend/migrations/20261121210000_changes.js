// @ts-check

/**
 * Times are ISO 8601 in UTC with milliseconds, as text.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('impact_node', table => {
    table.comment('Who depends on what, of every entity that is part of it');
    table.string('entity_ref', 255).primary();
    table
      .text('document')
      .comment('StoredImpactNode as JSON; absent once the entity is gone');
    table
      .boolean('scored')
      .notNullable()
      .comment('Kept by the evidence; else by the reading of relations');
    table.bigInteger('revision').notNullable();
    table.index(['revision', 'entity_ref'], 'impact_node_revision_idx');
  });
  await knex.schema.createTable('impact_head', table => {
    table.integer('id').primary();
    table.text('read_at').comment('When the whole catalog was read last');
  });
  await knex('impact_head').insert({ id: 1 });

  await knex.schema.createTable('contract_document', table => {
    table.comment('Contracts by their content; never changed');
    table
      .string('fingerprint', 64)
      .primary()
      .comment('SHA-256 of the document');
    table.text('document').notNullable().comment('Canonical JSON');
    table.text('version').comment('That the contract gives itself');
  });
  await knex.schema.createTable('contract_version', table => {
    table.comment('Releases of entities, as the catalog had them');
    // Kept when the entity leaves the catalog: what was in force was in force.
    table.string('entity_ref', 255).notNullable();
    table
      .string('fingerprint', 64)
      .notNullable()
      .comment('Of the contract; empty where there is none');
    table
      .text('release')
      .notNullable()
      .comment('The entity’s version; empty where it has none');
    table.text('first_seen').notNullable();
    table.text('current_since').notNullable().comment('The last time');
    table
      .bigInteger('revision')
      .notNullable()
      .comment('Of the last time that it came; the highest is in force');
    table.string('change_id', 36).comment('That brought it the last time');
    table
      .boolean('around_gate')
      .notNullable()
      .comment('Whether it ever came without a change that had passed');
    table
      .text('unrecorded')
      .comment('What the ledger has yet to hear, as JSON');
    table.primary(['entity_ref', 'fingerprint', 'release']);
    table.index(['entity_ref', 'revision'], 'contract_version_revision_idx');
  });

  await knex.schema.createTable('change', table => {
    table.comment('Proposed changes, each as it was proposed');
    table.string('change_id', 36).primary();
    table.string('entity_ref', 255).notNullable();
    table.text('document').notNullable().comment('Change as JSON');
    table
      .string('request', 64)
      .notNullable()
      .comment('SHA-256 of what was asked for');
    table.text('proposed_at').notNullable();
    table.string('state', 16).notNullable();
    table.string('fingerprint', 64).comment('Of the contract that it brings');
    table.text('release').comment('That it leads to');
    table.integer('affected').notNullable().comment('When it was proposed');
    table.string('verdict', 24).notNullable().comment('As last judged');
    table.text('expires_at').notNullable();
    table.text('waits_for').notNullable().comment('Refs of parties as JSON');
    table.text('ended_at');
    table.text('ending').comment('ChangeEnding as JSON');
    table.index(['entity_ref', 'state'], 'change_entity_idx');
    table.index(['proposed_at', 'change_id'], 'change_proposed_at_idx');
    table.index(['state'], 'change_state_idx');
  });
  await knex.schema.createTable('change_acknowledgement', table => {
    table.comment('Answers of parties; the last of each counts');
    table.increments('id');
    table
      .string('change_id', 36)
      .notNullable()
      .references('change_id')
      .inTable('change');
    table.string('party', 255).notNullable();
    table.string('role', 16).notNullable();
    table.string('decision', 8).notNullable();
    table.text('comment');
    table.string('person', 255).notNullable();
    table.text('at').notNullable();
    table.index(['change_id'], 'change_acknowledgement_idx');
  });
  await knex.schema.createTable('change_override', table => {
    table.comment('Decisions to let a change pass in spite of rules');
    table.increments('id');
    table
      .string('change_id', 36)
      .notNullable()
      .references('change_id')
      .inTable('change');
    table.text('rules').notNullable().comment('Ids as JSON');
    table.text('reason').notNullable();
    table.string('person', 255).notNullable();
    table.text('at').notNullable();
    table.text('expires_at').notNullable();
    table.index(['change_id'], 'change_override_idx');
  });
  await knex.schema.createTable('rollback', table => {
    table.comment('Releases that were taken back');
    table.string('rollback_id', 36).primary();
    table.string('entity_ref', 255).notNullable();
    table.string('change_id', 36).comment('That was taken back, where known');
    table.text('to_version').notNullable();
    table.text('document').notNullable().comment('Rollback as JSON');
    table.text('at').notNullable();
    table.index(['entity_ref', 'at'], 'rollback_entity_idx');
    table.index(['change_id'], 'rollback_change_idx');
  });

  // Everything is collected again, as it is evidence of more than before.
  await knex('evidence').update({ etag: '' });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'rollback',
    'change_override',
    'change_acknowledgement',
    'change',
    'contract_version',
    'contract_document',
    'impact_head',
    'impact_node',
  ]) {
    await knex.schema.dropTable(table);
  }
};
