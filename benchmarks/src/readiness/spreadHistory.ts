import { Knex } from 'knex';

const DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Dates back the changes of results, as if they had come one by one over the
 * last ninety days: trends need a past.
 */
export async function spreadHistory(knex: Knex): Promise<void> {
  const today = Date.now();
  for (let day = 0; day < DAYS; day++) {
    const at = new Date(today - (DAYS - 1 - day) * DAY_MS).toISOString();
    await knex('readiness_transition')
      .whereRaw(`id % ${DAYS} = ?`, [day])
      .update({ at });
  }
}
