import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dataProductsApiRef } from '../api';

/** How often it is asked whether something else waits. */
const REFRESH_MS = 60_000;

/** Everything that waits for the reader, the most urgent first. */
export function useWaiting() {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'waiting'],
    queryFn: async ({ signal }) => (await api.listWaiting({ signal })).items,
    refetchInterval: REFRESH_MS,
  });
}
