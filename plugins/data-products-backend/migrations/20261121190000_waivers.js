// @ts-check

/**
 * Times are ISO 8601 in UTC with milliseconds, so that they compare as texts.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('waiver', table => {
    table.comment('Exemptions of an entity from a check: what people did');
    table.increments('waiver_id').comment('The order in which they came');
    table.string('id', 36).notNullable().unique({
      indexName: 'waiver_id_uniq',
    });
    table.string('entity_ref', 255).notNullable();
    table.string('check_id', 255).notNullable();
    table.text('reason').notNullable();
    table.string('until', 24).notNullable();
    table.string('requested_by', 255).notNullable();
    table.string('requested_at', 24).notNullable();
    table.string('decision', 7).comment('approve or reject');
    table.string('decided_by', 255);
    table.string('decided_at', 24);
    table.text('decision_comment');
    table.string('withdrawn_at', 24);
    table.string('revoked_by', 255);
    table.string('revoked_at', 24);
    table.text('revocation_reason');
    table.index(['entity_ref', 'waiver_id'], 'waiver_entity_idx');
    table.index(['until'], 'waiver_until_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('waiver');
};
