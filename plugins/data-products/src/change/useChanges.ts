import { useApi } from '@backstage/core-plugin-api';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ChangesQuery } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';

/** How often it is asked whether somebody answered, or a fact changed the verdict. */
const REFRESH_MS = 60_000;

/** The cache's name for one change. */
export function changeKey(id: string): string[] {
  return ['data-products', 'change', id];
}

/** Changes, newest first, a page at a time. */
export function useChanges(
  query: Omit<ChangesQuery, 'cursor'>,
  options: { enabled?: boolean } = {},
) {
  const api = useApi(dataProductsApiRef);
  return useInfiniteQuery({
    queryKey: ['data-products', 'changes', query],
    queryFn: ({ pageParam, signal }) =>
      api.listChanges({ ...query, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.pageInfo.nextCursor,
    refetchInterval: REFRESH_MS,
    enabled: options.enabled,
  });
}

/** One change whole, with what the reader may do. */
export function useChange(id: string) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: changeKey(id),
    queryFn: ({ signal }) => api.getChange(id, { signal }),
    refetchInterval: REFRESH_MS,
  });
}
