import {
  ExploreFilters,
  ExploreView,
  readExploreView,
  ReadinessOrder,
  writeExploreView,
} from './exploreView';
import { PagedNavigation, usePagedView, ViewCodec } from './usePagedView';

/** The view of the table, kept in the address, and the ways to change it. */
export interface ExploreNavigation
  extends Omit<PagedNavigation<ExploreView>, 'show'> {
  setFilters(filters: ExploreFilters, options?: { replace?: boolean }): void;
  setOrder(orderBy: ReadinessOrder | undefined): void;
}

const CODEC: ViewCodec<ExploreView> = {
  read: readExploreView,
  write: writeExploreView,
};

/** Reads and writes the address of the table of products and paths. */
export function useExploreView(): ExploreNavigation {
  const { show, ...navigation } = usePagedView(CODEC);
  return {
    ...navigation,
    setFilters: (filters, options) => show({ filters }, options),
    setOrder: orderBy => show({ orderBy }),
  };
}
