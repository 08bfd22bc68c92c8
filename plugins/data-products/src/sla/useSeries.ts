import { useApi } from '@backstage/core-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { dataProductsApiRef } from '../api';

const DAY_MS = 24 * 60 * 60 * 1000;

/** As many as a chart of this width can show. */
const POINTS = 120;

/** How an objective went over the last days. */
export function useSeries(entityRef: string, objective: string, days: number) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'series', entityRef, objective, days],
    queryFn: ({ signal }) =>
      api.getSeries(
        entityRef,
        objective,
        {
          from: new Date(Date.now() - days * DAY_MS).toISOString(),
          points: POINTS,
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
}
