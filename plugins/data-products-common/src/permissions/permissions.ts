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
 * To read the ledger, and to take checkpoints of it. The payload of an entry
 * takes `catalog.entity.read` for its subject besides.
 *
 * @public
 */
export const ledgerReadPermission = createPermission({
  name: 'data-products.ledger.read',
  attributes: { action: 'read' },
});

/**
 * To export the whole ledger.
 *
 * @public
 */
export const ledgerExportPermission = createPermission({
  name: 'data-products.ledger.export',
  attributes: { action: 'read' },
});

/**
 * All permissions of the plugin. Reading follows `catalog.entity.read`.
 *
 * @public
 */
export const dataProductsPermissions = [
  readinessEvaluatePermission,
  observationCreatePermission,
  ledgerReadPermission,
  ledgerExportPermission,
];
