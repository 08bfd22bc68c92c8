import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_CHILD_OF,
  RELATION_HAS_MEMBER,
  RELATION_MEMBER_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  Contract,
  DataProductEntity,
  DecisionPathEntity,
  DirectoryEntry,
  HANDOFF_API_VERSION,
  isScoredEntity,
  readContract,
  SCORED_KINDS,
} from '@handoff/backstage-plugin-data-products-common';
import { ReferencedEntity } from './collectEvidence';
import { Person } from './PersonStore';
import { Team } from './TeamStore';

const PAGE_SIZE = 1000;
const REFS_PER_REQUEST = 500;

const IDENTITY_FIELDS = [
  'apiVersion',
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.etag',
];
const TITLE_FIELDS = ['metadata.title', 'spec.profile.displayName'];

/** What a lookup of any ref tells: enough for roles and for inputs. */
export interface CatalogEntry extends ReferencedEntity {
  directory?: DirectoryEntry;
}

/** Reads the catalog with the eyes of the service. */
export class CatalogReader {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  static create(options: { catalog: CatalogService; auth: AuthService }) {
    return new CatalogReader(options.catalog, options.auth);
  }

  private constructor(catalog: CatalogService, auth: AuthService) {
    this.#catalog = catalog;
    this.#auth = auth;
  }

  /** The etag of every entity that has a readiness, by ref. */
  async listEtags(): Promise<Map<string, string>> {
    const etags = new Map<string, string>();
    for await (const page of this.#stream([...SCORED_KINDS], IDENTITY_FIELDS)) {
      for (const entity of page) {
        if (entity.apiVersion === HANDOFF_API_VERSION) {
          etags.set(stringifyEntityRef(entity), entity.metadata.etag ?? '');
        }
      }
    }
    return etags;
  }

  /** Every group. */
  async listTeams(): Promise<Team[]> {
    const teams: Team[] = [];
    const fields = [...IDENTITY_FIELDS, ...TITLE_FIELDS, 'relations'];
    for await (const page of this.#stream(['Group'], fields)) {
      teams.push(...page.map(toTeam));
    }
    return teams;
  }

  /** Everybody who has a title, in pages. */
  async *listPeople(): AsyncGenerator<Person[]> {
    const fields = [...IDENTITY_FIELDS, ...TITLE_FIELDS];
    for await (const page of this.#stream(['User'], fields)) {
      yield page.flatMap(entity => {
        const title = titleOf(entity);
        return title ? [{ ref: stringifyEntityRef(entity), title }] : [];
      });
    }
  }

  /** The scored entities among the refs, whole. */
  async getScored(
    refs: readonly string[],
  ): Promise<Map<string, DataProductEntity | DecisionPathEntity>> {
    const found = new Map<string, DataProductEntity | DecisionPathEntity>();
    for (const [ref, entity] of await this.#byRefs(refs)) {
      if (entity && isScoredEntity(entity)) {
        found.set(ref, entity);
      }
    }
    return found;
  }

  /** The contracts of the data products among the refs that have one. */
  async getContracts(refs: readonly string[]): Promise<Map<string, Contract>> {
    const entities = await this.#byRefs(refs, [
      ...IDENTITY_FIELDS,
      'spec.contract',
    ]);
    const contracts = new Map<string, Contract>();
    for (const [ref, entity] of entities) {
      const document = entity?.spec?.contract;
      const contract =
        document === undefined ? undefined : readContract(document).contract;
      if (contract) {
        contracts.set(ref, contract);
      }
    }
    return contracts;
  }

  /** The groups among the refs; absent ones are left out. */
  async getTeams(refs: readonly string[]): Promise<Team[]> {
    const entities = await this.#byRefs(refs);
    return [...entities.values()].flatMap(entity =>
      entity ? [toTeam(entity)] : [],
    );
  }

  /** The groups that each of the people says to be a direct member of. */
  async getMemberships(
    userRefs: readonly string[],
  ): Promise<Map<string, string[]>> {
    const entities = await this.#byRefs(userRefs, [
      ...IDENTITY_FIELDS,
      'relations',
    ]);
    return new Map(
      [...entities].map(([ref, entity]) => [
        ref,
        entity ? relationTargets(entity, RELATION_MEMBER_OF) : [],
      ]),
    );
  }

  /** The etag of each ref; `undefined` for those that do not exist. */
  async getEtags(
    refs: readonly string[],
  ): Promise<Map<string, string | undefined>> {
    const entities = await this.#byRefs(refs, IDENTITY_FIELDS);
    return new Map(
      [...entities].map(([ref, entity]) => [ref, entity?.metadata.etag]),
    );
  }

  /** What there is to know of each ref; `undefined` for those that do not exist. */
  async getEntries(
    refs: readonly string[],
  ): Promise<Map<string, CatalogEntry | undefined>> {
    const entities = await this.#byRefs(refs, [
      ...IDENTITY_FIELDS,
      ...TITLE_FIELDS,
      // Whether there is a contract, without its content.
      'spec.contract.kind',
      'spec.contract.apiVersion',
      'spec.contract.id',
      'relations',
    ]);
    return new Map(
      [...entities].map(([ref, entity]) => [ref, entity && toEntry(entity)]),
    );
  }

  async *#stream(kinds: string[], fields: string[]): AsyncGenerator<Entity[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    yield* this.#catalog.streamEntities(
      { filter: { kind: kinds }, fields, pageSize: PAGE_SIZE },
      { credentials },
    );
  }

  async #byRefs(
    refs: readonly string[],
    fields?: string[],
  ): Promise<Map<string, Entity | undefined>> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const found = new Map<string, Entity | undefined>();
    for (let i = 0; i < refs.length; i += REFS_PER_REQUEST) {
      const entityRefs = refs.slice(i, i + REFS_PER_REQUEST);
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs, fields },
        { credentials },
      );
      entityRefs.forEach((ref, index) => found.set(ref, items[index]));
    }
    return found;
  }
}

function relationTargets(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);
}

function titleOf(entity: Entity): string | undefined {
  const profile = entity.spec?.profile as { displayName?: string } | undefined;
  return profile?.displayName ?? entity.metadata.title;
}

function toTeam(entity: Entity): Team {
  return {
    ref: stringifyEntityRef(entity),
    title: titleOf(entity) ?? entity.metadata.name,
    parentRef: relationTargets(entity, RELATION_CHILD_OF)[0],
    members: relationTargets(entity, RELATION_HAS_MEMBER),
    etag: entity.metadata.etag ?? '',
  };
}

function toEntry(entity: Entity): CatalogEntry {
  const kind = entity.kind.toLocaleLowerCase('en-US');
  return {
    etag: entity.metadata.etag ?? '',
    contract:
      kind === 'dataproduct' && entity.apiVersion === HANDOFF_API_VERSION
        ? entity.spec?.contract !== undefined
        : undefined,
    directory:
      kind === 'user' || kind === 'group'
        ? {
            ref: stringifyEntityRef(entity),
            title: titleOf(entity),
            members: relationTargets(entity, RELATION_HAS_MEMBER),
            children: relationTargets(entity, RELATION_PARENT_OF),
          }
        : undefined,
  };
}
