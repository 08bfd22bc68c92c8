import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { StepSpec } from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';

/**
 * The steps of a decision path in order, each with its stage, its name and the
 * full ref of its entity; nothing for what is no path.
 */
export async function readPathSteps(
  knex: Knex,
  entityRef: string,
): Promise<
  { stage: StepSpec['stage']; name?: string; entityRef?: string }[] | undefined
> {
  const { kind, namespace } = parseEntityRef(entityRef);
  if (kind.toLocaleLowerCase('en-US') !== 'decisionpath') {
    return undefined;
  }
  const row = await knex('evidence')
    .where({ entity_ref: entityRef })
    .first('document');
  const steps: StepSpec[] =
    row === undefined ? [] : JSON.parse(row.document).entity.spec.steps ?? [];
  return steps.map(({ stage, name, entity }) => ({
    stage,
    name,
    entityRef:
      entity &&
      stringifyEntityRef(
        parseEntityRef(entity, {
          defaultKind: 'DataProduct',
          defaultNamespace: namespace,
        }),
      ),
  }));
}
