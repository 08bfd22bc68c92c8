import { Knex } from 'knex';

/** An agreement in force, as far as impact wants to know it. */
export interface ActiveAgreement {
  id: string;
  entityRef: string;
  consumer: string;
}

/** Agreements in force, as of the last look, in the order of their consumers. */
export async function listActiveAgreements(
  knex: Knex,
): Promise<ActiveAgreement[]> {
  return knex('agreement')
    .select({
      id: 'agreement_id',
      entityRef: 'entity_ref',
      consumer: 'consumer',
    })
    .where('state', 'active')
    .orderBy(['consumer', 'entity_ref', 'agreement_id']);
}
