import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  byUrgency,
  WaitingItem,
  WaitingList,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { Parties, personOf, ReadableEntities } from '../access';
import { readTitles } from '../evidence';
import { FoundWaiting, WaitingSource } from './WaitingSource';

interface Options {
  knex: Knex;
  parties: Parties;
  readable: ReadableEntities;
  permissions: PermissionsService;
  sources: readonly WaitingSource[];
}

/** Everything that waits for a person, of all kinds. */
export class WaitingService {
  readonly #knex: Knex;
  readonly #parties: Parties;
  readonly #readable: ReadableEntities;
  readonly #permissions: PermissionsService;
  readonly #sources: readonly WaitingSource[];

  static create(options: Options) {
    return new WaitingService(options);
  }

  private constructor(options: Options) {
    this.#knex = options.knex;
    this.#parties = options.parties;
    this.#readable = options.readable;
    this.#permissions = options.permissions;
    this.#sources = options.sources;
  }

  /**
   * All of it, so that its length is how much waits; the most urgent first.
   *
   * @throws NotAllowedError for services, for which nothing waits
   */
  async list(credentials: BackstageCredentials): Promise<WaitingList> {
    const person = personOf(credentials);
    const [readable, tree] = await Promise.all([
      this.#readable.for(credentials),
      this.#parties.tree(),
    ]);
    const reader = {
      credentials,
      person,
      parties: new Set([person, ...tree.lineageOf(person)]),
      tree,
      readable,
      now: new Date(),
    };
    const found = await Promise.all(
      this.#sources.map(source => source.find(reader)),
    );
    const items = await this.#permitted(found.flat(), credentials);
    const titleOf = await readTitles(this.#knex, [
      ...new Set(items.map(({ entityRef }) => entityRef)),
    ]);
    return {
      items: items
        .map(
          (item): WaitingItem => ({ ...item, title: titleOf(item.entityRef) }),
        )
        .sort(byUrgency),
    };
  }

  /** What waits for a group waits only for those of it who may do it. */
  async #permitted(
    found: readonly FoundWaiting[],
    credentials: BackstageCredentials,
  ): Promise<FoundWaiting['item'][]> {
    const asked = new Map<
      string,
      { permission: ResourcePermission; resourceRef: string }
    >();
    for (const { item, takes } of found) {
      if (takes) {
        asked.set(keyOf(takes, item.entityRef), {
          permission: takes,
          resourceRef: item.entityRef,
        });
      }
    }
    const decisions = asked.size
      ? await this.#permissions.authorize([...asked.values()], { credentials })
      : [];
    const allowed = new Set(
      [...asked.keys()].filter(
        (_, index) => decisions[index].result === AuthorizeResult.ALLOW,
      ),
    );
    return found
      .filter(
        ({ item, takes }) =>
          !takes || allowed.has(keyOf(takes, item.entityRef)),
      )
      .map(({ item }) => item);
  }
}

function keyOf({ name }: ResourcePermission, entityRef: string): string {
  return `${name} ${entityRef}`;
}
