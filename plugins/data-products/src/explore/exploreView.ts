import {
  CRITICALITIES,
  Criticality,
  DATA_PRODUCT_TYPES,
  DECISION_PATH_TYPES,
  LIFECYCLES,
  Lifecycle,
  PROMISE_FILTERS,
  PromiseFilter,
  READINESS_LEVELS,
  READINESS_ORDERS,
  ReadinessLevel,
  ReadinessQuery,
  SCORED_KINDS,
  ScoredKind,
} from '@handoff/backstage-plugin-data-products-common';

/** The types that products and paths can have. */
export const SCORED_TYPES = [
  ...DATA_PRODUCT_TYPES,
  ...DECISION_PATH_TYPES,
] as const;

/** @see SCORED_TYPES */
export type ScoredType = (typeof SCORED_TYPES)[number];

/** @see READINESS_ORDERS */
export type ReadinessOrder = (typeof READINESS_ORDERS)[number];

/** How many rows a page may have. */
export const PAGE_SIZES = [25, 50, 100] as const;

/** @see PAGE_SIZES */
export type PageSize = (typeof PAGE_SIZES)[number];

/** What narrows the table; all of it must hold. */
export interface ExploreFilters {
  q: string;
  /** Full refs. */
  owner: string[];
  /** Also what the groups below the owners own. */
  nested: boolean;
  /** Only what counts for no team. */
  unowned: boolean;
  domain: string[];
  kind: ScoredKind[];
  type: ScoredType[];
  lifecycle: Lifecycle[];
  criticality: Criticality[];
  level: ReadinessLevel[];
  promises: PromiseFilter[];
  /** The id of a check that fails. */
  check?: string;
  /** Only what the reader or the reader's groups own. */
  mine: boolean;
  /** Only what the reader has starred. */
  starred: boolean;
}

/** All that the address of the table says. */
export interface ExploreView {
  filters: ExploreFilters;
  orderBy?: ReadinessOrder;
  limit: PageSize;
  /** The page; absent for the first. */
  cursor?: string;
}

/** Nothing is filtered. */
export const NO_FILTERS: ExploreFilters = {
  q: '',
  owner: [],
  nested: false,
  unowned: false,
  domain: [],
  kind: [],
  type: [],
  lifecycle: [],
  criticality: [],
  level: [],
  promises: [],
  mine: false,
  starred: false,
};

/**
 * Reads the table's address. Values that are none of ours, as in an old or a
 * hand-written link, are left out rather than sent.
 */
export function readExploreView(params: URLSearchParams): ExploreView {
  const owner = params.getAll('owner').filter(Boolean);
  const limit = Number(params.get('limit'));
  return {
    filters: {
      q: params.get('q') ?? '',
      owner,
      nested: owner.length > 0 && params.get('nested') === 'true',
      unowned: params.get('unowned') === 'true',
      domain: params.getAll('domain').filter(Boolean),
      kind: known(params.getAll('kind'), SCORED_KINDS),
      type: known(params.getAll('type'), SCORED_TYPES),
      lifecycle: known(params.getAll('lifecycle'), LIFECYCLES),
      criticality: known(params.getAll('criticality'), CRITICALITIES),
      level: known(params.getAll('level'), READINESS_LEVELS),
      promises: known(params.getAll('promises'), PROMISE_FILTERS),
      check: params.get('check') || undefined,
      mine: params.get('mine') === 'true',
      starred: params.get('starred') === 'true',
    },
    orderBy: READINESS_ORDERS.find(order => order === params.get('orderBy')),
    limit: PAGE_SIZES.find(size => size === limit) ?? PAGE_SIZES[0],
    cursor: params.get('cursor') || undefined,
  };
}

/** Writes the address of a view; what is as by default is left out. */
export function writeExploreView(view: {
  filters: Partial<ExploreFilters>;
  orderBy?: ReadinessOrder;
  limit?: PageSize;
  cursor?: string;
}): URLSearchParams {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(view.filters)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item) {
        params.append(key, String(item));
      }
    }
  }
  if (view.orderBy) {
    params.set('orderBy', view.orderBy);
  }
  if (view.limit && view.limit !== PAGE_SIZES[0]) {
    params.set('limit', String(view.limit));
  }
  if (view.cursor) {
    params.set('cursor', view.cursor);
  }
  return params;
}

/** One filter that is in force. */
export interface ActiveFilter {
  name: keyof ExploreFilters;
  /** What it asks for; absent for switches. */
  values: string[];
}

/** The filters that are in force, in the order of the bar. */
export function activeFilters(filters: ExploreFilters): ActiveFilter[] {
  const active: ActiveFilter[] = [];
  for (const [name, value] of Object.entries(filters) as [
    keyof ExploreFilters,
    ExploreFilters[keyof ExploreFilters],
  ][]) {
    // It only says how the owners are meant.
    if (name === 'nested' || !value) {
      continue;
    }
    if (Array.isArray(value)) {
      if (value.length > 0) {
        active.push({ name, values: value });
      }
    } else {
      active.push({ name, values: value === true ? [] : [value] });
    }
  }
  return active;
}

/** The same filters without one of them. */
export function withoutFilter(
  filters: ExploreFilters,
  name: keyof ExploreFilters,
): ExploreFilters {
  return {
    ...filters,
    [name]: NO_FILTERS[name],
    ...(name === 'owner' ? { nested: false } : {}),
  };
}

/** What is known of the reader, for the filters that are about them. */
export interface ReaderContext {
  /** The reader and the reader's groups. */
  ownershipRefs: string[] | undefined;
  /** What the reader has starred, of our kinds. */
  starredRefs: string[] | undefined;
}

/** The list's `entityRef` takes no more. */
export const MAX_STARRED = 100;

/**
 * The request that a view stands for; `undefined` while the reader is not
 * known, or when the filters can only yield nothing.
 */
export function toReadinessQuery(
  filters: ExploreFilters,
  reader: ReaderContext,
): ReadinessQuery | undefined {
  const { q, mine, starred, nested, unowned, owner, check, ...lists } = filters;
  const query: ReadinessQuery = {};
  for (const [name, values] of Object.entries(lists)) {
    if (values.length > 0) {
      Object.assign(query, { [name]: values });
    }
  }
  if (q.trim()) {
    query.q = q.trim();
  }
  if (check) {
    query.check = check;
  }
  if (unowned) {
    query.unowned = true;
  }
  if (mine) {
    if (!reader.ownershipRefs?.length) {
      return undefined;
    }
    query.owner = reader.ownershipRefs;
  } else if (owner.length > 0) {
    query.owner = owner;
    query.nested = nested;
  }
  if (starred) {
    if (!reader.starredRefs?.length) {
      return undefined;
    }
    query.entityRef = reader.starredRefs.slice(0, MAX_STARRED);
  }
  return query;
}

function known<T extends string>(values: string[], of: readonly T[]): T[] {
  return of.filter(item => values.includes(item));
}
