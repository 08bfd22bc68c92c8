import { Knex } from 'knex';

const DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Dates back the changes of results, in their order, as if they had come over
 * the last ninety days: trends need a past.
 */
export async function spreadHistory(knex: Knex): Promise<void> {
  const [{ first, last }] = await knex('readiness_transition')
    .min('id as first')
    .max('id as last');
  const perDay = Math.ceil((last - first + 1) / DAYS);
  const today = Date.now();
  for (let day = 0; day < DAYS; day++) {
    const from = first + day * perDay;
    await knex('readiness_transition')
      .whereBetween('id', [from, from + perDay - 1])
      .update({
        at: new Date(today - (DAYS - 1 - day) * DAY_MS).toISOString(),
      });
  }
}
