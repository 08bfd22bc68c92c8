import { setTimeout } from 'node:timers/promises';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  CatalogService,
  CatalogServiceRequestOptions,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/**
 * A catalog that can be edited: every edit gives the entity another etag, as
 * stitching does.
 */
export class InMemoryCatalog {
  readonly #entities = new Map<string, Entity>();
  readonly #mayRead: (
    entity: Entity,
    credentials: BackstageCredentials,
  ) => boolean;
  #edits = 0;
  /** Called before every request with how many there were before it. */
  onRequest: (requests: number) => void | Promise<void> = () => {};
  #requests = 0;

  /** @param mayRead - Whether an entity is there for a reader. */
  static create(
    entities: Entity[] = [],
    mayRead: (
      entity: Entity,
      credentials: BackstageCredentials,
    ) => boolean = () => true,
  ) {
    const catalog = new InMemoryCatalog(mayRead);
    catalog.put(...entities);
    return catalog;
  }

  private constructor(
    mayRead: (entity: Entity, credentials: BackstageCredentials) => boolean,
  ) {
    this.#mayRead = mayRead;
  }

  put(...entities: Entity[]): void {
    for (const entity of entities) {
      this.#edits += 1;
      this.#entities.set(stringifyEntityRef(entity), {
        ...entity,
        metadata: { ...entity.metadata, etag: `etag-${this.#edits}` },
      });
    }
  }

  remove(...refs: string[]): void {
    refs.forEach(ref => this.#entities.delete(ref));
  }

  /** What the backend asks of a catalog. */
  get service(): CatalogService {
    const asked = async (credentials: BackstageCredentials) => {
      await this.onRequest(this.#requests++);
      // As over the network: never in the same turn.
      await setTimeout();
      return catalogServiceMock({
        entities: [...this.#entities.values()].filter(entity =>
          this.#mayRead(entity, credentials),
        ),
      });
    };
    return catalogServiceMock.mock({
      async getEntitiesByRefs(request, options) {
        const catalog = await asked(credentialsOf(options));
        return catalog.getEntitiesByRefs(request);
      },
      async *streamEntities(request, options) {
        const catalog = await asked(credentialsOf(options));
        yield* catalog.streamEntities(request);
      },
    });
  }
}

function credentialsOf(options: unknown): BackstageCredentials {
  return (options as CatalogServiceRequestOptions).credentials;
}
