import leven from 'leven';
import { ContractColumn, ContractSchema } from '../Contract';
import { SuggestedRename } from './ContractDifference';
import { ownersOf } from './ownersOf';
import { Pairing, pairUp } from './pairUp';

/** Less alike than this, two names are more likely two things. */
const LEAST_LIKENESS = 0.5;

/** What is compared of longer texts: likeness is a hint, and need not cost more. */
const COMPARED_LETTERS = 200;
const COMPARED_WORDS = 100;

/** A column with where it stands among those that are in both contracts. */
interface PlacedColumn {
  column: ContractColumn;
  parent: string;
  /** The nearest column before it that is in both. */
  follows: string;
}

/**
 * Suggests which removed columns may have got another name: of the same type,
 * in the same place, with a name or a description that is alike. Each column
 * is suggested once at most, and looked at a fixed number of times.
 */
export function suggestColumnRenames(
  before: ContractSchema,
  after: ContractSchema,
  { removed, added }: Pairing<ContractColumn>,
): SuggestedRename[] {
  if (removed.length === 0 || added.length === 0) {
    return [];
  }
  const candidates = pairUp(
    placesOf(before.columns, new Set(removed)),
    placesOf(after.columns, new Set(added)),
    ({ column, parent }) =>
      column.physicalName && keyOf(column, parent, column.physicalName),
    ({ column, parent }) =>
      keyOf(column, parent, plain(lastNameOf(column, parent))),
    ({ column, parent }) =>
      column.description && keyOf(column, parent, plain(column.description)),
    ({ column, parent, follows }) => keyOf(column, parent, follows),
  );
  return candidates.pairs.flatMap(([old, now]) =>
    suggest(old.column, now.column, before.name),
  );
}

/** Suggests which removed schemas may have got another name. */
export function suggestSchemaRenames(
  removed: readonly ContractSchema[],
  added: readonly ContractSchema[],
): SuggestedRename[] {
  if (removed.length === 0 || added.length === 0) {
    return [];
  }
  const { pairs } = pairUp(
    removed,
    added,
    ({ physicalName }) => physicalName,
    ({ columns }) =>
      columns.length > 0
        ? columns
            .map(({ name }) => name)
            .sort()
            .join('\n')
        : undefined,
    ({ name }) => plain(name),
    () => 'in order',
  );
  return pairs.flatMap(([before, after]) => {
    const names = new Set(before.columns.map(({ name }) => name));
    const shared = after.columns.filter(({ name }) => names.has(name)).length;
    const all = names.size + after.columns.length - shared;
    const share = all === 0 ? 0 : shared / all;
    if (share >= LEAST_LIKENESS) {
      return [
        {
          before: before.name,
          after: after.name,
          likeness: share,
          reason: `They share ${shared} of ${all} columns.`,
        },
      ];
    }
    return suggest(before, after, undefined);
  });
}

function suggest(
  before: { name: string; physicalName?: string; description?: string },
  after: { name: string; physicalName?: string; description?: string },
  schema: string | undefined,
): SuggestedRename[] {
  const reasons: [likeness: number, reason: string][] = [
    [
      before.physicalName !== undefined &&
      before.physicalName === after.physicalName
        ? 1
        : 0,
      'Both have the same physical name.',
    ],
    [likenessOfNames(before.name, after.name), 'Their names are alike.'],
    [
      likenessOfTexts(before.description, after.description),
      'Their descriptions are alike.',
    ],
  ];
  const [likeness, reason] = reasons.reduce((best, next) =>
    next[0] > best[0] ? next : best,
  );
  return likeness < LEAST_LIKENESS
    ? []
    : [
        {
          ...(schema !== undefined && { schema }),
          before: before.name,
          after: after.name,
          likeness,
          reason,
        },
      ];
}

function placesOf(
  columns: readonly ContractColumn[],
  unpaired: ReadonlySet<ContractColumn>,
): PlacedColumn[] {
  const places: PlacedColumn[] = [];
  const owners = ownersOf(columns);
  const lastThatStays = new Map<string, string>();
  columns.forEach((column, index) => {
    const owner = owners[index];
    const parent = owner?.name ?? '';
    if (!unpaired.has(column)) {
      lastThatStays.set(parent, column.name);
    } else if (!owner || !unpaired.has(owner)) {
      // What is within a column that comes or goes does so with it.
      places.push({
        column,
        parent,
        follows: lastThatStays.get(parent) ?? '',
      });
    }
  });
  return places;
}

function keyOf(column: ContractColumn, parent: string, what: string): string {
  const type = column.logicalType ?? column.physicalType ?? '';
  return `${parent}\n${type}\n${what}`;
}

function lastNameOf(column: ContractColumn, parent: string): string {
  return column.name.slice(parent.length);
}

/** The first letters and digits: `E-Mail` and `e_mail` are plainly the same. */
function plain(text: string): string {
  return text
    .slice(0, COMPARED_LETTERS)
    .toLocaleLowerCase('en-US')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** By their letters, and by their words: `email` grows to `email_address`. */
function likenessOfNames(one: string, other: string): number {
  const [a, b] = [one, other].map(name => plain(name));
  const longest = Math.max(a.length, b.length);
  const byLetters = longest === 0 ? 0 : 1 - leven(a, b) / longest;
  // Telling words apart takes its time: seldom is one name within the other.
  return byLetters < LEAST_LIKENESS && (a.includes(b) || b.includes(a))
    ? Math.max(byLetters, likenessOfTexts(inWords(one), inWords(other)))
    : byLetters;
}

/** `emailAddress` and `email_address` are the same words. */
function inWords(name: string): string {
  return name
    .slice(0, COMPARED_LETTERS)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/_/g, ' ');
}

/** The share of words that both have. */
function likenessOfTexts(
  one: string | undefined,
  other: string | undefined,
): number {
  const [a, b] = [one, other].map(
    text =>
      new Set(
        (text ?? '')
          .slice(0, COMPARED_WORDS * 10)
          .toLocaleLowerCase('en-US')
          .match(/[\p{L}\p{N}]+/gu)
          ?.slice(0, COMPARED_WORDS),
      ),
  );
  const shared = [...a].filter(word => b.has(word)).length;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}
