import { Knex } from 'knex';

/** Makes every row one that was never judged. */
export async function forgetResults(knex: Knex): Promise<void> {
  await knex('readiness_transition').delete();
  await knex('readiness').update({
    score: null,
    previous_score: null,
    level: null,
    outcomes: null,
    check_set_id: null,
    evaluated_at: null,
    valid_until: null,
    input_hash: null,
    due_at: new Date().toISOString(),
  });
}
