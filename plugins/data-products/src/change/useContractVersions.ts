import { useApi } from '@backstage/core-plugin-api';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ContractDifferenceQuery } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';

const PAGE_SIZE = 50;

/** The contracts that an entity had, newest first, a page at a time. */
export function useContractVersions(entityRef: string) {
  const api = useApi(dataProductsApiRef);
  return useInfiniteQuery({
    queryKey: ['data-products', 'contract-versions', entityRef],
    queryFn: ({ pageParam, signal }) =>
      api.listContractVersions(
        entityRef,
        { limit: PAGE_SIZE, cursor: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.pageInfo.nextCursor,
  });
}

/** What lies between two contracts, which never changes. */
export function useContractDifference(
  entityRef: string,
  query: ContractDifferenceQuery,
) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'contract-difference', entityRef, query],
    queryFn: ({ signal }) =>
      api.getContractDifference(entityRef, query, { signal }),
    staleTime: Infinity,
  });
}
