import { useApi } from '@backstage/core-plugin-api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { WaiverDetail } from '@handoff/backstage-plugin-data-products-common';
import { DataProductsApi, dataProductsApiRef } from '../../api';

/** An entity has a few; whoever has more sees the newest. */
const MOST = 200;

/** What can still be done about the waivers of an entity. */
export interface OpenWaivers {
  /** Waiting for a decision, newest first. */
  requested: WaiverDetail[];
  /** In force, newest first. */
  approved: WaiverDetail[];
  /** How many days ahead the end of a new one may be. */
  maxDays: number;
}

/** The waivers of an entity that are in force or wait for a decision. */
export function useWaivers(entityRef: string) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'waivers', entityRef],
    queryFn: async ({ signal }): Promise<OpenWaivers> => {
      const [requested, approved] = await Promise.all(
        (['requested', 'approved'] as const).map(state =>
          api.listWaivers({ entityRef, state, limit: MOST }, { signal }),
        ),
      );
      return {
        requested: requested.items,
        approved: approved.items,
        maxDays: requested.maxDays,
      };
    },
  });
}

/** Does something about a waiver, and has everything shown anew. */
export function useWaiverChange<T>(
  change: (api: DataProductsApi, input: T) => Promise<unknown>,
  onDone: () => void,
) {
  const api = useApi(dataProductsApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: T) => change(api, input),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['data-products'] });
      onDone();
    },
    // Somebody else may have been faster.
    onError: () =>
      client.invalidateQueries({ queryKey: ['data-products', 'waivers'] }),
  });
}
