import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  ReadinessFacets,
  ReadinessQuery,
} from '@handoff/backstage-plugin-data-products-common';
import { TeamTree } from '../evidence';
import { Readable } from '../access';
import { EvaluatedEntry } from './ReadinessIndex';
import { ReadinessTable, TableColumn } from './ReadinessTable';

/** What a list is filtered and ordered by. */
export type ListingFilter = Omit<ReadinessQuery, 'limit' | 'cursor'>;

/** The place of an entity in an order. */
export interface ListingPosition {
  /** What the list is ordered by first. */
  key: string | number;
  sortTitle: string;
  entityRef: string;
}

/** What every list asks of the table. */
export interface ListingOptions {
  filter: ListingFilter;
  teams: TeamTree;
  readable: Readable;
}

/** One page of a list, and the counts of everything that matches. */
export interface ListingPage {
  entries: EvaluatedEntry[];
  totalItems: number;
  needAttention: number;
  /** Where the next page goes on; absent on the last. */
  next?: ListingPosition;
}

const FACETS = [
  'kind',
  'owner',
  'domain',
  'lifecycle',
  'level',
  'promises',
] as const satisfies readonly TableColumn[];

type Facet = (typeof FACETS)[number];

/** How long before its end a renewal is due. */
const RENEWAL_NOTICE_MS = 30 * 24 * 60 * 60 * 1000;

/** Which rows a part of a filter lets through. */
type RowTest = (row: number) => boolean;

/**
 * The first entities after a position that match, and the counts of all that
 * do.
 */
export function listPage(
  table: ReadinessTable,
  options: ListingOptions & {
    after: ListingPosition | undefined;
    limit: number;
  },
): ListingPage {
  const { facets, others } = createTests(table, options);
  const tests = [...Object.values(facets), ...others];
  const places = createPlaces(table, options.filter.orderBy ?? 'title');
  const start = options.after ? places.after(options.after) : -1;
  const { values: levels, cells: levelCells } = table.column('level');
  const ready = levels.indexOf('ready');

  let totalItems = 0;
  let needAttention = 0;
  // One more than asked for tells whether there is a next page.
  const page: number[] = [];
  for (let row = 0; row < table.size; row++) {
    if (!passes(row, tests)) {
      continue;
    }
    totalItems += 1;
    if (levelCells[row] !== ready) {
      needAttention += 1;
    }
    const place = places.of(row);
    if (place > start) {
      insert(page, place, options.limit + 1);
    }
  }
  const entries = page
    .slice(0, options.limit)
    .map(place => table.entries[place % table.size]);
  const last = entries[entries.length - 1];
  return {
    entries,
    totalItems,
    needAttention,
    next:
      page.length > options.limit
        ? {
            key: places.keyOf(last),
            sortTitle: last.sortTitle,
            entityRef: last.entityRef,
          }
        : undefined,
  };
}

/**
 * Counts what a list can be filtered by. Each facet counts what matches all
 * other parts of the filter, so that its own choices stay visible.
 */
export function countFacets(
  table: ReadinessTable,
  options: ListingOptions,
): ReadinessFacets {
  const { facets, others } = createTests(table, options);
  const columns = FACETS.map(name => {
    const { values, cells } = table.column(name);
    return {
      test: facets[name],
      values,
      cells,
      counts: new Uint32Array(values.length),
    };
  });
  for (let row = 0; row < table.size; row++) {
    let unmatched: (typeof columns)[number] | undefined;
    let misses = 0;
    for (const column of columns) {
      if (column.test && !column.test(row)) {
        unmatched = column;
        misses += 1;
      }
    }
    if (misses > 1 || !passes(row, others)) {
      continue;
    }
    if (unmatched) {
      unmatched.counts[unmatched.cells[row]] += 1;
    } else {
      for (const column of columns) {
        column.counts[column.cells[row]] += 1;
      }
    }
  }

  const listOf = (facet: Facet) => {
    const { values, counts } = columns[FACETS.indexOf(facet)];
    return values
      .flatMap((value, i) =>
        value !== undefined && counts[i] > 0
          ? [{ value, count: counts[i] }]
          : [],
      )
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  };
  return {
    kind: listOf('kind'),
    owner: listOf('owner').map(facet => ({
      ...facet,
      title: options.readable.has(facet.value)
        ? options.teams.get(facet.value)?.title
        : undefined,
    })),
    domain: listOf('domain'),
    lifecycle: listOf('lifecycle'),
    level: listOf('level'),
    promises: listOf('promises'),
  };
}

function passes(row: number, tests: readonly RowTest[]): boolean {
  for (const test of tests) {
    if (!test(row)) {
      return false;
    }
  }
  return true;
}

/** Makes tests of a filter, one part of it at a time, the quick ones first. */
function createTests(
  table: ReadinessTable,
  { filter, teams, readable }: ListingOptions,
): { facets: Partial<Record<Facet, RowTest>>; others: RowTest[] } {
  const facets: Partial<Record<Facet, RowTest>> = {};
  const others: RowTest[] = [];
  const oneOf = (name: TableColumn, wanted: readonly string[]) => {
    const set = new Set(wanted);
    return testColumn(
      table.column(name),
      value => value !== undefined && set.has(value),
    );
  };

  if (filter.kind) {
    facets.kind = oneOf('kind', filter.kind);
  }
  if (filter.owner) {
    facets.owner = oneOf('owner', [
      ...expandOwners(filter.owner, filter.nested ?? false, teams),
    ]);
  }
  if (filter.domain) {
    facets.domain = oneOf('domain', filter.domain);
  }
  if (filter.lifecycle) {
    facets.lifecycle = oneOf('lifecycle', filter.lifecycle);
  }
  if (filter.level) {
    facets.level = oneOf('level', filter.level);
  }
  if (filter.promises) {
    facets.promises = testPromises(table, filter.promises);
  }
  if (filter.unowned !== undefined) {
    const { unowned } = filter;
    others.push(
      testColumn(
        table.column('owner'),
        owner =>
          unowned ===
          (owner === undefined || teams.lineageOf(owner).length === 0),
      ),
    );
  }
  if (filter.type) {
    others.push(oneOf('type', filter.type));
  }
  if (filter.criticality) {
    others.push(oneOf('criticality', filter.criticality));
  }
  if (filter.check) {
    const { check } = filter;
    others.push(
      testColumn(table.results, ({ failing }) =>
        failing.some(({ checkId }) => checkId === check),
      ),
    );
  }
  const { entries } = table;
  if (filter.entityRef) {
    const refs = new Set<string>(filter.entityRef);
    others.push(row => refs.has(entries[row].entityRef));
  }
  const words = filter.q
    ?.toLocaleLowerCase('en-US')
    .split(/\s+/)
    .filter(Boolean);
  for (const word of words ?? []) {
    const found = table.rowsWith(word);
    others.push(row => found[row] === 1);
  }
  if (!readable.all) {
    others.push(row => readable.has(entries[row].entityRef));
  }
  return { facets, others };
}

function testColumn<T>(
  { values, cells }: { values: readonly T[]; cells: Uint32Array },
  lets: (value: T) => boolean,
): RowTest {
  const through = Uint8Array.from(values, value => (lets(value) ? 1 : 0));
  return row => through[cells[row]] === 1;
}

function testPromises(
  table: ReadinessTable,
  wanted: readonly string[],
): RowTest {
  const stands = testColumn(
    table.column('promises'),
    state => state !== undefined && wanted.includes(state),
  );
  if (!wanted.includes('renewal-due')) {
    return stands;
  }
  // Dates and times of ISO 8601 compare as text.
  const soon = new Date(Date.now() + RENEWAL_NOTICE_MS).toISOString();
  return row => {
    const { promises, renewal } = table.entries[row];
    return (
      stands(row) ||
      (promises?.agreedUntil ?? '9') < soon ||
      (renewal ?? '9') < soon
    );
  };
}

/** Numbers that rise with the place of a row in an order, each a row's own. */
function createPlaces(table: ReadinessTable, orderBy: string) {
  const descending = orderBy.startsWith('-');
  const { rankOf, ranks, find, keyOf } = table.order(orderBy.replace('-', ''));
  const { size } = table;
  return {
    keyOf,
    of: (row: number) =>
      (descending ? ranks - rankOf(row) : rankOf(row)) * size + row,
    /** Below all rows that come after a position, which may be gone. */
    after({ key, ...place }: ListingPosition): number {
      const { rank, exact } = find(key);
      if (exact) {
        const before = table.rowsUpTo(place);
        return (descending ? ranks - rank : rank) * size + before - 0.5;
      }
      return (descending ? ranks - rank + 1 : rank) * size - 0.5;
    },
  };
}

/** Keeps the smallest numbers, in order. */
function insert(smallest: number[], value: number, most: number): void {
  if (smallest.length === most && value >= smallest[smallest.length - 1]) {
    return;
  }
  let low = 0;
  let high = smallest.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (smallest[middle] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  smallest.splice(low, 0, value);
  if (smallest.length > most) {
    smallest.pop();
  }
}

/**
 * The owners that a filter means; `nested` adds the groups below, and the
 * people of all of them, as a team's score does.
 */
function expandOwners(
  owners: readonly string[],
  nested: boolean,
  teams: TeamTree,
): Set<string> {
  const expanded = new Set<string>();
  for (const owner of owners) {
    let ref: string;
    try {
      ref = stringifyEntityRef(parseEntityRef(owner, { defaultKind: 'group' }));
    } catch {
      throw new InputError(
        `Invalid query: owner: '${owner}' is not an entity ref; write group:default/name`,
      );
    }
    expanded.add(ref);
    if (nested && teams.get(ref)) {
      const groups = teams.subtreeOf(ref);
      groups.forEach(group => expanded.add(group));
      teams.membersOf(groups).forEach(member => expanded.add(member));
    }
  }
  return expanded;
}
