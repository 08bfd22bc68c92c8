import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  ContractDifference,
  ContractDifferenceQuery,
  ContractVersionList,
  ContractVersionsQuery,
} from '@handoff/backstage-plugin-data-products-common';
import { z } from 'zod';
import { ReadableEntities } from '../access';
import { decodeCursor, encodeCursor } from '../http';
import { ChangeStore, ReleaseVersion } from './ChangeStore';
import { Differences } from './Differences';

const DEFAULT_LIMIT = 50;

/** Versions are only added: how many older ones were told of stays true. */
const cursorSchema = z.object({ older: z.number().int().min(0) });

interface EntityName {
  kind: string;
  namespace: string;
  name: string;
}

/** The contracts of a data product through time. */
export class ContractService {
  readonly #store: ChangeStore;
  readonly #differences: Differences;
  readonly #readable: ReadableEntities;

  static create(options: {
    store: ChangeStore;
    differences: Differences;
    readable: ReadableEntities;
  }) {
    return new ContractService(
      options.store,
      options.differences,
      options.readable,
    );
  }

  private constructor(
    store: ChangeStore,
    differences: Differences,
    readable: ReadableEntities,
  ) {
    this.#store = store;
    this.#differences = differences;
    this.#readable = readable;
  }

  /** Newest first. @throws NotFoundError when nothing was ever seen of it */
  async list(
    name: EntityName,
    { limit = DEFAULT_LIMIT, cursor }: ContractVersionsQuery,
    credentials: BackstageCredentials,
  ): Promise<ContractVersionList> {
    const versions = await this.#versionsOf(name, credentials);
    const end = cursor
      ? decodeCursor(cursor, cursorSchema).older
      : versions.length;
    const start = Math.max(0, end - limit);
    return {
      items: versions
        .slice(start, end)
        .map((version, index) => ({
          fingerprint: version.contract!,
          version: version.contractVersion,
          release: version.version,
          firstSeen: version.firstSeen,
          current: version.isCurrent && start + index === versions.length - 1,
          changeId: version.changeId,
          aroundGate: version.aroundGate,
        }))
        .reverse(),
      pageInfo: {
        nextCursor: start > 0 ? encodeCursor({ older: start }) : undefined,
      },
    };
  }

  /** @throws NotFoundError for versions that the entity never had */
  async difference(
    name: EntityName,
    { before, after }: ContractDifferenceQuery,
    credentials: BackstageCredentials,
  ): Promise<ContractDifference> {
    const versions = await this.#versionsOf(name, credentials);
    for (const fingerprint of [before, after]) {
      if (!versions.some(({ contract }) => contract === fingerprint)) {
        throw new NotFoundError(
          `${stringifyEntityRef(
            name,
          )} never had the contract ${fingerprint}; its versions tell which it had`,
        );
      }
    }
    const difference = await this.#differences.between(before, after);
    if (!difference) {
      throw new InputError(
        'One of the two is no ODCS data contract, so that nothing can be compared',
      );
    }
    return difference;
  }

  /** Those with a contract, oldest first. */
  async #versionsOf(
    name: EntityName,
    credentials: BackstageCredentials,
  ): Promise<(ReleaseVersion & { isCurrent: boolean })[]> {
    const entityRef = stringifyEntityRef(name);
    const [{ versions }, isReadable] = await Promise.all([
      this.#store.getHistory(entityRef),
      this.#readable.isReadable(entityRef, credentials),
    ]);
    if (!isReadable || !versions.length) {
      throw new NotFoundError(
        `There is no data product ${entityRef} in the catalog`,
      );
    }
    return versions
      .map((version, index) => ({
        ...version,
        isCurrent: index === versions.length - 1,
      }))
      .filter(({ contract }) => contract !== undefined);
  }
}
