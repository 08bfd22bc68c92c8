import { useApi } from '@backstage/core-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { LedgerQuery } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';

/** One page of the ledger; the page before stays until it is there. */
export function useLedger(query: LedgerQuery) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'ledger', query],
    queryFn: ({ signal }) => api.listLedger(query, { signal }),
    placeholderData: keepPreviousData,
  });
}
