import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dataProductsApiRef } from '../api';

/** How often it is asked whether a promise was broken meanwhile. */
const REFRESH_MS = 60_000;

/** What an entity promises, and how it is kept. */
export function useSla(entityRef: string) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'sla', entityRef],
    queryFn: ({ signal }) => api.getSla(entityRef, { signal }),
    refetchInterval: REFRESH_MS,
  });
}
