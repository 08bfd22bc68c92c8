import { Knex } from 'knex';
import { inList, recordset } from '../database';

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
    if (!teams.length) {
      return;
    }
    await this.#knex.raw(
      `insert into team (ref, title, parent_ref, members, etag) select ref, title, parent_ref, members, etag from ? as t where true
       on conflict (ref) do update set title = excluded.title, parent_ref = excluded.parent_ref,
         members = excluded.members, etag = excluded.etag`,
      [
        recordset(
          this.#knex,
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
        ),
      ],
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
