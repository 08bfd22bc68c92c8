import { createServiceFactory } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  Notifier,
  notifiersExtensionPoint,
} from '@handoff/backstage-plugin-data-products-node';
import notificationsModule from '.';

it('adds a notifier that sends to the recipients of a notice', async () => {
  const send = jest.fn();
  const notifiers: Notifier[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        notifiersExtensionPoint,
        { addNotifier: (...added) => notifiers.push(...added) },
      ],
    ],
    features: [
      notificationsModule,
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ send }),
      }),
    ],
  });
  expect(notifiers).toHaveLength(1);
  await notifiers[0].notify({
    id: 'breaches-1',
    recipients: ['group:default/crm', 'user:default/watcher'],
    breaches: [
      {
        entityRef: 'dataproduct:default/crm',
        title: 'CRM',
        objective: 'complete',
        severity: 'low',
        datasets: [],
        promise: 'At least 98 %',
        observed: 'Observed was 50 %.',
        since: '2026-11-21T06:10:00.000Z',
        affects: [],
      },
    ],
  });
  expect(send).toHaveBeenCalledWith({
    recipients: {
      type: 'entity',
      entityRef: ['group:default/crm', 'user:default/watcher'],
    },
    payload: expect.objectContaining({ severity: 'low', scope: 'breaches-1' }),
  });
  await backend.stop();
});
