// @ts-check

/**
 * Times are ISO 8601 in UTC with milliseconds, as text.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('handoff', table => {
    table.comment('Requested transitions of releases between stages');
    table.string('handoff_id', 36).primary();
    table.string('entity_ref', 255).notNullable();
    table.string('release', 64).notNullable();
    table.string('checklist_id', 64).notNullable();
    table
      .text('checklist')
      .notNullable()
      .comment('Checklist as JSON, as it was at the opening');
    table
      .string('fingerprint', 64)
      .notNullable()
      .comment('Of the content at the opening');
    table.string('requester', 255).notNullable();
    table.text('requested_at').notNullable();
    table.text('comment');
    table.text('withdrawal').comment('HandoffWithdrawal as JSON');
    table.text('completion').comment('HandoffCompletion as JSON');
    table
      .string('state', 16)
      .notNullable()
      .comment('As last judged, for lists to filter by');
    table.text('due_at').comment('When time alone may change the state');
    table
      .bigInteger('revision')
      .comment('Of the readiness that it was last judged by');
    table.index(
      ['entity_ref', 'requested_at'],
      'handoff_entity_ref_requested_at_idx',
    );
    table.index(['requested_at', 'handoff_id'], 'handoff_requested_at_idx');
    table.index(['state', 'requested_at'], 'handoff_state_idx');
    table.index(['due_at'], 'handoff_due_at_idx');
  });
  // One at a time: whoever asks for the same twice gets the first one.
  await knex.raw(`
    create unique index handoff_open_idx
    on handoff (entity_ref, release, checklist_id)
    where withdrawal is null and completion is null`);

  await knex.schema.createTable('handoff_signature', table => {
    table.comment('Every decision on an item; none is ever changed');
    table
      .string('handoff_id', 36)
      .notNullable()
      .references('handoff_id')
      .inTable('handoff');
    table.integer('number').notNullable().comment('From 1, without gaps');
    table.string('item_id', 64).notNullable();
    table.string('decision', 16).notNullable();
    table.string('signer', 255).notNullable();
    table
      .integer('turn')
      .notNullable()
      .comment('From 1: how often the person has decided on the item');
    table.string('party', 255).notNullable();
    table.string('fingerprint', 64).notNullable();
    table.text('comment');
    table.text('evidence').comment('SignatureEvidence as JSON');
    table.text('at').notNullable();
    table.primary(['handoff_id', 'number']);
    table.unique(['handoff_id', 'item_id', 'signer', 'turn'], {
      indexName: 'handoff_signature_turn_idx',
    });
  });

  await knex.schema.createTable('handoff_content', table => {
    table.comment('What was asked for, signed or completed, by fingerprint');
    table.string('fingerprint', 64).primary();
    table.text('document').notNullable().comment('HandoffContent as JSON');
  });

  await knex.schema.createTable('handoff_waiting', table => {
    table.comment('Who can do what is left of a handoff, as last judged');
    table
      .string('handoff_id', 36)
      .notNullable()
      .references('handoff_id')
      .inTable('handoff');
    table.string('party', 255).notNullable();
    table.primary(['handoff_id', 'party']);
    table.index(['party'], 'handoff_waiting_party_idx');
  });

  // What signatures are for is part of the evidence from now on: all of it is
  // collected again.
  await knex('evidence').update({ etag: '' });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'handoff_waiting',
    'handoff_content',
    'handoff_signature',
    'handoff',
  ]) {
    await knex.schema.dropTable(table);
  }
};
