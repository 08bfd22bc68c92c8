import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import {
  HandoffDetail,
  HandoffSummary,
} from '@handoff/backstage-plugin-data-products-common';
import { DataProductsApi, dataProductsApiRef } from '../api';
import { readAllPages } from '../api/readAllPages';

/** How often it is asked whether there is another handoff. */
const REFRESH_MS = 60_000;

/** And of the one that somebody looks at, whether it was signed or has lapsed. */
const REFRESH_SHOWN_MS = 10_000;

/** The cache's name for one handoff. */
export function handoffKey(id: string): string[] {
  return ['data-products', 'handoff', id];
}

/** The handoffs of one entity, newest first. */
export function useHandoffs(entityRef: string) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'handoffs', entityRef],
    queryFn: ({ signal }) => readHandoffs(api, entityRef, signal),
    refetchInterval: REFRESH_MS,
  });
}

/** The handoff of one entity that counts now, if there is one. */
export function useCurrentHandoff(entityRef: string) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'handoffs', entityRef, 'current'],
    queryFn: async ({ signal }): Promise<{ handoff?: HandoffDetail }> => {
      const current = currentHandoff(
        await readHandoffs(api, entityRef, signal),
      );
      return {
        handoff: current && (await api.getHandoff(current.id, { signal })),
      };
    },
  });
}

/** The newest that was not taken back. */
export function currentHandoff(
  handoffs: readonly HandoffSummary[],
): HandoffSummary | undefined {
  return handoffs.find(({ state }) => state !== 'withdrawn');
}

async function readHandoffs(
  api: DataProductsApi,
  entityRef: string,
  signal: AbortSignal,
): Promise<HandoffSummary[]> {
  return readAllPages(page =>
    api.listHandoffs({ entityRef, ...page }, { signal }),
  );
}

/** One handoff whole, with what the reader may do. */
export function useHandoff(id: string) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: handoffKey(id),
    queryFn: ({ signal }) => api.getHandoff(id, { signal }),
    refetchInterval: REFRESH_SHOWN_MS,
  });
}

/** The checklists that are for entities of this kind. */
export function useChecklists(entityRef: string) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'checklists', entityRef],
    queryFn: ({ signal }) => api.listChecklists({ entityRef }, { signal }),
  });
}
