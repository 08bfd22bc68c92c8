/** What the hash of an address says for a schema, or one of its columns. */
export function anchorOf(schema: string, column?: string): string {
  return column === undefined ? schema : `${schema}.${column}`;
}

/** The id that a location's hash asks for; `undefined` for none. */
export function anchorOfHash(hash: string): string | undefined {
  if (hash.length < 2) {
    return undefined;
  }
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    // Somebody typed a lone percent sign: it leads nowhere.
    return undefined;
  }
}

/** The id of the element at an anchor; apart from every other id of the page. */
export function elementIdOf(anchor: string): string {
  return `contract:${anchor}`;
}
