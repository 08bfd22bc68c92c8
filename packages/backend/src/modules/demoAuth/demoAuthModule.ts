import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { assertDemoIsPrivate } from './assertDemoIsPrivate';
import { demoAuthenticator } from './demoAuthenticator';
import { signInAsCatalogUser } from './signInAsCatalogUser';

const PROVIDER_ID = 'demo';

/**
 * The auth provider `demo`: signs in as the example person whom the header
 * `x-demo-user` names. Does nothing unless `auth.providers.demo` is set.
 */
export const demoAuthModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-provider',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        if (!config.has(`auth.providers.${PROVIDER_ID}`)) {
          return;
        }
        assertDemoIsPrivate(config, process.env.NODE_ENV);
        providers.registerProvider({
          providerId: PROVIDER_ID,
          factory: createProxyAuthProviderFactory({
            authenticator: demoAuthenticator,
            signInResolver: signInAsCatalogUser,
          }),
        });
      },
    });
  },
});
