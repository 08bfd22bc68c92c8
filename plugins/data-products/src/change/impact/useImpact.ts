import { useApi } from '@backstage/core-plugin-api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ImpactQuery } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../../api';

const PAGE_SIZE = 1_000;

/** What depends on an entity, or what it depends on: nearest first, a page at a time. */
export function useImpact(
  entityRef: string,
  query: Omit<ImpactQuery, 'cursor' | 'limit'>,
) {
  const api = useApi(dataProductsApiRef);
  return useInfiniteQuery({
    queryKey: ['data-products', 'impact', entityRef, query],
    queryFn: ({ pageParam, signal }) =>
      api.getImpact(
        entityRef,
        { ...query, limit: PAGE_SIZE, cursor: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.pageInfo.nextCursor,
  });
}
