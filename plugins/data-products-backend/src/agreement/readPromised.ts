import { Objective } from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { listObjectives } from '../sla/PromiseStore';

/** What entities promise now. */
export async function readPromised(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<(entityRef: string) => Objective[]> {
  const found = new Map<string, Objective[]>();
  if (entityRefs.length) {
    for (const { entityRef, objective } of await listObjectives(
      knex,
      entityRefs,
    )) {
      found.set(entityRef, [...(found.get(entityRef) ?? []), objective]);
    }
  }
  return entityRef => found.get(entityRef) ?? [];
}
