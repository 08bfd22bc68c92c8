import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import {
  ALL_RELATION_PAIRS,
  ALL_RELATIONS,
  catalogGraphApiRef,
  DefaultCatalogGraphApi,
} from '@backstage/plugin-catalog-graph';
import { HANDOFF_RELATIONS } from '@handoff/backstage-plugin-data-products-common';

const pairs = HANDOFF_RELATIONS.map(
  ({ forward, reverse }): [string, string] => [reverse.type, forward.type],
);

/** Teaches the relations graph those that data products and decision paths have. */
export const catalogGraphModule = createFrontendModule({
  pluginId: 'catalog-graph',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogGraphApiRef,
          deps: {},
          factory: () =>
            new DefaultCatalogGraphApi({
              knownRelations: unique([...ALL_RELATIONS, ...pairs.flat()]),
              knownRelationPairs: [
                ...ALL_RELATION_PAIRS,
                // Ownership, dependencies and parts are Backstage's own.
                ...pairs.filter(
                  ([reverse]) => !ALL_RELATIONS.includes(reverse),
                ),
              ],
              defaultRelationTypes: { exclude: [] },
            }),
        }),
    }),
  ],
});

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
