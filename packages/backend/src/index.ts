/*
 * The backend of the demo portal: which plugins it has, and nothing else.
 * What they do is said in app-config.yaml.
 */
import { createBackend } from '@backstage/backend-defaults';
import { demoAuthModule } from './modules/demoAuth';
import { exampleCheckModule } from './modules/exampleCheck';
import { exampleObservationsModule } from './modules/exampleObservations';
import { examplePeopleModule } from './modules/examplePeople';
import { examplePolicyModule } from './modules/examplePolicy';
import { nestedTeamsModule } from './modules/nestedTeams';
import { scaleGeneratorModule } from './modules/scaleGenerator';

const backend = createBackend();

// Serves the built frontend; in development the frontend has its own server.
backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(demoAuthModule);
backend.add(nestedTeamsModule);

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(examplePolicyModule);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@handoff/backstage-plugin-catalog-backend-module-data-products'),
);
backend.add(scaleGeneratorModule);

backend.add(import('@handoff/backstage-plugin-data-products-backend'));
backend.add(exampleCheckModule);
backend.add(exampleObservationsModule);
backend.add(examplePeopleModule);
backend.add(
  import(
    '@handoff/backstage-plugin-data-products-backend-module-notifications'
  ),
);
backend.add(
  import('@handoff/backstage-plugin-data-products-backend-module-sql'),
);

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
// Searches with PostgreSQL where that is the database, and in memory elsewhere.
backend.add(import('@backstage/plugin-search-backend-module-pg'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
// Shows a notification as soon as it is there.
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.start();
