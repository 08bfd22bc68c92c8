import { Knex } from 'knex';
import { inList, insertRows } from '../database';

/** A group of the catalog. */
export interface Team {
  ref: string;
  title: string;
  parentRef?: string;
  /** Refs of its direct members. */
  members: string[];
  etag: string;
}

/** Keeps the tree of groups. */
export class TeamStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new TeamStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(): Promise<Team[]> {
    const rows = await this.#knex('team').select().orderBy('ref');
    return rows.map(row => ({
      ref: row.ref,
      title: row.title,
      parentRef: row.parent_ref ?? undefined,
      members: JSON.parse(row.members),
      etag: row.etag,
    }));
  }

  async save(teams: readonly Team[]): Promise<void> {
    await insertRows(
      this.#knex,
      'team',
      {
        ref: 'text',
        title: 'text',
        parent_ref: 'text',
        members: 'text',
        etag: 'text',
      },
      teams.map(({ ref, title, parentRef, members, etag }) => [
        ref,
        title,
        parentRef,
        JSON.stringify(members),
        etag,
      ]),
      { replace: 'ref' },
    );
  }

  async remove(refs: readonly string[]): Promise<void> {
    if (refs.length) {
      await this.#knex('team')
        .whereIn('ref', inList(this.#knex, 'text', refs))
        .delete();
    }
  }
}
