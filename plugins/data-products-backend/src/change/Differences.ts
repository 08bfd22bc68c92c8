import {
  ContractDifference,
  differContracts,
  readContract,
} from '@handoff/backstage-plugin-data-products-common';
import { ChangeStore } from './ChangeStore';

/** Large ones take some MB each. */
const MAX_KEPT = 50;

/**
 * What lies between contracts, by their fingerprints. Neither changes, so that
 * what was compared once need not be compared again.
 */
export class Differences {
  readonly #store: ChangeStore;
  readonly #kept = new Map<string, Promise<ContractDifference | undefined>>();

  static create(store: ChangeStore) {
    return new Differences(store);
  }

  private constructor(store: ChangeStore) {
    this.#store = store;
  }

  /** Nothing where one of them is not known, or is no contract. */
  async between(
    before: string | undefined,
    after: string | undefined,
  ): Promise<ContractDifference | undefined> {
    if (before === undefined || after === undefined) {
      return undefined;
    }
    const key = `${before} ${after}`;
    const kept = this.#kept.get(key) ?? this.#compare(before, after);
    // Those asked for last are kept longest.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    kept.then(
      difference => difference ?? this.#kept.delete(key),
      () => this.#kept.delete(key),
    );
    if (this.#kept.size > MAX_KEPT) {
      const [oldest] = this.#kept.keys();
      this.#kept.delete(oldest);
    }
    return kept;
  }

  async #compare(
    before: string,
    after: string,
  ): Promise<ContractDifference | undefined> {
    const [old, now] = await Promise.all([
      this.#store.getContract(before),
      this.#store.getContract(after),
    ]);
    return isContract(old) && isContract(now)
      ? differContracts(old, now)
      : undefined;
  }
}

/** The catalog may have had anything under that name. */
function isContract(document: unknown): boolean {
  return (
    document !== undefined && readContract(document).contract !== undefined
  );
}
