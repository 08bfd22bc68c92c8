import { Knex } from 'knex';
import { inList, updateRows } from '../database';

/**
 * Those of the objectives that are promised are to be evaluated at a time. The
 * transaction has them already.
 *
 * @param at - epoch ms
 */
export async function makeDue(
  tx: Knex.Transaction,
  objectiveIds: readonly number[],
  at: number,
): Promise<void> {
  if (objectiveIds.length) {
    await tx.raw(
      `insert into objective_due (objective_id, due_at)
       select objective_id, cast(? as bigint) from objective
       where objective_id in ? and retired = ?
       on conflict (objective_id) do update set due_at = excluded.due_at`,
      [at, inList(tx, 'integer', objectiveIds), false],
    );
  }
}

/**
 * Sets when objectives that were due are to be evaluated next.
 *
 * @param next - in epoch ms; without a time, an observation makes them due
 */
export async function postponeDue(
  tx: Knex.Transaction,
  next: readonly { objectiveId: number; dueAt?: number }[],
): Promise<void> {
  const timed = next.filter(({ dueAt }) => dueAt !== undefined);
  await updateRows(
    tx,
    'objective_due',
    'objective_id',
    { objective_id: 'integer', due_at: 'bigint' },
    timed.map(({ objectiveId, dueAt }) => [objectiveId, dueAt]),
  );
  if (timed.length < next.length) {
    await forgetDue(
      tx,
      next
        .filter(({ dueAt }) => dueAt === undefined)
        .map(({ objectiveId }) => objectiveId),
    );
  }
}

/** Objectives that are not to be evaluated before they are due again. */
export async function forgetDue(
  tx: Knex.Transaction,
  objectiveIds: readonly number[],
): Promise<void> {
  await tx('objective_due')
    .whereIn('objective_id', inList(tx, 'integer', objectiveIds))
    .delete();
}

/**
 * Objectives that are due, those that have been so for longest first.
 *
 * @param now - epoch ms
 */
export async function listDue(
  knex: Knex,
  now: number,
  limit: number,
): Promise<number[]> {
  return knex('objective_due')
    .where('due_at', '<=', now)
    .orderBy(['due_at', 'objective_id'])
    .limit(limit)
    .pluck('objective_id');
}
