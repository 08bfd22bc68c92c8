import { createBackendModule } from '@backstage/backend-plugin-api';
import { Checklist } from '@handoff/backstage-plugin-data-products-common';
import { checklistsExtensionPoint } from '@handoff/backstage-plugin-data-products-node';

/** Brings checklists, as an adopter's module does. */
export function checklistsModule(...brought: Checklist[]) {
  return createBackendModule({
    pluginId: 'data-products',
    moduleId: 'test-checklists',
    register(env) {
      env.registerInit({
        deps: { checklists: checklistsExtensionPoint },
        async init({ checklists }) {
          checklists.addChecklist(...brought);
        },
      });
    },
  });
}
