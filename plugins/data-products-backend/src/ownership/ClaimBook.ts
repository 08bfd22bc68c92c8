/** A claim, with who makes it. */
export interface ClaimOfEntity {
  entityRef: string;
  pattern: string;
  prefix: boolean;
}

/** All claims on datasets, for questions about many of them at once. */
export class ClaimBook {
  readonly #exact = new Map<string, string[]>();
  readonly #prefixes = new Map<string, string[]>();

  constructor(claims: Iterable<ClaimOfEntity>) {
    for (const { entityRef, pattern, prefix } of claims) {
      const book = prefix ? this.#prefixes : this.#exact;
      const refs = book.get(pattern);
      if (refs) {
        refs.push(entityRef);
      } else {
        book.set(pattern, [entityRef]);
      }
    }
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
