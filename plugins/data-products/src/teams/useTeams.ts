import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { TeamSummary } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';

/** All teams, from every page of the list, and what no team owns. */
export function useTeams() {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'teams'],
    queryFn: async ({ signal }) => {
      const first = await api.listTeams({ limit: 200 }, { signal });
      const items: TeamSummary[] = [...first.items];
      let cursor = first.pageInfo.nextCursor;
      while (cursor) {
        const page = await api.listTeams({ limit: 200, cursor }, { signal });
        items.push(...page.items);
        cursor = page.pageInfo.nextCursor;
      }
      return { items, unowned: first.unowned };
    },
  });
}

/** One group with the groups below it. */
export function useTeam(teamRef: string) {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'team', teamRef],
    queryFn: ({ signal }) => api.getTeam(teamRef, { signal }),
  });
}

/** How each domain stands. */
export function useDomains() {
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'domains'],
    queryFn: ({ signal }) => api.listDomains({ signal }),
  });
}
