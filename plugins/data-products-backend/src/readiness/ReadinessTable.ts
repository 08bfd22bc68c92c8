import { CRITICALITY_WEIGHTS } from '@handoff/backstage-plugin-data-products-common';
import type { EvaluatedEntry, IndexResult } from './ReadinessIndex';
import { SearchText } from './SearchText';

/** What lists filter and count by. */
export const TABLE_COLUMNS = [
  'kind',
  'type',
  'owner',
  'domain',
  'lifecycle',
  'criticality',
  'level',
  'promises',
] as const;

/** One of {@link TABLE_COLUMNS}. */
export type TableColumn = (typeof TABLE_COLUMNS)[number];

const VALUES: Record<
  TableColumn,
  (entry: EvaluatedEntry) => string | undefined
> = {
  kind: ({ kind }) => kind,
  type: ({ type }) => type,
  owner: ({ ownerRef }) => ownerRef,
  domain: ({ domain }) => domain,
  lifecycle: ({ lifecycle }) => lifecycle,
  criticality: ({ criticality }) => criticality,
  level: ({ result }) => result.level,
  promises: ({ promises }) => promises?.state,
};

/** The order of rows by something other than their place. */
export interface TableOrder {
  /** Of each row; the same for rows with the same key. */
  rankOf(row: number): number;
  /** Above every rank. */
  ranks: number;
  /** How many ranks have a smaller key, and whether one has this key. */
  find(key: string | number): { rank: number; exact: boolean };
  keyOf(entry: EvaluatedEntry): string | number;
}

/** A column: each different value once, and which of them each row has. */
class Column<T> {
  readonly values: T[] = [];
  readonly cells: Uint32Array;
  readonly #ids = new Map<T, number>();

  constructor(rows: number) {
    this.cells = new Uint32Array(rows);
  }

  set(row: number, value: T): void {
    let id = this.#ids.get(value);
    if (id === undefined) {
      id = this.values.push(value) - 1;
      this.#ids.set(value, id);
    }
    this.cells[row] = id;
  }
}

/**
 * All entities in the order of their titles, column by column: a filter looks
 * at numbers that lie side by side, a hundred thousand in a millisecond, and
 * at the entities themselves only where it has to.
 */
export class ReadinessTable {
  readonly entries: EvaluatedEntry[];
  readonly results: Column<IndexResult>;
  readonly #rows: ReadonlyMap<number, number>;
  readonly #columns: Record<TableColumn, Column<string | undefined>>;
  readonly #titleRanks: Uint32Array;
  readonly #titleCount: number;
  /** Absent until somebody searches. */
  #search: SearchText | undefined;

  static of(entries: Iterable<EvaluatedEntry>): ReadinessTable {
    return new ReadinessTable([...entries].sort(compareTitles));
  }

  private constructor(entries: EvaluatedEntry[]) {
    const { length } = entries;
    this.entries = entries;
    this.results = new Column(length);
    this.#columns = Object.fromEntries(
      TABLE_COLUMNS.map(name => [name, new Column(length)]),
    ) as Record<TableColumn, Column<string | undefined>>;
    this.#titleRanks = new Uint32Array(length);
    const rows = new Map<number, number>();
    let titles = 0;
    entries.forEach((entry, row) => {
      rows.set(entry.entityId, row);
      if (row > 0 && entry.sortTitle !== entries[row - 1].sortTitle) {
        titles += 1;
      }
      this.#titleRanks[row] = titles;
      this.#fill(row, entry);
    });
    this.#rows = rows;
    this.#titleCount = titles + 1;
  }

  get size(): number {
    return this.entries.length;
  }

  /** The different values of a column, and for each row the index of its own. */
  column(
    name: TableColumn,
  ): Pick<Column<string | undefined>, 'values' | 'cells'> {
    return this.#columns[name];
  }

  /**
   * Takes a new version of an entity.
   *
   * @returns whether its place is the same; where not, a new table is needed.
   */
  replace(entry: EvaluatedEntry): boolean {
    const row = this.#rows.get(entry.entityId);
    if (row === undefined || compareTitles(this.entries[row], entry) !== 0) {
      return false;
    }
    if (this.entries[row].search !== entry.search) {
      this.#search = undefined;
    }
    this.entries[row] = entry;
    this.#fill(row, entry);
    return true;
  }

  /** For each row 1 when it can be found by a word, else 0. */
  rowsWith(word: string): Uint8Array {
    this.#search ??= new SearchText(this.entries.map(({ search }) => search));
    return this.#search.rowsWith(word);
  }

  /** How many rows come at or before a place in the order of titles. */
  rowsUpTo(place: { sortTitle: string; entityRef: string }): number {
    return partition(
      this.entries.length,
      row => compareTitles(this.entries[row], place) <= 0,
    );
  }

  /** @param by - `title`, `score`, `owner` or `criticality`. */
  order(by: string): TableOrder {
    switch (by) {
      case 'score':
        return numericOrder(({ result }) => result.score, 100, this.entries);
      case 'criticality':
        return numericOrder(
          ({ criticality }) => CRITICALITY_WEIGHTS[criticality],
          Math.max(...Object.values(CRITICALITY_WEIGHTS)),
          this.entries,
        );
      case 'owner':
        return this.#ownerOrder();
      default:
        return this.#titleOrder();
    }
  }

  #titleOrder(): TableOrder {
    return {
      rankOf: row => this.#titleRanks[row],
      ranks: this.#titleCount,
      find: key => {
        const before = partition(
          this.entries.length,
          row => this.entries[row].sortTitle < String(key),
        );
        return before < this.entries.length
          ? {
              rank: this.#titleRanks[before],
              exact: this.entries[before].sortTitle === key,
            }
          : { rank: this.#titleCount, exact: false };
      },
      keyOf: ({ sortTitle }) => sortTitle,
    };
  }

  #ownerOrder(): TableOrder {
    const { values, cells } = this.#columns.owner;
    const owners = [...new Set(values.map(value => value ?? ''))].sort();
    const rankOfOwner = new Map(owners.map((owner, rank) => [owner, rank]));
    const ranks = values.map(value => rankOfOwner.get(value ?? '')!);
    return {
      rankOf: row => ranks[cells[row]],
      ranks: owners.length,
      find: key => {
        const rank = partition(owners.length, i => owners[i] < String(key));
        return { rank, exact: owners[rank] === key };
      },
      keyOf: ({ ownerRef }) => ownerRef ?? '',
    };
  }

  #fill(row: number, entry: EvaluatedEntry): void {
    for (const name of TABLE_COLUMNS) {
      this.#columns[name].set(row, VALUES[name](entry));
    }
    this.results.set(row, entry.result);
  }
}

function numericOrder(
  keyOf: (entry: EvaluatedEntry) => number,
  highest: number,
  entries: readonly EvaluatedEntry[],
): TableOrder {
  return {
    rankOf: row => keyOf(entries[row]),
    ranks: highest + 1,
    find: key => ({ rank: Number(key), exact: true }),
    keyOf,
  };
}

/** How many of the first numbers a test holds for, which it does up to one of them. */
function partition(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function compareTitles(
  a: { sortTitle: string; entityRef: string },
  b: { sortTitle: string; entityRef: string },
): number {
  if (a.sortTitle !== b.sortTitle) {
    return a.sortTitle < b.sortTitle ? -1 : 1;
  }
  if (a.entityRef === b.entityRef) {
    return 0;
  }
  return a.entityRef < b.entityRef ? -1 : 1;
}
