// @ts-check

/** @param {import('knex').Knex} knex */
const isPostgres = knex => knex.client.config.client === 'pg';

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ledger_entry', table => {
    table.comment(
      'The ledger: append-only, each entry chained to the one before',
    );
    table.integer('seq').primary().comment('From 1, without gaps');
    table.text('at').notNullable().comment('ISO 8601, UTC; never goes back');
    table.string('actor', 255).notNullable();
    table.string('action', 255).notNullable();
    table.string('subject', 255).notNullable();
    table.text('payload').notNullable().comment('Canonical JSON');
    table.string('payload_hash', 64).notNullable();
    table.string('prev_hash', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.index(['subject', 'seq'], 'ledger_entry_subject_idx');
    table.index(['actor', 'seq'], 'ledger_entry_actor_idx');
    table.index(['at'], 'ledger_entry_at_idx');
  });

  // Who appends locks its one row: the chain has one end.
  await knex.schema.createTable('ledger_head', table => {
    table.comment('The end of the ledger, one row');
    table.integer('id').primary();
    table.integer('size').notNullable();
    table.string('hash', 64).notNullable();
    table.text('at').notNullable();
  });
  await knex('ledger_head').insert({
    id: 1,
    size: 0,
    hash: '0'.repeat(64),
    at: '',
  });

  await knex.schema.createTable('ledger_key', table => {
    table.comment('What signs checkpoints where no key is configured, one row');
    table.integer('id').primary();
    table.text('private_key').notNullable().comment('PKCS #8, PEM');
    table.text('created_at').notNullable();
  });

  if (isPostgres(knex)) {
    await knex.raw(`
      create function ledger_entry_refuse() returns trigger language plpgsql as $$
      begin
        raise exception 'The ledger is append-only: % is refused', lower(TG_OP)
          using errcode = 'restrict_violation';
      end $$`);
    await knex.raw(`
      create trigger ledger_entry_append_only
      before update or delete or truncate on ledger_entry
      for each statement execute function ledger_entry_refuse()`);
    return;
  }
  for (const operation of ['update', 'delete']) {
    await knex.raw(`
      create trigger ledger_entry_no_${operation}
      before ${operation} on ledger_entry
      begin
        select raise(abort, 'The ledger is append-only: ${operation} is refused');
      end`);
  }
  // `insert or replace` deletes without asking the trigger above.
  await knex.raw(`
    create trigger ledger_entry_at_the_end
    before insert on ledger_entry
    when new.seq <> (select coalesce(max(seq), 0) + 1 from ledger_entry)
    begin
      select raise(abort, 'The ledger is append-only: an entry goes to its end');
    end`);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of ['ledger_key', 'ledger_head', 'ledger_entry']) {
    await knex.schema.dropTable(table);
  }
  if (isPostgres(knex)) {
    await knex.raw('drop function ledger_entry_refuse()');
  }
};
