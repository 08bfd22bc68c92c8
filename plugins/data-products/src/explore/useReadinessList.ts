import { useApi } from '@backstage/core-plugin-api';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { ReadinessQuery } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';

/** One page of products and paths; the page before stays until it is there. */
export function useReadinessList(query: ReadinessQuery | undefined) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'list', query],
    queryFn: ({ signal }) => api.listReadiness(query ?? {}, { signal }),
    enabled: query !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** How many products and paths each of some queries would yield, in order. */
export function useReadinessCounts(queries: (ReadinessQuery | undefined)[]) {
  const api = useApi(dataProductsApiRef);
  return useQueries({
    queries: queries.map(query => ({
      queryKey: ['data-products', 'count', query],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await api.listReadiness({ ...query, limit: 1 }, { signal }))
          .totalItems,
      enabled: query !== undefined,
    })),
  });
}

/** What the list can be filtered by, with counts under the other filters. */
export function useFacets(query: ReadinessQuery | undefined) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'facets', query],
    queryFn: ({ signal }) => api.getFacets(query ?? {}, { signal }),
  });
}

/** The checks in force. */
export function useChecks(enabled: boolean) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'checks'],
    queryFn: ({ signal }) => api.listChecks({ signal }),
    enabled,
    staleTime: 5 * 60_000,
  });
}
