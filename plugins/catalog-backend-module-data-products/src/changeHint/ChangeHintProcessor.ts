import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  CatalogProcessor,
  CatalogProcessorCache,
  CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import { entityContentHash } from './entityContentHash';
import { EntityChangedPublisher } from './EntityChangedPublisher';

const HASH = 'hash';

/**
 * Hints that an entity's content is not what it was when it was last processed.
 * It looks at every kind, because the readiness of a product depends on groups,
 * users and inputs too.
 */
export class ChangeHintProcessor implements CatalogProcessor {
  readonly #publisher: Pick<EntityChangedPublisher, 'publish'>;
  readonly #logger: LoggerService;

  static create(options: {
    publisher: Pick<EntityChangedPublisher, 'publish'>;
    logger: LoggerService;
  }): ChangeHintProcessor {
    return new ChangeHintProcessor(options.publisher, options.logger);
  }

  private constructor(
    publisher: Pick<EntityChangedPublisher, 'publish'>,
    logger: LoggerService,
  ) {
    this.#publisher = publisher;
    this.#logger = logger;
  }

  getProcessorName(): string {
    return 'HandoffChangeHintProcessor';
  }

  // Late, to see what other processors made of the entity.
  getPriority(): number {
    return 1000;
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    _emit: CatalogProcessorEmit,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    try {
      const hash = entityContentHash(entity);
      if ((await cache.get(HASH)) !== hash) {
        // Only then, as the catalog writes a cache that was set.
        await cache.set(HASH, hash);
        this.#publisher.publish(stringifyEntityRef(entity));
      }
    } catch (error) {
      this.#logger.warn(
        `The content of ${stringifyEntityRef(
          entity,
        )} could not be compared with what it was: ${stringifyError(error)}`,
      );
    }
    return entity;
  }
}
