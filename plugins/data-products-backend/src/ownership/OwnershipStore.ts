import { OwnershipRole } from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList } from '../database';
import { Listing, StoredOwnership } from '../evidence';
import { ClaimBook } from './ClaimBook';

/** An entity that answers a question about ownership. */
export interface OwnershipMatch {
  entityId: number;
  entityRef: string;
  /** With a dataset: the claim that matched. */
  claim?: { pattern: string; prefix: boolean };
}

/** What a list of matches shows of one of them. */
export interface OwnershipRecord {
  listing: Listing;
  ownership: StoredOwnership;
}

/** Finds entities by who holds which role, and by the data they stand for. */
export class OwnershipStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new OwnershipStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(entityRef: string): Promise<StoredOwnership | undefined> {
    const row = await this.#knex('ownership')
      .join('evidence', 'evidence.entity_id', 'ownership.entity_id')
      .where('evidence.entity_ref', entityRef)
      .first('ownership.document');
    return row && JSON.parse(row.document);
  }

  /** The roles of each of the entities that are there. */
  async listRoles(
    entityRefs: readonly string[],
  ): Promise<Map<string, StoredOwnership['roles']>> {
    const rows: { entity_ref: string; document: string }[] = await this.#knex(
      'ownership',
    )
      .join('evidence', 'evidence.entity_id', 'ownership.entity_id')
      .select('evidence.entity_ref', 'ownership.document')
      .whereIn('evidence.entity_ref', inList(this.#knex, 'text', entityRefs));
    return new Map(
      rows.map(({ entity_ref, document }) => [
        entity_ref,
        (JSON.parse(document) as StoredOwnership).roles,
      ]),
    );
  }

  /** Entities that claim a dataset, exactly or by a prefix, by ref. */
  async findByDataset(dataset: string): Promise<OwnershipMatch[]> {
    // A prefix that matches is one of the name's own beginnings.
    const beginnings = Array.from({ length: dataset.length + 1 }, (_, length) =>
      dataset.slice(0, length),
    );
    const rows = await this.#knex('dataset_claim')
      .join('evidence', 'evidence.entity_id', 'dataset_claim.entity_id')
      .select(
        'evidence.entity_id',
        'evidence.entity_ref',
        'dataset_claim.pattern',
        'dataset_claim.prefix',
      )
      .where(where =>
        where
          .where({
            'dataset_claim.pattern': dataset,
            'dataset_claim.prefix': false,
          })
          .orWhere(prefix =>
            prefix
              .where('dataset_claim.prefix', true)
              .whereIn(
                'dataset_claim.pattern',
                inList(this.#knex, 'text', beginnings),
              ),
          ),
      );
    const matches = new Map<number, OwnershipMatch>();
    for (const { entity_id, entity_ref, pattern, prefix } of rows) {
      const known = matches.get(entity_id);
      // The most specific claim of an entity is the one to show.
      if (!known?.claim || pattern.length > known.claim.pattern.length) {
        matches.set(entity_id, {
          entityId: entity_id,
          entityRef: entity_ref,
          claim: { pattern, prefix: Boolean(prefix) },
        });
      }
    }
    return [...matches.values()].sort(byRef);
  }

  /** All claims on datasets. */
  async listClaims(): Promise<ClaimBook> {
    const rows: { entity_ref: string; pattern: string; prefix: unknown }[] =
      await this.#knex('dataset_claim')
        .join('evidence', 'evidence.entity_id', 'dataset_claim.entity_id')
        .select(
          'evidence.entity_ref',
          'dataset_claim.pattern',
          'dataset_claim.prefix',
        );
    return new ClaimBook(
      rows.map(({ entity_ref, pattern, prefix }) => ({
        entityRef: entity_ref,
        pattern,
        prefix: Boolean(prefix),
      })),
    );
  }

  /** Entities in which any of the parties holds a role, by ref. */
  async findByParties(
    refs: readonly string[],
    role: OwnershipRole | undefined,
  ): Promise<OwnershipMatch[]> {
    const query = this.#knex('ownership_role').whereIn(
      'ref',
      inList(this.#knex, 'text', refs),
    );
    return this.#find(role ? query.where({ role }) : query);
  }

  /** Entities in which a role is vacant, by ref. */
  async findVacant(role: OwnershipRole): Promise<OwnershipMatch[]> {
    return this.#find(
      this.#knex('ownership_role').where({ role, vacant: true }),
    );
  }

  /** What lists show of matches. */
  async getRecords(
    entityIds: readonly number[],
  ): Promise<Map<number, OwnershipRecord>> {
    const rows = await this.#knex('ownership')
      .join('listing', 'listing.entity_id', 'ownership.entity_id')
      .select('ownership.entity_id', 'ownership.document', {
        listing: 'listing.document',
      })
      .whereIn('ownership.entity_id', inList(this.#knex, 'integer', entityIds));
    return new Map(
      rows.map(({ entity_id, document, listing }) => [
        entity_id,
        { ownership: JSON.parse(document), listing: JSON.parse(listing) },
      ]),
    );
  }

  async #find(roles: Knex.QueryBuilder): Promise<OwnershipMatch[]> {
    const rows = await this.#knex('evidence')
      .select('entity_id', 'entity_ref')
      .whereIn('entity_id', roles.select('entity_id'));
    return rows
      .map(({ entity_id, entity_ref }) => ({
        entityId: entity_id,
        entityRef: entity_ref,
      }))
      .sort(byRef);
  }
}

/** Here, and not in the database, whose order depends on its collation. */
function byRef(a: OwnershipMatch, b: OwnershipMatch): number {
  return a.entityRef < b.entityRef ? -1 : 1;
}
