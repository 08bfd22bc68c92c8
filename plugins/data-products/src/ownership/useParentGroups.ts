import { RELATION_CHILD_OF } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  getEntityRelations,
} from '@backstage/plugin-catalog-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useQuery } from '@tanstack/react-query';

/** The groups directly above the given ones, as far as the reader may see them. */
export function useParentGroups(groupRefs: string[]) {
  const catalogApi = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['data-products', 'parent-groups', groupRefs],
    enabled: groupRefs.length > 0,
    queryFn: async () => {
      const { items } = await catalogApi.getEntitiesByRefs({
        entityRefs: groupRefs,
        fields: ['kind', 'metadata', 'relations'],
      });
      return [
        ...new Set(
          items.flatMap(group =>
            group
              ? getEntityRelations(group, RELATION_CHILD_OF).map(ref =>
                  stringifyEntityRef(ref),
                )
              : [],
          ),
        ),
      ];
    },
  });
}
