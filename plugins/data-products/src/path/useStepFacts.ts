import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { SCORED_KINDS } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';
import { StepFacts } from './pathSteps';

const SCORED_PREFIXES = SCORED_KINDS.map(
  kind => `${kind.toLocaleLowerCase('en-US')}:`,
);

/** Looks the entities of a path up: who owns them, and how ready they are. */
export function useStepFacts(entityRefs: string[]) {
  const catalogApi = useApi(catalogApiRef);
  const api = useApi(dataProductsApiRef);
  return useQuery({
    queryKey: ['data-products', 'steps', entityRefs],
    queryFn: async ({ signal }): Promise<Map<string, StepFacts>> => {
      const scoredRefs = entityRefs.filter(ref =>
        SCORED_PREFIXES.some(prefix => ref.startsWith(prefix)),
      );
      const [entities, scores] = await Promise.all([
        entityRefs.length
          ? catalogApi.getEntitiesByRefs({
              entityRefs,
              fields: ['kind', 'metadata', 'relations'],
            })
          : { items: [] },
        scoredRefs.length
          ? api.listReadiness({ entityRef: scoredRefs, limit: 200 }, { signal })
          : { items: [] },
      ]);
      return new Map(
        entityRefs.map((ref, index) => {
          const score = scores.items.find(item => item.entityRef === ref);
          return [
            ref,
            {
              entity: entities.items[index],
              level: score?.level,
              score: score?.score,
            },
          ];
        }),
      );
    },
  });
}
