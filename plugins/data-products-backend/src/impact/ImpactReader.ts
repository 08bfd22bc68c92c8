import { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { isScoredEntity } from '@handoff/backstage-plugin-data-products-common';
import { ImpactNodeStore, StoredImpactNode } from './ImpactNodeStore';
import { impactNodeOf } from './impactNodeOf';
import { RELATED_KINDS } from './relatedKinds';

const PAGE_SIZE = 1_000;

/**
 * Reads what the catalog says of entities that have no evidence of their own:
 * a component may depend on a data product, and one resource on another.
 */
export class ImpactReader {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #store: ImpactNodeStore;

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
    store: ImpactNodeStore;
  }) {
    return new ImpactReader(options);
  }

  private constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    store: ImpactNodeStore;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#store = options.store;
  }

  /**
   * Compares everything, and stores what differs.
   *
   * @returns how many entities are new, different or gone.
   */
  async reconcile(now: Date, signal?: AbortSignal): Promise<number> {
    const nodes = new Map<string, StoredImpactNode>();
    const pages = this.#catalog.streamEntities(
      {
        filter: { kind: [...RELATED_KINDS] },
        fields: [
          'apiVersion',
          'kind',
          'metadata.namespace',
          'metadata.name',
          'metadata.title',
          'relations',
        ],
        pageSize: PAGE_SIZE,
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      signal?.throwIfAborted();
      for (const entity of page) {
        if (!isScoredEntity(entity)) {
          nodes.set(stringifyEntityRef(entity), impactNodeOf(entity));
        }
      }
    }
    return this.#store.replaceOthers(nodes, now);
  }
}
