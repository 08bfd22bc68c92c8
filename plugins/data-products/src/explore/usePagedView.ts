import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import { PageSize } from './exploreView';

/** What the address of any table says beside its filters. */
export interface PagedView {
  limit: PageSize;
  /** The page; absent for the first. */
  cursor?: string;
}

/** How a view stands in an address. */
export interface ViewCodec<View extends PagedView> {
  read(params: URLSearchParams): View;
  write(view: View): URLSearchParams;
}

/** The view of a table, kept in the address, and the ways to change it. */
export interface PagedNavigation<View extends PagedView> {
  view: View;
  /** 1 for the first page; absent when the page was reached by a link. */
  page: number | undefined;
  /** Shows the first page of another view. */
  show(change: Partial<View>, options?: { replace?: boolean }): void;
  setLimit(limit: PageSize): void;
  goToNext(cursor: string): void;
  goToPrevious(): void;
}

/**
 * Reads and writes the address of a table.
 *
 * A cursor knows the page after it, never the one before: the cursors of the
 * way here are kept in the history entry, so that they outlive a reload and
 * never show in a link. Whatever else changes starts at the first page again,
 * because a cursor carries the filter and the order that it was made under.
 *
 * @param codec - the same object at each call
 */
export function usePagedView<View extends PagedView>(
  codec: ViewCodec<View>,
): PagedNavigation<View> {
  const [params, setParams] = useSearchParams();
  const { state } = useLocation();
  const view = useMemo(() => codec.read(params), [codec, params]);
  const trail = useMemo(() => trailOf(state), [state]);

  const go = useCallback(
    (
      next: View,
      options?: { replace?: boolean; trail?: (string | undefined)[] },
    ) =>
      setParams(codec.write(next), {
        replace: options?.replace,
        state: options?.trail && { trail: options.trail },
      }),
    [codec, setParams],
  );

  return {
    view,
    page: view.cursor && trail.length === 0 ? undefined : trail.length + 1,
    show: (change, options) =>
      go({ ...view, ...change, cursor: undefined }, options),
    setLimit: limit => go({ ...view, limit, cursor: undefined }),
    goToNext: cursor =>
      go({ ...view, cursor }, { trail: [...trail, view.cursor ?? ''] }),
    goToPrevious: () =>
      go(
        { ...view, cursor: trail[trail.length - 1] || undefined },
        { trail: trail.slice(0, -1) },
      ),
  };
}

function trailOf(state: unknown): string[] {
  const { trail } = (state ?? {}) as { trail?: unknown };
  return Array.isArray(trail) ? trail.map(String) : [];
}
