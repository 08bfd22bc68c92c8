// @ts-check

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many arrivals are moved at a time. */
const PAGE_SIZE = 1000;

/**
 * @param {import('knex').Knex} knex
 */
const isPostgres = knex => knex.client.config.client === 'pg';

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // Sorted by objective alone, what came in at one time lay as far apart as
  // the objectives are many: each row had a page of the table written. Sorted
  // by day first, it lies together, and so does what goes into one day.
  const text = isPostgres(knex) ? 'text collate "C"' : 'text';
  await knex.raw(
    `create table day_arrival (
       day integer not null,
       objective_id integer not null,
       key ${text} not null,
       document text not null,
       primary key (day, objective_id, key)
     ) ${isPostgres(knex) ? '' : 'without rowid'}`,
  );
  await moveRows(knex, {
    from: 'observation_arrival',
    into: 'day_arrival',
    order: ['objective_id', 'key'],
    convert: ({ objective_id, document }) => {
      const [at, value, source, id, detail] = JSON.parse(document);
      const day = Math.floor(at / DAY_MS);
      const time = at - day * DAY_MS;
      const packed = id
        ? [value, detail ?? null, time, source]
        : [value, ...(detail === undefined ? [] : [detail])];
      return {
        day,
        objective_id,
        key: id ? `=${id}` : `${time} ${source}`,
        document: JSON.stringify(packed),
      };
    },
  });
  await keepTidy(knex, 'day_arrival');
  await knex.schema.dropTable('observation_arrival');
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.createTable('observation_arrival', table => {
    table.integer('objective_id').notNullable();
    const key = isPostgres(knex)
      ? table.specificType('key', 'text collate "C"')
      : table.text('key');
    key.notNullable();
    table.text('document').notNullable();
    table.primary(['objective_id', 'key']);
  });
  await moveRows(knex, {
    from: 'day_arrival',
    into: 'observation_arrival',
    order: ['day', 'objective_id', 'key'],
    convert: ({ day, objective_id, key, document }) => {
      const [value, detail, ownTime, ownSource] = JSON.parse(document);
      const space = key.indexOf(' ');
      const hasOwnId = ownTime !== undefined;
      const at =
        day * DAY_MS + (hasOwnId ? ownTime : Number(key.slice(0, space)));
      const source = hasOwnId ? ownSource : key.slice(space + 1);
      const id = hasOwnId ? key.slice(1) : '';
      const packed = [at, value, source, id];
      return {
        objective_id,
        key: hasOwnId ? `${day}: ${id}` : `${at} ${source}`,
        document: JSON.stringify(detail ? [...packed, detail] : packed),
      };
    },
  });
  await keepTidy(knex, 'observation_arrival');
  await knex.schema.dropTable('day_arrival');
};

/**
 * @param {import('knex').Knex} knex
 * @param {{
 *   from: string,
 *   into: string,
 *   order: string[],
 *   convert: (row: any) => object,
 * }} options
 */
async function moveRows(knex, { from, into, order, convert }) {
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const rows = await knex(from)
      .select('*')
      .orderBy(order)
      .limit(PAGE_SIZE)
      .offset(offset);
    if (!rows.length) {
      return;
    }
    await knex.batchInsert(into, rows.map(convert), 100);
  }
}

/**
 * All of it comes and goes within a minute.
 *
 * @param {import('knex').Knex} knex
 * @param {string} table
 */
async function keepTidy(knex, table) {
  if (isPostgres(knex)) {
    await knex.raw(
      `alter table ${table} set (
         autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
         autovacuum_vacuum_insert_threshold = -1)`,
    );
  }
}
