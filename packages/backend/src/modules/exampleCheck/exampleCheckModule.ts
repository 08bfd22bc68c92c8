import { createBackendModule } from '@backstage/backend-plugin-api';
import { readinessChecksExtensionPoint } from '@handoff/backstage-plugin-data-products-node';
import { dashboardAudienceCheck } from './dashboardAudienceCheck';

/** Adds a readiness check of the company's own, written in code. */
export const exampleCheckModule = createBackendModule({
  pluginId: 'data-products',
  moduleId: 'example-check',
  register(reg) {
    reg.registerInit({
      deps: { checks: readinessChecksExtensionPoint },
      async init({ checks }) {
        checks.addCheck(dashboardAudienceCheck);
      },
    });
  },
});
