// @ts-check

/**
 * How often, and how tightly, PostgreSQL keeps the tables whose rows change
 * every hour. A day's row is written anew with each observation, and
 * PostgreSQL leaves the old version behind: by its own settings it would only
 * clean up once a fifth of all days, of years, is such a version.
 */
const UPKEEP = {
  // Half of a page stays free for the next versions of its rows.
  objective: {
    fillfactor: 50,
    autovacuum_vacuum_scale_factor: 0.05,
    autovacuum_analyze_scale_factor: 0.05,
  },
  observation_day: {
    autovacuum_vacuum_scale_factor: 0.01,
    autovacuum_vacuum_threshold: 5000,
    autovacuum_analyze_scale_factor: 0.02,
  },
};

/**
 * @param {import('knex').Knex} knex
 */
const isPostgres = knex => knex.client.config.client === 'pg';

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('objective', table => {
    table
      .integer('breaches_from')
      .comment('The first day whose breaches are older than its observations');
  });
  await knex.schema.alterTable('breach', table => {
    // Every evaluation asks for the open ones of its objectives.
    table.index(['objective_id'], 'breach_open_idx', {
      predicate: knex.whereNull('until'),
    });
  });
  if (isPostgres(knex)) {
    for (const [table, settings] of Object.entries(UPKEEP)) {
      const list = Object.entries(settings).map(
        ([name, value]) => `${name} = ${value}`,
      );
      await knex.raw(`alter table ${table} set (${list.join(', ')})`);
    }
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('objective', table => {
    table.dropColumn('breaches_from');
  });
  await knex.schema.alterTable('breach', table => {
    table.dropIndex(['objective_id'], 'breach_open_idx');
  });
  if (isPostgres(knex)) {
    for (const [table, settings] of Object.entries(UPKEEP)) {
      await knex.raw(
        `alter table ${table} reset (${Object.keys(settings).join(', ')})`,
      );
    }
  }
};
