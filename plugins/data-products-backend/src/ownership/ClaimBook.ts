import { DatasetClaim } from '@handoff/backstage-plugin-data-products-common';

/** A claim, with who makes it. */
export interface ClaimOfEntity extends DatasetClaim {
  entityRef: string;
}

/** All claims on datasets, for questions about many of them at once. */
export class ClaimBook {
  readonly #exact = new Map<string, string[]>();
  readonly #prefixes = new Map<string, string[]>();
  readonly #byEntity = new Map<string, DatasetClaim[]>();

  constructor(claims: Iterable<ClaimOfEntity>) {
    for (const { entityRef, ...claim } of claims) {
      const { pattern, prefix } = claim;
      const own = this.#byEntity.get(entityRef);
      if (own) {
        own.push(claim);
      } else {
        this.#byEntity.set(entityRef, [claim]);
      }
      const book = prefix ? this.#prefixes : this.#exact;
      const refs = book.get(pattern);
      if (refs) {
        refs.push(entityRef);
      } else {
        book.set(pattern, [entityRef]);
      }
    }
  }

  /** All that an entity claims. */
  claimsOf(entityRef: string): readonly DatasetClaim[] {
    return this.#byEntity.get(entityRef) ?? [];
  }

  /** Those with the longest claim: who names a dataset exactly means it most. */
  claimantsOf(names: readonly string[]): string[] {
    const exact = names.flatMap(name => this.#exact.get(name) ?? []);
    if (exact.length) {
      return [...new Set(exact)];
    }
    const longest = Math.max(0, ...names.map(({ length }) => length));
    for (let length = longest; length > 0; length--) {
      const refs = names.flatMap(name =>
        name.length < length
          ? []
          : this.#prefixes.get(name.slice(0, length)) ?? [],
      );
      if (refs.length) {
        return [...new Set(refs)];
      }
    }
    return [];
  }
}
