import { Objective } from '@handoff/backstage-plugin-data-products-common';

/** Some MB at most. */
const MAX_DOCUMENTS = 20_000;

/**
 * Objectives by the document in which they are stored. An objective is judged
 * every hour and promised anew once in months: what was read of it, and worked
 * out from it, is used again.
 */
export class ObjectiveDocuments {
  readonly #known = new Map<string, Objective>();

  read(document: string): Objective {
    let objective = this.#known.get(document);
    if (!objective) {
      objective = JSON.parse(document) as Objective;
      if (this.#known.size >= MAX_DOCUMENTS) {
        this.#known.clear();
      }
      this.#known.set(document, objective);
    }
    return objective;
  }
}
