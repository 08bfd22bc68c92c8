import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To have readiness evaluated again on request.
 *
 * @public
 */
export const readinessEvaluatePermission = createPermission({
  name: 'data-products.readiness.evaluate',
  attributes: { action: 'update' },
});

/**
 * All permissions of the plugin. Reading follows `catalog.entity.read`.
 *
 * @public
 */
export const dataProductsPermissions = [readinessEvaluatePermission];
