import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import {
  Contract,
  impactInputsOf,
  isScoredEntity,
} from '@handoff/backstage-plugin-data-products-common';
import { StoredImpactNode } from './ImpactNodeStore';

/**
 * An entity, as far as questions of impact want to know it.
 *
 * @param owner - where it is known better than by the relations
 * @throws TypeError for refs that are none
 */
export function impactNodeOf(
  entity: Entity,
  options: { contract?: Contract; owner?: string } = {},
): StoredImpactNode {
  const owner =
    options.owner ??
    entity.relations?.find(({ type }) => type === RELATION_OWNED_BY)?.targetRef;
  const node = {
    title: entity.metadata.title ?? entity.metadata.name,
    owner,
    inputs: impactInputsOf(entity, options.contract),
  };
  if (!isScoredEntity(entity)) {
    return node;
  }
  return {
    ...node,
    type: entity.spec.type,
    decision: entity.kind === 'DecisionPath' ? entity.spec.decision : undefined,
    criticality: entity.spec.criticality ?? 'medium',
  };
}
