import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { Transitions } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';

/** The readiness of one entity. */
export function useReadiness(entityRef: string) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'readiness', entityRef],
    queryFn: ({ signal }) => api.getReadiness(entityRef, { signal }),
  });
}

/** At most so many pages are read for a sparkline; older steps are left out. */
const TREND_PAGES = 5;

/** The transitions of the last days, newest first, and the one before them. */
export function useRecentTransitions(entityRef: string, days: number) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'transitions', entityRef, days],
    queryFn: async ({ signal }) => {
      const start = Date.now() - days * 24 * 60 * 60 * 1000;
      const items: Transitions['items'] = [];
      let cursor: string | undefined;
      for (let page = 0; page < TREND_PAGES; page++) {
        const answer = await api.listTransitions(
          entityRef,
          { limit: 200, cursor },
          { signal },
        );
        items.push(...answer.items);
        cursor = answer.pageInfo.nextCursor;
        const oldest = items[items.length - 1];
        if (!cursor || !oldest || Date.parse(oldest.at) <= start) {
          break;
        }
      }
      return items;
    },
  });
}
