import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import {
  ExploreFilters,
  ExploreView,
  PageSize,
  readExploreView,
  ReadinessOrder,
  writeExploreView,
} from './exploreView';

/** The view of the table, kept in the address, and the ways to change it. */
export interface ExploreNavigation {
  view: ExploreView;
  /** 1 for the first page; absent when the page was reached by a link. */
  page: number | undefined;
  setFilters(filters: ExploreFilters, options?: { replace?: boolean }): void;
  setOrder(orderBy: ReadinessOrder | undefined): void;
  setLimit(limit: PageSize): void;
  goToNext(cursor: string): void;
  goToPrevious(): void;
}

/**
 * Reads and writes the address of the table.
 *
 * A cursor knows the page after it, never the one before: the cursors of the
 * way here are kept in the history entry, so that they outlive a reload and
 * never show in a link. Whatever else changes starts at the first page again,
 * because a cursor carries the filter and the order that it was made under.
 */
export function useExploreView(): ExploreNavigation {
  const [params, setParams] = useSearchParams();
  const { state } = useLocation();
  const view = useMemo(() => readExploreView(params), [params]);
  const trail = useMemo(() => trailOf(state), [state]);

  const show = useCallback(
    (
      next: ExploreView,
      options?: { replace?: boolean; trail?: (string | undefined)[] },
    ) =>
      setParams(writeExploreView(next), {
        replace: options?.replace,
        state: options?.trail && { trail: options.trail },
      }),
    [setParams],
  );

  return {
    view,
    page: view.cursor && trail.length === 0 ? undefined : trail.length + 1,
    setFilters: (filters, options) =>
      show({ ...view, filters, cursor: undefined }, options),
    setOrder: orderBy => show({ ...view, orderBy, cursor: undefined }),
    setLimit: limit => show({ ...view, limit, cursor: undefined }),
    goToNext: cursor =>
      show({ ...view, cursor }, { trail: [...trail, view.cursor ?? ''] }),
    goToPrevious: () =>
      show(
        { ...view, cursor: trail[trail.length - 1] || undefined },
        { trail: trail.slice(0, -1) },
      ),
  };
}

function trailOf(state: unknown): string[] {
  const { trail } = (state ?? {}) as { trail?: unknown };
  return Array.isArray(trail) ? trail.map(String) : [];
}
