import { Entity } from '@backstage/catalog-model';
import {
  DataProductEntity,
  DecisionPathEntity,
  GlossaryTermEntity,
  isHandoffEntity,
} from '@handoff/backstage-plugin-data-products-common';

/** Whether an entity is one of our data products. @public */
export function isDataProduct(entity: Entity): entity is DataProductEntity {
  return isHandoffEntity(entity) && entity.kind === 'DataProduct';
}

/** Whether an entity is a decision path. @public */
export function isDecisionPath(entity: Entity): entity is DecisionPathEntity {
  return isHandoffEntity(entity) && entity.kind === 'DecisionPath';
}

/** Whether an entity is a glossary term. @public */
export function isGlossaryTerm(entity: Entity): entity is GlossaryTermEntity {
  return isHandoffEntity(entity) && entity.kind === 'GlossaryTerm';
}

/** Whether an entity has an ownership map and a readiness score. @public */
export function isScoredKind(
  entity: Entity,
): entity is DataProductEntity | DecisionPathEntity {
  return isDataProduct(entity) || isDecisionPath(entity);
}
