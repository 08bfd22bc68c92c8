/** What two lists have in common, and what only one of them has. */
export interface Pairing<T> {
  pairs: [before: T, after: T][];
  removed: T[];
  added: T[];
}

/**
 * Finds for each entry of one list its counterpart in the other: first by the
 * first key, then among the rest by the next one. Entries of one key are paired
 * in their order; an entry without a key waits for the next one.
 */
export function pairUp<T>(
  before: readonly T[],
  after: readonly T[],
  ...keys: ((entry: T) => string | undefined)[]
): Pairing<T> {
  const pairs: [T, T][] = [];
  let removed = [...before];
  let added = [...after];
  for (const keyOf of keys) {
    const waiting = new Map<string, T[]>();
    // Taking from the end is quick, so that the first has to be there.
    for (let index = added.length - 1; index >= 0; index--) {
      const entry = added[index];
      const key = keyOf(entry);
      if (key !== undefined) {
        const entries = waiting.get(key);
        if (entries) {
          entries.push(entry);
        } else {
          waiting.set(key, [entry]);
        }
      }
    }
    if (waiting.size === 0) {
      continue;
    }
    const found = new Set<T>();
    const rest: T[] = [];
    for (const entry of removed) {
      const key = keyOf(entry);
      const match = key === undefined ? undefined : waiting.get(key)?.pop();
      if (match === undefined) {
        rest.push(entry);
      } else {
        pairs.push([entry, match]);
        found.add(match);
      }
    }
    removed = rest;
    added = added.filter(entry => !found.has(entry));
  }
  return { pairs, removed, added };
}
