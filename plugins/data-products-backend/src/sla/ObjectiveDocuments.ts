import { Objective } from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { rowsByKey } from './rowsByKey';

/** Some tens of MB at most. */
const MAX_OBJECTIVES = 100_000;

/** Which document an objective has. */
export interface ObjectiveEdition {
  objective_id: number;
  edition: number;
}

/**
 * Documents of objectives. An objective is judged every hour and promised anew
 * once in months: what was read of it, and worked out from it, is used again,
 * and so is what another one has that says the same.
 */
export class ObjectiveDocuments {
  readonly #byId = new Map<number, { edition: number; objective: Objective }>();
  readonly #byText = new Map<string, Objective>();

  /** The objectives of rows, in their order; those that are not known are read. */
  async read(
    knex: Knex,
    rows: readonly ObjectiveEdition[],
  ): Promise<Objective[]> {
    const unknown = rows
      .filter(
        ({ objective_id, edition }) =>
          this.#byId.get(objective_id)?.edition !== edition,
      )
      .map(({ objective_id }) => objective_id);
    const found = new Map<number, Objective>();
    if (unknown.length) {
      const most = Math.max(this.#byId.size, this.#byText.size);
      if (most + unknown.length > MAX_OBJECTIVES) {
        this.#byId.clear();
        this.#byText.clear();
      }
      const documents: (ObjectiveEdition & { document: string })[] = await knex(
        rowsByKey(
          knex,
          'objective',
          { column: 'objective_id', type: 'integer' },
          unknown,
        ),
      ).select('objective_id', 'edition', 'document');
      for (const { objective_id, edition, document } of documents) {
        const objective = this.#parse(document);
        this.#byId.set(objective_id, { edition, objective });
        found.set(objective_id, objective);
      }
    }
    return rows.map(
      ({ objective_id }) =>
        found.get(objective_id) ?? this.#byId.get(objective_id)!.objective,
    );
  }

  #parse(document: string): Objective {
    const objective =
      this.#byText.get(document) ?? (JSON.parse(document) as Objective);
    this.#byText.set(document, objective);
    return objective;
  }
}
