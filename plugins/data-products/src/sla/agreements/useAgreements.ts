import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { AgreementSummary } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../../api';

/** How often it is asked whether somebody signed or answered meanwhile. */
const REFRESH_MS = 60_000;

/** At most so many pages are read; nobody looks further back. */
const MAX_PAGES = 5;

const PAGE_SIZE = 200;

/** The cache's name for one agreement. */
export function agreementKey(id: string): string[] {
  return ['data-products', 'agreement', id];
}

/** The agreements on one entity, newest first. */
export function useAgreements(entityRef: string) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'agreements', entityRef],
    queryFn: async ({ signal }) => {
      const items: AgreementSummary[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MAX_PAGES; page++) {
        const answer = await api.listAgreements(
          { entityRef, limit: PAGE_SIZE, cursor },
          { signal },
        );
        items.push(...answer.items);
        cursor = answer.pageInfo.nextCursor;
        if (!cursor) {
          break;
        }
      }
      return items;
    },
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
