import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Notifier } from './Notifier';

/**
 * Takes notifiers from modules. Without any, nobody is told.
 *
 * @public
 */
export interface NotifiersExtensionPoint {
  /**
   * Adds notifiers; each is given every notice and every message.
   *
   * @throws Error when a notifier with the same id exists.
   */
  addNotifier(...notifiers: Notifier[]): void;
}

/**
 * Where modules add ways to tell people of broken promises, and of what waits
 * for them.
 *
 * @public
 */
export const notifiersExtensionPoint =
  createExtensionPoint<NotifiersExtensionPoint>({
    id: 'data-products.notifiers',
  });
