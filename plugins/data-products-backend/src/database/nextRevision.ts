import { Knex } from 'knex';

/**
 * Takes the next revision. Whoever has it holds back all other writers until
 * the transaction ends, so that revisions become visible in their order.
 */
export async function nextRevision(tx: Knex.Transaction): Promise<number> {
  const [{ revision }] = await tx('readiness_head')
    .update({ revision: tx.raw('revision + 1') })
    .returning('revision');
  return Number(revision);
}
