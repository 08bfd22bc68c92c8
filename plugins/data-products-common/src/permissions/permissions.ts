import { createPermission } from '@backstage/plugin-permission-common';

/**
 * What the catalog calls its entities as resources: policies decide about them
 * by the catalog's own rules.
 */
const RESOURCE_TYPE_CATALOG_ENTITY = 'catalog-entity';

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
 * To ask for the handoff of a release of an entity, and to complete it.
 *
 * @public
 */
export const handoffRequestPermission = createPermission({
  name: 'data-products.handoff.request',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * To decide on items of a handoff of an entity, as far as one holds the role
 * that an item asks for.
 *
 * @public
 */
export const handoffSignPermission = createPermission({
  name: 'data-products.handoff.sign',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * To take back the handoff of a release of an entity.
 *
 * @public
 */
export const handoffWithdrawPermission = createPermission({
  name: 'data-products.handoff.withdraw',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
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
  handoffRequestPermission,
  handoffSignPermission,
  handoffWithdrawPermission,
];
