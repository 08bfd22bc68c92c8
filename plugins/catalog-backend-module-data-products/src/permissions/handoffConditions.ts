import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { createConditionExports } from '@backstage/plugin-permission-node';
import { isRoleHolder } from './isRoleHolder';

const { conditions } = createConditionExports({
  resourceRef: catalogEntityPermissionResourceRef,
  rules: { isRoleHolder },
});

/**
 * Conditions for policies, beside the catalog's own: they hold for every
 * permission on catalog entities, ours included.
 *
 * @public
 */
export const handoffConditions = conditions;
