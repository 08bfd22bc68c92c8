import { Entity } from '@backstage/catalog-model';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  assertHandoffEntity,
  getEntityRelations,
  HANDOFF_API_VERSION,
  HANDOFF_RELATIONS,
  isHandoffEntity,
  RelationDefinition,
} from '@handoff/backstage-plugin-data-products-common';

const API_GROUP = `${HANDOFF_API_VERSION.split('/')[0]}/`;

/**
 * Recognizes Handoff's kinds, refuses malformed entities with all that is wrong
 * in one message, and emits their relations in both directions.
 */
export class HandoffEntitiesProcessor implements CatalogProcessor {
  readonly #relations: readonly RelationDefinition[];

  /**
   * @param options.relations - the part of the relation table to emit; all of
   *   it by default
   */
  static create(options?: {
    relations?: readonly RelationDefinition[];
  }): HandoffEntitiesProcessor {
    return new HandoffEntitiesProcessor(
      options?.relations ?? HANDOFF_RELATIONS,
    );
  }

  private constructor(relations: readonly RelationDefinition[]) {
    this.#relations = relations;
  }

  getProcessorName(): string {
    return 'HandoffEntitiesProcessor';
  }

  // Before the catalog's ModelProcessor, where that is in use: the first
  // processor to refuse an entity is the one whose message people read.
  getPriority(): number {
    return 10;
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    // By API group, not by kind: a Bitol ODPS document has `kind: DataProduct`
    // too and may belong to another processor, whereas a wrong version or kind
    // in our own group is a mistake that only we can explain.
    if (!entity.apiVersion.startsWith(API_GROUP)) {
      return false;
    }
    assertHandoffEntity(entity);
    return true;
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (isHandoffEntity(entity)) {
      for (const relation of getEntityRelations(entity, this.#relations)) {
        emit(processingResult.relation(relation));
      }
    }
    return entity;
  }
}
