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
 * To report observations, and to see which of them wait for an entity.
 *
 * @public
 */
export const observationCreatePermission = createPermission({
  name: 'data-products.observation.create',
  attributes: { action: 'create' },
});

/**
 * All permissions of the plugin. Reading follows `catalog.entity.read`.
 *
 * @public
 */
export const dataProductsPermissions = [
  readinessEvaluatePermission,
  observationCreatePermission,
];
