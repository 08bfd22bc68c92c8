import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  CRITICALITY_WEIGHTS,
  ReadinessFacets,
  ReadinessQuery,
} from '@handoff/backstage-plugin-data-products-common';
import { Readable } from '../access';
import { EvaluatedEntry } from './ReadinessIndex';
import { TeamTree } from './TeamTree';

/** What a list is filtered and ordered by. */
export type ListingFilter = Omit<ReadinessQuery, 'limit' | 'cursor'>;

/** The place of an entity in an order. */
export interface ListingPosition {
  /** What the list is ordered by first. */
  key: string | number;
  sortTitle: string;
  entityRef: string;
}

const FACETS = [
  'kind',
  'owner',
  'domain',
  'lifecycle',
  'level',
  'promises',
] as const;
type Facet = (typeof FACETS)[number];

/** How long before its end a renewal is due. */
const RENEWAL_NOTICE_MS = 30 * 24 * 60 * 60 * 1000;

type Matcher = (entry: EvaluatedEntry) => boolean;

const ORDER_KEYS: Record<string, (entry: EvaluatedEntry) => string | number> = {
  title: ({ sortTitle }) => sortTitle,
  score: ({ result }) => result.score,
  owner: ({ ownerRef }) => ownerRef ?? '',
  criticality: ({ criticality }) => CRITICALITY_WEIGHTS[criticality],
};

const FACET_VALUES: Record<
  Facet,
  (entry: EvaluatedEntry) => string | undefined
> = {
  kind: ({ kind }) => kind,
  owner: ({ ownerRef }) => ownerRef,
  domain: ({ domain }) => domain,
  lifecycle: ({ lifecycle }) => lifecycle,
  level: ({ result }) => result.level,
  promises: ({ promises }) => promises?.state,
};

/**
 * Makes a test of a filter, one part of it at a time.
 *
 * @returns for each entity the parts that do not match: none, or names.
 */
function createMatchers(
  filter: ListingFilter,
  teams: TeamTree,
): { facets: Partial<Record<Facet, Matcher>>; others: Matcher[] } {
  const facets: Partial<Record<Facet, Matcher>> = {};
  const others: Matcher[] = [];

  if (filter.kind) {
    const kinds = new Set<string>(filter.kind);
    facets.kind = ({ kind }) => kinds.has(kind);
  }
  if (filter.owner) {
    const owners = expandOwners(filter.owner, filter.nested ?? false, teams);
    facets.owner = ({ ownerRef }) =>
      ownerRef !== undefined && owners.has(ownerRef);
  }
  if (filter.unowned !== undefined) {
    const { unowned } = filter;
    others.push(
      ({ ownerRef }) =>
        unowned === !(ownerRef && teams.lineageOf(ownerRef).length),
    );
  }
  if (filter.domain) {
    const domains = new Set(filter.domain);
    facets.domain = ({ domain }) => domain !== undefined && domains.has(domain);
  }
  if (filter.lifecycle) {
    const lifecycles = new Set<string>(filter.lifecycle);
    facets.lifecycle = ({ lifecycle }) => lifecycles.has(lifecycle);
  }
  if (filter.level) {
    const levels = new Set<string>(filter.level);
    facets.level = ({ result }) => levels.has(result.level);
  }
  if (filter.promises) {
    const wanted = new Set<string>(filter.promises);
    const soon = wanted.has('renewal-due')
      ? new Date(Date.now() + RENEWAL_NOTICE_MS).toISOString()
      : '';
    facets.promises = ({ promises, renewal }) =>
      (promises?.state !== undefined && wanted.has(promises.state)) ||
      // Dates and times of ISO 8601 compare as text.
      (promises?.agreedUntil ?? '9') < soon ||
      (renewal ?? '9') < soon;
  }
  if (filter.type) {
    const types = new Set<string>(filter.type);
    others.push(({ type }) => type !== undefined && types.has(type));
  }
  if (filter.criticality) {
    const criticalities = new Set<string>(filter.criticality);
    others.push(({ criticality }) => criticalities.has(criticality));
  }
  if (filter.check) {
    const { check } = filter;
    others.push(({ result }) =>
      result.failing.some(({ checkId }) => checkId === check),
    );
  }
  if (filter.entityRef) {
    const refs = new Set<string>(filter.entityRef);
    others.push(({ entityRef }) => refs.has(entityRef));
  }
  const words = filter.q
    ?.toLocaleLowerCase('en-US')
    .split(/\s+/)
    .filter(Boolean);
  if (words?.length) {
    others.push(({ search }) => words.every(word => search.includes(word)));
  }
  return { facets, others };
}

/**
 * Collects one page of a list in one pass over all entities: the first
 * entities after a position, and the counts of everything that matches.
 */
export class ListingPage {
  readonly #matches: Matcher;
  readonly #compare: (a: ListingPosition, b: ListingPosition) => number;
  readonly #keyOf: (entry: EvaluatedEntry) => string | number;
  readonly #after: ListingPosition | undefined;
  readonly #limit: number;
  readonly #page: { position: ListingPosition; entry: EvaluatedEntry }[] = [];
  readonly #compared: ListingPosition = {
    key: '',
    sortTitle: '',
    entityRef: '',
  };
  #totalItems = 0;
  #needAttention = 0;

  static create(options: {
    filter: ListingFilter;
    teams: TeamTree;
    readable: Readable;
    after: ListingPosition | undefined;
    limit: number;
  }) {
    return new ListingPage(options);
  }

  private constructor(options: {
    filter: ListingFilter;
    teams: TeamTree;
    readable: Readable;
    after: ListingPosition | undefined;
    limit: number;
  }) {
    const { facets, others } = createMatchers(options.filter, options.teams);
    const matchers = [...Object.values(facets), ...others];
    const { readable } = options;
    this.#matches = entry =>
      matchers.every(matches => matches(entry)) &&
      readable.has(entry.entityRef);

    const order = options.filter.orderBy ?? 'title';
    const direction = order.startsWith('-') ? -1 : 1;
    this.#keyOf = ORDER_KEYS[order.replace('-', '')];
    this.#compare = (a, b) => {
      if (a.key !== b.key) {
        return (a.key < b.key ? -1 : 1) * direction;
      }
      if (a.sortTitle !== b.sortTitle) {
        return a.sortTitle < b.sortTitle ? -1 : 1;
      }
      if (a.entityRef === b.entityRef) {
        return 0;
      }
      return a.entityRef < b.entityRef ? -1 : 1;
    };
    this.#after = options.after;
    this.#limit = options.limit;
  }

  add(entry: EvaluatedEntry): void {
    if (!this.#matches(entry)) {
      return;
    }
    this.#totalItems += 1;
    if (entry.result.level !== 'ready') {
      this.#needAttention += 1;
    }
    // Most entities are only compared: one object serves for all of them.
    const position = this.#compared;
    position.key = this.#keyOf(entry);
    position.sortTitle = entry.sortTitle;
    position.entityRef = entry.entityRef;
    if (this.#after && this.#compare(position, this.#after) <= 0) {
      return;
    }
    // One more than asked for tells whether there is a next page.
    const page = this.#page;
    if (
      page.length > this.#limit &&
      this.#compare(position, page[page.length - 1].position) >= 0
    ) {
      return;
    }
    let low = 0;
    let high = page.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(page[middle].position, position) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    page.splice(low, 0, { position: { ...position }, entry });
    if (page.length > this.#limit + 1) {
      page.pop();
    }
  }

  result(): {
    entries: EvaluatedEntry[];
    totalItems: number;
    needAttention: number;
    /** Where the next page goes on; absent on the last. */
    next?: ListingPosition;
  } {
    const shown = this.#page.slice(0, this.#limit);
    return {
      entries: shown.map(({ entry }) => entry),
      totalItems: this.#totalItems,
      needAttention: this.#needAttention,
      next:
        this.#page.length > this.#limit
          ? shown[shown.length - 1].position
          : undefined,
    };
  }
}

/**
 * Counts what a list can be filtered by. Each facet counts what matches all
 * other parts of the filter, so that its own choices stay visible.
 */
export class FacetCounts {
  readonly #facets: Partial<Record<Facet, Matcher>>;
  readonly #others: Matcher[];
  readonly #readable: Readable;
  readonly #counts: Record<Facet, Map<string, number>> = {
    kind: new Map(),
    owner: new Map(),
    domain: new Map(),
    lifecycle: new Map(),
    level: new Map(),
    promises: new Map(),
  };

  static create(options: {
    filter: ListingFilter;
    teams: TeamTree;
    readable: Readable;
  }) {
    return new FacetCounts(options);
  }

  private constructor(options: {
    filter: ListingFilter;
    teams: TeamTree;
    readable: Readable;
  }) {
    const { facets, others } = createMatchers(options.filter, options.teams);
    this.#facets = facets;
    this.#others = others;
    this.#readable = options.readable;
  }

  add(entry: EvaluatedEntry): void {
    if (
      !this.#others.every(matches => matches(entry)) ||
      !this.#readable.has(entry.entityRef)
    ) {
      return;
    }
    const unmatched = FACETS.filter(
      facet => this.#facets[facet]?.(entry) === false,
    );
    if (unmatched.length > 1) {
      return;
    }
    for (const facet of unmatched.length ? unmatched : FACETS) {
      const value = FACET_VALUES[facet](entry);
      if (value !== undefined) {
        const counts = this.#counts[facet];
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
  }

  /** @param teams - Tells owners' titles. */
  result(teams: TeamTree): ReadinessFacets {
    const listOf = (facet: Facet) =>
      [...this.#counts[facet]]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    return {
      kind: listOf('kind'),
      owner: listOf('owner').map(facet => ({
        ...facet,
        title: this.#readable.has(facet.value)
          ? teams.get(facet.value)?.title
          : undefined,
      })),
      domain: listOf('domain'),
      lifecycle: listOf('lifecycle'),
      level: listOf('level'),
      promises: listOf('promises'),
    };
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
