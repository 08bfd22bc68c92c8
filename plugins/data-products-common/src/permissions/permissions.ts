import { createPermission } from '@backstage/plugin-permission-common';

/** Policies decide on it by the catalog's own rules, such as `IS_ENTITY_OWNER`. */
const CATALOG_ENTITY = 'catalog-entity';

/**
 * The rule by which policies decide by who fills a role of an entity.
 *
 * @public
 */
export const ROLE_HOLDER_RULE = 'IS_ROLE_HOLDER';

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
 * To propose an agreement on an entity, and to answer with terms of one's own.
 * Whether the person belongs to a party is judged besides.
 *
 * @public
 */
export const agreementProposePermission = createPermission({
  name: 'data-products.agreement.propose',
  attributes: { action: 'create' },
  resourceType: CATALOG_ENTITY,
});

/**
 * To sign an agreement on an entity. Whether the person belongs to a party is
 * judged besides.
 *
 * @public
 */
export const agreementSignPermission = createPermission({
  name: 'data-products.agreement.sign',
  attributes: { action: 'update' },
  resourceType: CATALOG_ENTITY,
});

/**
 * To end an agreement on an entity, or to withdraw its proposal. Whether the
 * person belongs to a party is judged besides.
 *
 * @public
 */
export const agreementTerminatePermission = createPermission({
  name: 'data-products.agreement.terminate',
  attributes: { action: 'update' },
  resourceType: CATALOG_ENTITY,
});

/**
 * To request that an entity is exempted from a check for a while, and to
 * withdraw the request.
 *
 * @public
 */
export const waiverRequestPermission = createPermission({
  name: 'data-products.waiver.request',
  attributes: { action: 'create' },
  resourceType: CATALOG_ENTITY,
});

/**
 * To approve and reject waivers of an entity. It takes membership of the
 * responsible party besides.
 *
 * @public
 */
export const waiverApprovePermission = createPermission({
  name: 'data-products.waiver.approve',
  attributes: { action: 'update' },
  resourceType: CATALOG_ENTITY,
});

/**
 * To end waivers of an entity early. It takes membership of the responsible
 * party besides, or to have requested the waiver.
 *
 * @public
 */
export const waiverRevokePermission = createPermission({
  name: 'data-products.waiver.revoke',
  attributes: { action: 'update' },
  resourceType: CATALOG_ENTITY,
});

/**
 * To ask for the handoff of a release of an entity, and to complete it.
 *
 * @public
 */
export const handoffRequestPermission = createPermission({
  name: 'data-products.handoff.request',
  attributes: { action: 'create' },
  resourceType: CATALOG_ENTITY,
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
  resourceType: CATALOG_ENTITY,
});

/**
 * To take back the handoff of a release of an entity.
 *
 * @public
 */
export const handoffWithdrawPermission = createPermission({
  name: 'data-products.handoff.withdraw',
  attributes: { action: 'delete' },
  resourceType: CATALOG_ENTITY,
});

/**
 * To propose a change of an entity, to withdraw it, and to report a rollback.
 *
 * @public
 */
export const changeProposePermission = createPermission({
  name: 'data-products.change.propose',
  attributes: { action: 'create' },
  resourceType: CATALOG_ENTITY,
});

/**
 * To answer a change of an entity. Whether the person belongs to a party that
 * is asked is judged besides.
 *
 * @public
 */
export const changeAcknowledgePermission = createPermission({
  name: 'data-products.change.acknowledge',
  attributes: { action: 'update' },
  resourceType: CATALOG_ENTITY,
});

/**
 * To let a change pass in spite of what the gate says. A policy gives it to
 * few; nobody may override the gate for a change of their own.
 *
 * @public
 */
export const changeOverridePermission = createPermission({
  name: 'data-products.change.override',
  attributes: { action: 'update' },
  resourceType: CATALOG_ENTITY,
});

/**
 * To record that a change was promoted.
 *
 * @public
 */
export const changePromotePermission = createPermission({
  name: 'data-products.change.promote',
  attributes: { action: 'update' },
  resourceType: CATALOG_ENTITY,
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
  agreementProposePermission,
  agreementSignPermission,
  agreementTerminatePermission,
  waiverRequestPermission,
  waiverApprovePermission,
  waiverRevokePermission,
  handoffRequestPermission,
  handoffSignPermission,
  handoffWithdrawPermission,
  changeProposePermission,
  changeAcknowledgePermission,
  changeOverridePermission,
  changePromotePermission,
];
