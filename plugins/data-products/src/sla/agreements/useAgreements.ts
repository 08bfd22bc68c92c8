import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dataProductsApiRef } from '../../api';
import { readAllPages } from '../../api/readAllPages';

/** How often it is asked whether somebody signed or answered meanwhile. */
const REFRESH_MS = 60_000;

/** The cache's name for one agreement. */
export function agreementKey(id: string): string[] {
  return ['data-products', 'agreement', id];
}

/** The agreements on one entity, newest first. */
export function useAgreements(entityRef: string) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'agreements', entityRef],
    queryFn: ({ signal }) =>
      readAllPages(page =>
        api.listAgreements({ entityRef, ...page }, { signal }),
      ),
    refetchInterval: REFRESH_MS,
  });
}

/** One agreement whole, with what the reader may do. */
export function useAgreement(id: string) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: agreementKey(id),
    queryFn: ({ signal }) => api.getAgreement(id, { signal }),
    refetchInterval: REFRESH_MS,
  });
}
