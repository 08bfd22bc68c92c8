import { createBackendModule } from '@backstage/backend-plugin-api';
import { notificationService } from '@backstage/plugin-notifications-node';
import { notifiersExtensionPoint } from '@handoff/backstage-plugin-data-products-node';
import { NotificationsNotifier } from './NotificationsNotifier';

/**
 * Tells people of broken promises in the portal, and wherever the portal's
 * notification processors carry it: mail, Slack.
 *
 * @public
 */
export const notificationsModule = createBackendModule({
  pluginId: 'data-products',
  moduleId: 'notifications',
  register(env) {
    env.registerInit({
      deps: {
        notifications: notificationService,
        notifiers: notifiersExtensionPoint,
      },
      async init({ notifications, notifiers }) {
        notifiers.addNotifier(new NotificationsNotifier(notifications));
      },
    });
  },
});
