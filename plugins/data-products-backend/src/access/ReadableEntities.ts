import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { RELATED_KINDS } from '../impact';

/** How long an answer of the catalog is used again. */
const CACHE_MS = 10_000;
const MAX_CACHED = 100;

/** Which entities a reader may read. */
export interface Readable {
  /** Whether it is all of them, without exception. */
  all: boolean;
  has(entityRef: string): boolean;
}

const EVERYTHING: Readable = { all: true, has: () => true };
const NOTHING: Readable = { all: false, has: () => false };

/**
 * Tells what the catalog lets a reader read. Where the policy has conditions,
 * the catalog itself is asked, since it alone knows all of its rules; readers
 * with the same conditions share the answer, for ten seconds.
 */
export class ReadableEntities {
  readonly #permissions: PermissionsService;
  readonly #catalog: CatalogService;
  readonly #cache = new Map<
    string,
    { at: number; answer: Promise<Readable> }
  >();

  static create(options: {
    permissions: PermissionsService;
    catalog: CatalogService;
  }) {
    return new ReadableEntities(options.permissions, options.catalog);
  }

  private constructor(
    permissions: PermissionsService,
    catalog: CatalogService,
  ) {
    this.#permissions = permissions;
    this.#catalog = catalog;
  }

  /** Whether one entity may be read. */
  async isReadable(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [{ result }] = await this.#permissions.authorize(
      [{ permission: catalogEntityReadPermission, resourceRef: entityRef }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW;
  }

  /** All that may be read of data products, decision paths, teams, and what is related to them. */
  async for(credentials: BackstageCredentials): Promise<Readable> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return decision.result === AuthorizeResult.ALLOW ? EVERYTHING : NOTHING;
    }

    const key = JSON.stringify(decision.conditions);
    const now = Date.now();
    const cached = this.#cache.get(key);
    if (cached && now - cached.at < CACHE_MS) {
      return cached.answer;
    }
    const answer = this.#ask(credentials);
    this.#cache.delete(key);
    this.#cache.set(key, { at: now, answer });
    answer.catch(() => this.#cache.delete(key));
    if (this.#cache.size > MAX_CACHED) {
      const [oldest] = this.#cache.keys();
      this.#cache.delete(oldest);
    }
    return answer;
  }

  async #ask(credentials: BackstageCredentials): Promise<Readable> {
    const refs = new Set<string>();
    const pages = this.#catalog.streamEntities(
      {
        filter: {
          kind: [
            'DataProduct',
            'DecisionPath',
            'Group',
            'User',
            ...RELATED_KINDS,
          ],
        },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
        pageSize: 1000,
      },
      { credentials },
    );
    for await (const page of pages) {
      page.forEach(entity => refs.add(stringifyEntityRef(entity)));
    }
    return { all: false, has: ref => refs.has(ref) };
  }
}
