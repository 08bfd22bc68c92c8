import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { ChangeHintProcessor } from '../changeHint/ChangeHintProcessor';
import { EntityChangedPublisher } from '../changeHint/EntityChangedPublisher';
import { ContractFileProcessor } from '../kinds/ContractFileProcessor';
import { HandoffEntitiesProcessor } from '../kinds/HandoffEntitiesProcessor';
import { handoffCatalogModel } from './handoffCatalogModel';
import { RELATIONS_BEYOND_MODEL } from './modelReach';

/**
 * The same as the package's default module, on the catalog's model layer. It
 * takes the default module's place: a backend with both does not start.
 *
 * With a model source, the catalog judges **every** kind by the model, so
 * Backstage's own kinds are part of the source.
 *
 * @alpha
 */
export const catalogModuleDataProductsModel = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'data-products',
  register(env) {
    env.registerInit({
      deps: {
        model: catalogModelExtensionPoint,
        catalog: catalogProcessingExtensionPoint,
        events: eventsServiceRef,
        logger: coreServices.logger,
      },
      async init({ model, catalog, events, logger }) {
        model.addModelSource(CatalogModelSources.static([handoffCatalogModel]));
        catalog.addProcessor(
          ContractFileProcessor.create(),
          HandoffEntitiesProcessor.create({
            relations: RELATIONS_BEYOND_MODEL,
          }),
          ChangeHintProcessor.create({
            publisher: EntityChangedPublisher.create({ events, logger }),
            logger,
          }),
        );
      },
    });
  },
});
