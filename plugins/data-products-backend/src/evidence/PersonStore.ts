import { Knex } from 'knex';
import { inList, insertRows, nextRevision } from '../database';

/** A person of the catalog who has a title. */
export interface Person {
  ref: string;
  title: string;
}

/** Keeps what people are called. */
export class PersonStore {
  readonly #knex: Knex;
  readonly #titles = new Map<string, string>();
  #revision = 0;

  static create(knex: Knex) {
    return new PersonStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * The titles of people by their refs. There may be very many, so each call
   * reads only what changed since the one before; who left the catalog may
   * still be among them.
   */
  async titles(): Promise<ReadonlyMap<string, string>> {
    const rows: { ref: string; title: string; revision: number | string }[] =
      await this.#knex('person')
        .select('ref', 'title', 'revision')
        .where('revision', '>', this.#revision)
        .orderBy('revision');
    for (const { ref, title, revision } of rows) {
      this.#titles.set(ref, title);
      this.#revision = Number(revision);
    }
    return this.#titles;
  }

  /** Everybody as stored, by their refs. */
  async list(): Promise<Map<string, string>> {
    const rows: Person[] = await this.#knex('person').select('ref', 'title');
    return new Map(rows.map(({ ref, title }) => [ref, title]));
  }

  async save(people: readonly Person[]): Promise<void> {
    if (!people.length) {
      return;
    }
    await this.#knex.transaction(async tx => {
      // Held until the commit: no lower revision appears after a higher one.
      const revision = await nextRevision(tx);
      await insertRows(
        tx,
        'person',
        { ref: 'text', title: 'text', revision: 'bigint' },
        people.map(({ ref, title }) => [ref, title, revision]),
        { replace: 'ref' },
      );
    });
  }

  async remove(refs: readonly string[]): Promise<void> {
    if (refs.length) {
      await this.#knex('person')
        .whereIn('ref', inList(this.#knex, 'text', refs))
        .delete();
    }
  }
}
