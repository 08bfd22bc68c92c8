const PART = '(?:"[^"]+"|`[^`]+`|\\[[^\\]]+\\]|[\\w$-]+)';
const RELATION = `${PART}(?:\\.${PART}){0,3}`;
const WHOLE = new RegExp(`^${RELATION}$`);
const FROM = new RegExp(`\\bfrom\\s+(${RELATION})`, 'i');

/** The parts of a quoted name, `"db"."schema"."table"`, outermost first. */
export function relationParts(name: string): string[] | undefined {
  const trimmed = name.trim();
  // BigQuery may quote the whole name at once.
  const unquoted = /^`[^`]+`$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
  return WHOLE.test(unquoted)
    ? unquoted
        .match(new RegExp(PART, 'g'))!
        .map(part => part.replace(/^["`[]|["`\]]$/g, ''))
    : undefined;
}

/** The first table that a compiled query reads from. */
export function firstRelation(sql: string): string[] | undefined {
  // It stands near the start; a generated query can be very long.
  const [, name] = FROM.exec(sql.slice(0, 10_000)) ?? [];
  return name === undefined ? undefined : relationParts(name);
}
