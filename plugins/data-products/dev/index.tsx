import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
  IdentityApi,
} from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  SignInPageProps,
} from '@backstage/plugin-app-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect } from 'react';
import ReactDOM from 'react-dom/client';
import {
  activeCustomer,
  customer360,
  customerData,
  monthlyActives,
  webEvents,
} from '../src/__fixtures__/entities';
import { fixtureApi } from '../src/__fixtures__/fixtureApi';
import dataProductsPlugin, { dataProductsIconsModule } from '../src/alpha';
import { dataProductsApiRef } from '../src/api';

const reader: IdentityApi = {
  getProfileInfo: async () => ({ displayName: 'Ada Example' }),
  getBackstageIdentity: async () => ({
    type: 'user',
    userEntityRef: 'user:default/ada',
    ownershipEntityRefs: ['user:default/ada', 'group:default/customer-data'],
  }),
  getCredentials: async () => ({}),
  signOut: async () => {},
};

/** Nobody has to sign in where there is no backend. */
function SignInAtOnce(props: SignInPageProps) {
  const { onSignInSuccess } = props;
  useEffect(() => onSignInSuccess(reader), [onSignInSuccess]);
  return null;
}

/** Every screen on answers from fixtures, without a backend. */
const app = createApp({
  features: [
    dataProductsPlugin,
    catalogPlugin,
    dataProductsIconsModule,
    createFrontendModule({
      pluginId: 'app',
      extensions: [
        SignInPageBlueprint.make({
          params: { loader: async () => SignInAtOnce },
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'data-products',
      extensions: [
        ApiBlueprint.make({
          params: define =>
            define({ api: dataProductsApiRef, deps: {}, factory: fixtureApi }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [
        ApiBlueprint.make({
          params: define =>
            define({
              api: catalogApiRef,
              deps: {},
              factory: () =>
                new InMemoryCatalogClient({
                  entities: [
                    customer360,
                    monthlyActives,
                    activeCustomer,
                    customerData,
                    webEvents,
                  ],
                }),
            }),
        }),
      ],
    }),
  ],
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
