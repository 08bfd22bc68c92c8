import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  byUrgency,
  WaitingItem,
  WaitingList,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { EntityAccess, Parties, personOf } from '../access';
import { readTitles } from '../evidence';
import { FoundWaiting, WaitingSource } from './WaitingSource';

interface Options {
  knex: Knex;
  parties: Parties;
  access: EntityAccess;
  sources: readonly WaitingSource[];
}

/** Everything that waits for a person, of all kinds. */
export class WaitingService {
  readonly #knex: Knex;
  readonly #parties: Parties;
  readonly #access: EntityAccess;
  readonly #sources: readonly WaitingSource[];

  static create(options: Options) {
    return new WaitingService(options);
  }

  private constructor(options: Options) {
    this.#knex = options.knex;
    this.#parties = options.parties;
    this.#access = options.access;
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
      this.#access.readableFor(credentials),
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
    const taking = found.filter(({ takes }) => takes);
    const rightsOf = await this.#access.rightsOf(
      Object.fromEntries(taking.map(({ takes }) => [takes!.name, takes!])),
      taking.map(({ item }) => item.entityRef),
      credentials,
    );
    return found
      .filter(
        ({ item, takes }) =>
          !takes || rightsOf(item.entityRef).lacks[takes.name] === undefined,
      )
      .map(({ item }) => item);
  }
}
