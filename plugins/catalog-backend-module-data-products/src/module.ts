import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { ChangeHintProcessor } from './changeHint/ChangeHintProcessor';
import { EntityChangedPublisher } from './changeHint/EntityChangedPublisher';
import { ContractFileProcessor } from './kinds/ContractFileProcessor';
import { HandoffEntitiesProcessor } from './kinds/HandoffEntitiesProcessor';
import { isRoleHolder } from './permissions';

/**
 * Adds Handoff's kinds, relations and permission rules to the catalog, and
 * tells the data-products backend when an entity has changed.
 *
 * @public
 */
export const catalogModuleDataProducts = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'data-products',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        events: eventsServiceRef,
        logger: coreServices.logger,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init({ catalog, events, logger, permissionsRegistry }) {
        catalog.addProcessor(
          ContractFileProcessor.create(),
          HandoffEntitiesProcessor.create(),
          ChangeHintProcessor.create({
            publisher: EntityChangedPublisher.create({ events, logger }),
            logger,
          }),
        );
        permissionsRegistry.addPermissionRules([isRoleHolder]);
      },
    });
  },
});
