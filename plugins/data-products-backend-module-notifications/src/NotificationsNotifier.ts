import { NotificationService } from '@backstage/plugin-notifications-node';
import {
  Message,
  Notice,
  Notifier,
} from '@handoff/backstage-plugin-data-products-node';
import { describeMessage, describeNotice } from './describeNotice';

/** Sends notices through the portal's notifications. */
export class NotificationsNotifier implements Notifier {
  readonly id = 'backstage-notifications';
  readonly #notifications: NotificationService;

  constructor(notifications: NotificationService) {
    this.#notifications = notifications;
  }

  async notify(notice: Notice): Promise<void> {
    await this.#notifications.send({
      recipients: { type: 'entity', entityRef: notice.recipients },
      payload: describeNotice(notice),
    });
  }

  async send(message: Message): Promise<void> {
    await this.#notifications.send({
      recipients: { type: 'entity', entityRef: message.recipients },
      payload: describeMessage(message),
    });
  }
}
