import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { AuthOwnershipResolver } from '@backstage/plugin-auth-node';
import { CatalogService } from '@backstage/plugin-catalog-node';

/**
 * Whoever belongs to a group belongs to the groups above it, too: policies see
 * the same teams of a person as the data products plugin, which asks the
 * catalog.
 */
export class NestedTeams implements AuthOwnershipResolver {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  async resolveOwnershipEntityRefs(
    entity: Entity,
  ): Promise<{ ownershipEntityRefs: string[] }> {
    const refs = new Set([stringifyEntityRef(entity)]);
    let found = targetsOf(entity, RELATION_MEMBER_OF);
    while (found.length) {
      found.forEach(ref => refs.add(ref));
      const parents = await this.#parentsOf(found);
      // Groups may stand in a ring.
      found = [...new Set(parents)].filter(ref => !refs.has(ref));
    }
    return { ownershipEntityRefs: [...refs] };
  }

  async #parentsOf(entityRefs: string[]): Promise<string[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs },
      { credentials },
    );
    return items.flatMap(group =>
      group ? targetsOf(group, RELATION_CHILD_OF) : [],
    );
  }
}

function targetsOf({ relations = [] }: Entity, type: string): string[] {
  return relations.flatMap(relation =>
    relation.type === type ? [relation.targetRef] : [],
  );
}
