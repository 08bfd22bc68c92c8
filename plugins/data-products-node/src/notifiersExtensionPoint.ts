import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Notifier } from './Notifier';

/**
 * Takes notifiers from modules. Without any, nobody is told.
 *
 * @public
 */
export interface NotifiersExtensionPoint {
  /**
   * Adds notifiers; each is given every notice.
   *
   * @throws Error when a notifier with the same id exists.
   */
  addNotifier(...notifiers: Notifier[]): void;
}

/**
 * Where modules add ways to tell people of broken promises.
 *
 * @public
 */
export const notifiersExtensionPoint =
  createExtensionPoint<NotifiersExtensionPoint>({
    id: 'data-products.notifiers',
  });
