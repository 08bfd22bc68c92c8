import { useRouteRef } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { ExploreFilters, writeExploreView } from '../explore/exploreView';
import { exploreRouteRef } from '../routes';

/** Makes the address of the product table under some filters. */
export function useExploreLink(): (filters: Partial<ExploreFilters>) => string {
  const explore = useRouteRef(exploreRouteRef);
  return useCallback(
    filters => `${explore()}?${writeExploreView({ filters })}`,
    [explore],
  );
}
