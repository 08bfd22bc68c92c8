import { createApp } from '@backstage/frontend-defaults';
import {
  dataProductsIconsModule,
  dataProductsPresentationModule,
} from '@handoff/backstage-plugin-data-products/alpha';
import { catalogGraphModule } from './modules/catalogGraph';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';
import { userSettingsModule } from './modules/userSettings';

/**
 * The demo portal. Plugins are found through package.json and set up in
 * app-config.yaml; here is only what is the example company's own.
 */
export const app = createApp({
  features: [
    catalogGraphModule,
    // Icons belong to the app and the catalog: a plugin cannot bring its own.
    dataProductsIconsModule,
    dataProductsPresentationModule,
    navModule,
    signInModule,
    userSettingsModule,
  ],
});
