import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dataProductsApiRef } from '../api';

/** The ownership map of one entity. */
export function useOwnership(entityRef: string) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'ownership', entityRef],
    queryFn: ({ signal }) => api.getOwnership(entityRef, { signal }),
  });
}
