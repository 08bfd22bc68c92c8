import { Notifier } from '@handoff/backstage-plugin-data-products-node';

/** The notifiers that modules have added. */
export class Notifiers {
  readonly #notifiers = new Map<string, Notifier>();

  get all(): readonly Notifier[] {
    return [...this.#notifiers.values()];
  }

  /** @throws Error when a notifier with the same id exists. */
  add(...notifiers: Notifier[]): void {
    for (const notifier of notifiers) {
      if (this.#notifiers.has(notifier.id)) {
        throw new Error(`Two notifiers have the id '${notifier.id}'`);
      }
      this.#notifiers.set(notifier.id, notifier);
    }
  }
}
