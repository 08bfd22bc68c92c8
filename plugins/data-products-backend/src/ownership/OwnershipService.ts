import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  OWNERSHIP_ROLES,
  OwnershipDetail,
  OwnershipList,
  OwnershipQuery,
  OwnershipRole,
  ResolvedRole,
  ROLE_DEFINITIONS,
} from '@handoff/backstage-plugin-data-products-common';
import { z } from 'zod';
import { ReadableEntities } from '../access';
import { StoredOwnership, TeamStore, TeamTree } from '../evidence';
import { decodeCursor, encodeCursor } from '../http/cursor';
import { OwnershipMatch, OwnershipStore } from './OwnershipStore';

const DEFAULT_LIMIT = 50;
const REFS_PER_REQUEST = 500;

const cursorSchema = z.object({
  query: z.object({
    dataset: z.string().optional(),
    party: z.string().optional(),
    role: z.enum(OWNERSHIP_ROLES).optional(),
    vacant: z.enum(OWNERSHIP_ROLES).optional(),
  }),
  after: z.string(),
});

type Question = z.infer<typeof cursorSchema>['query'];

/** Who answers for what. */
export class OwnershipService {
  readonly #store: OwnershipStore;
  readonly #teams: TeamStore;
  readonly #catalog: CatalogService;
  readonly #readable: ReadableEntities;

  static create(options: {
    store: OwnershipStore;
    teams: TeamStore;
    catalog: CatalogService;
    readable: ReadableEntities;
  }) {
    return new OwnershipService(options);
  }

  private constructor(options: {
    store: OwnershipStore;
    teams: TeamStore;
    catalog: CatalogService;
    readable: ReadableEntities;
  }) {
    this.#store = options.store;
    this.#teams = options.teams;
    this.#catalog = options.catalog;
    this.#readable = options.readable;
  }

  /**
   * The ownership map of one entity. Who the reader may not see is left out;
   * whether a role is vacant is told as the catalog knows it.
   *
   * @throws NotFoundError when it has none, or the reader may not see it.
   */
  async get(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<OwnershipDetail> {
    const [readable, ownership] = await Promise.all([
      this.#readable.isReadable(entityRef, credentials),
      this.#store.get(entityRef),
    ]);
    if (!readable || !ownership) {
      throw new NotFoundError(
        `There is no ownership map of ${entityRef}: no data product or decision path of that name is in the catalog`,
      );
    }
    const parties = await this.#getParties(ownership, credentials);
    return {
      entityRef,
      roles: ownership.roles.map(role => toRole(role, parties)),
      contacts: ownership.contacts,
      escalation: ownership.escalation.map(({ after, notify }) => ({
        after,
        notify,
        title: titleOf(parties.get(notify)),
        found: parties.get(notify) !== undefined,
      })),
    };
  }

  async list(
    query: OwnershipQuery,
    credentials: BackstageCredentials,
  ): Promise<OwnershipList> {
    const { limit = DEFAULT_LIMIT, cursor, ...asked } = query;
    const continued = cursor ? decodeCursor(cursor, cursorSchema) : undefined;
    const question: Question = continued?.query ?? asked;
    const [readable, { matches, isAsked }] = await Promise.all([
      this.#readable.for(credentials),
      this.#find(question),
    ]);

    const visible = matches.filter(({ entityRef }) => readable.has(entityRef));
    const after = continued?.after ?? '';
    const rest = visible.filter(({ entityRef }) => entityRef > after);
    const shown = rest.slice(0, limit);
    const records = await this.#store.getRecords(
      shown.map(({ entityId }) => entityId),
    );
    return {
      items: shown.flatMap(({ entityId, entityRef, claim }) => {
        const record = records.get(entityId);
        if (!record) {
          return [];
        }
        const { listing, ownership } = record;
        return {
          entityRef,
          title: listing.title,
          kind: listing.kind,
          ownerRef: listing.ownerRef,
          roles: ownership.roles.filter(isAsked).map(role => ({
            role: role.role,
            refs: role.holders.map(({ ref }) => ref),
            vacant: role.vacant,
            reason: role.reason,
          })),
          contacts: ownership.contacts,
          dataset: claim && `${claim.pattern}${claim.prefix ? '*' : ''}`,
        };
      }),
      totalItems: visible.length,
      pageInfo: {
        nextCursor:
          rest.length > limit
            ? encodeCursor({
                query: question,
                after: shown[shown.length - 1].entityRef,
              })
            : undefined,
      },
    };
  }

  async #find({ dataset, party, role, vacant }: Question): Promise<{
    matches: OwnershipMatch[];
    isAsked: (role: ResolvedRole) => boolean;
  }> {
    if (dataset !== undefined) {
      return {
        matches: await this.#store.findByDataset(dataset),
        isAsked: () => true,
      };
    }
    if (party !== undefined) {
      const teams = TeamTree.create(await this.#teams.list());
      // A group answers for what its nested groups hold; a person for what
      // they hold and what every group that they belong to holds.
      const refs = teams.get(party)
        ? teams.subtreeOf(party)
        : new Set([party, ...teams.lineageOf(party)]);
      return {
        matches: await this.#store.findByParties([...refs], role),
        isAsked: candidate =>
          (role === undefined || candidate.role === role) &&
          candidate.holders.some(({ ref }) => refs.has(ref)),
      };
    }
    const vacantRole = vacant as OwnershipRole;
    return {
      matches: await this.#store.findVacant(vacantRole),
      isAsked: candidate => candidate.role === vacantRole,
    };
  }

  /** The users and groups of an ownership map that the reader may see. */
  async #getParties(
    { roles, escalation }: StoredOwnership,
    credentials: BackstageCredentials,
  ): Promise<Map<string, Entity>> {
    const refs = [
      ...new Set([
        ...roles.flatMap(({ holders }) =>
          holders.flatMap(({ ref, people }) => [ref, ...people]),
        ),
        ...escalation.map(({ notify }) => notify),
      ]),
    ];
    const parties = new Map<string, Entity>();
    for (let i = 0; i < refs.length; i += REFS_PER_REQUEST) {
      const entityRefs = refs.slice(i, i + REFS_PER_REQUEST);
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs,
          fields: ['kind', 'metadata.name', 'metadata.title', 'spec.profile'],
        },
        { credentials },
      );
      items.forEach((entity, index) => {
        if (entity) {
          parties.set(entityRefs[index], entity);
        }
      });
    }
    return parties;
  }
}

function toRole(
  role: ResolvedRole,
  parties: ReadonlyMap<string, Entity>,
): OwnershipDetail['roles'][number] {
  const definition = ROLE_DEFINITIONS.find(
    candidate => candidate.role === role.role,
  )!;
  return {
    role: role.role,
    title: definition.title,
    mandate: definition.mandate,
    mandates: [...definition.mandates],
    vacant: role.vacant,
    reason: role.reason,
    members: role.holders.map(
      ({ ref, name, found, source, since, people }) => ({
        ref,
        title: titleOf(parties.get(ref)) ?? name,
        found,
        source,
        since,
        people: people.flatMap(person => {
          const entity = parties.get(person);
          return entity ? [{ ref: person, ...profileOf(entity) }] : [];
        }),
      }),
    ),
    leavers: role.leavers,
  };
}

function profileOf(entity: Entity) {
  const profile = entity.spec?.profile as
    | { picture?: string; email?: string }
    | undefined;
  return {
    title: titleOf(entity),
    picture: profile?.picture,
    email: profile?.email,
  };
}

function titleOf(entity: Entity | undefined): string | undefined {
  const profile = entity?.spec?.profile as { displayName?: string } | undefined;
  return profile?.displayName ?? entity?.metadata.title;
}
