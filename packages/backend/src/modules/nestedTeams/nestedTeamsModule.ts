import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { authOwnershipResolutionExtensionPoint } from '@backstage/plugin-auth-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { NestedTeams } from './NestedTeams';

/** Has people sign in with the groups above their own. */
export const nestedTeamsModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'nested-teams',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        ownership: authOwnershipResolutionExtensionPoint,
      },
      async init({ auth, catalog, ownership }) {
        ownership.setAuthOwnershipResolver(new NestedTeams({ catalog, auth }));
      },
    });
  },
});
