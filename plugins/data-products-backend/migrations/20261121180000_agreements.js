// @ts-check

/**
 * Times are ISO 8601 in UTC with milliseconds, as text.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('agreement', table => {
    table.comment(
      'Agreements between the provider and one consumer of an entity',
    );
    table.string('agreement_id', 36).primary();
    // Kept when the entity leaves the catalog: what was signed was signed.
    table.string('entity_ref', 255).notNullable();
    table.string('provider', 255).notNullable();
    table.string('consumer', 255).notNullable();
    table.text('proposed_at').notNullable().comment('Of the first revision');
    table.text('superseded_at');
    table.text('terminated_at');
    table.string('terminated_by', 255);
    table.text('termination_reason');
    table.string('state', 16).notNullable().comment('As of the last look');
    table
      .text('due_at')
      .comment('When time may change how it stands; absent once it ended');
    table.index(['entity_ref'], 'agreement_entity_idx');
    table.index(['provider'], 'agreement_provider_idx');
    table.index(['consumer'], 'agreement_consumer_idx');
    table.index(['proposed_at', 'agreement_id'], 'agreement_proposed_at_idx');
    table.index(['due_at'], 'agreement_due_at_idx');
  });

  await knex.schema.createTable('agreement_revision', table => {
    table.comment('Terms as one side proposed them; never changed');
    table
      .string('agreement_id', 36)
      .notNullable()
      .references('agreement_id')
      .inTable('agreement');
    table.integer('revision').notNullable().comment('From 1, without gaps');
    table.text('terms').notNullable().comment('AgreementTerms as JSON');
    table
      .string('fingerprint', 64)
      .notNullable()
      .comment('SHA-256 of what is signed');
    table.string('side', 8).notNullable();
    table.string('proposed_by', 255).notNullable();
    table.text('proposed_at').notNullable();
    table.primary(['agreement_id', 'revision']);
  });

  await knex.schema.createTable('agreement_signature', table => {
    table.comment('One person’s signature for one side of one revision');
    table.string('agreement_id', 36).notNullable();
    table.integer('revision').notNullable();
    table.string('side', 8).notNullable();
    table.string('signer', 255).notNullable();
    table.string('fingerprint', 64).notNullable();
    table.text('at').notNullable();
    table.primary(['agreement_id', 'revision', 'side']);
    table.unique(['agreement_id', 'revision', 'signer']);
    table
      .foreign(['agreement_id', 'revision'])
      .references(['agreement_id', 'revision'])
      .inTable('agreement_revision');
  });

  await knex.schema.createTable('agreement_recheck', table => {
    table.comment(
      'Entities whose promises changed while agreements are in force',
    );
    table.string('entity_ref', 255).primary();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'agreement_recheck',
    'agreement_signature',
    'agreement_revision',
    'agreement',
  ]) {
    await knex.schema.dropTable(table);
  }
};
