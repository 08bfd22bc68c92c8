import { ContentChange } from './Handoff';

const NAMED_CHANGES = 2;

/** A table of a contract, or one of its columns, and what of it. */
const SCHEMA_PATH =
  /^contract\.schema\[([^[\]]+)\](?:\.properties\[([^[\]]+)\])?(?:\.([^.[\]]+))?$/;

const WORDS: Readonly<Record<ContentChange['kind'], string>> = {
  added: 'was added',
  removed: 'was removed',
  changed: 'changed',
  reordered: 'was put in another order',
};

/**
 * Changes in words, without a full stop: "runbook changed",
 * "table orders was removed and 3 more things changed".
 *
 * @public
 */
export function describeChanges(changes: readonly ContentChange[]): string {
  const named = changes
    .slice(0, NAMED_CHANGES)
    .map(({ path, kind }) => `${describePath(path)} ${WORDS[kind]}`);
  const more = changes.length - named.length;
  if (more > 0) {
    named.push(`${more} more ${more === 1 ? 'thing' : 'things'} changed`);
  }
  return named.length < 2
    ? named[0] ?? 'Something changed'
    : `${named.slice(0, -1).join(', ')} and ${named[named.length - 1]}`;
}

/** Tables and columns as people call them; everything else by where it stands. */
function describePath(path: string): string {
  const match = SCHEMA_PATH.exec(path);
  if (!match) {
    return path;
  }
  const [, table, column, field] = match;
  const where =
    column === undefined ? `table ${table}` : `column ${column} of ${table}`;
  return field === undefined ? where : `${field} of ${where}`;
}
