import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { ReadinessCheck } from '@handoff/backstage-plugin-data-products-common';

/**
 * Takes readiness checks from modules.
 *
 * @public
 */
export interface ReadinessChecksExtensionPoint {
  /**
   * Adds checks after the shipped ones, in the order of the calls.
   * Configuration may change or switch off each of them by its id.
   *
   * @throws Error when a check with the same id exists.
   */
  addCheck(...checks: ReadinessCheck[]): void;
}

/**
 * Where modules add readiness checks of their own.
 *
 * @public
 */
export const readinessChecksExtensionPoint =
  createExtensionPoint<ReadinessChecksExtensionPoint>({
    id: 'data-products.readiness-checks',
  });
