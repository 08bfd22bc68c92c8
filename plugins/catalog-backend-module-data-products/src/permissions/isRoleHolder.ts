import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { createPermissionRule } from '@backstage/plugin-permission-node';
import {
  HANDOFF_RELATIONS,
  OWNERSHIP_ROLES,
  OwnershipRole,
  ROLE_DEFINITIONS,
  ROLE_HOLDER_RULE,
} from '@handoff/backstage-plugin-data-products-common';
import { z } from 'zod';

/**
 * Lets a policy decide by who fills a role of a data product or decision path,
 * as its entity declares it: owner, steward, producer, and so on.
 *
 * @public
 */
export const isRoleHolder = createPermissionRule({
  name: ROLE_HOLDER_RULE,
  description:
    'Allow entities of which one of the claims fills one of the roles',
  resourceRef: catalogEntityPermissionResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe(
        'Refs of users and groups, such as the ownership refs of a user',
      ),
    roles: z
      .array(z.enum(OWNERSHIP_ROLES))
      .optional()
      .describe('The roles that count; all of them when absent'),
  }),
  apply: (entity, { claims, roles }) => {
    const types = relationTypesOf(roles);
    return (entity.relations ?? []).some(
      ({ type, targetRef }) =>
        types.includes(type) && claims.includes(targetRef),
    );
  },
  toQuery: ({ claims, roles }) => ({
    anyOf: relationTypesOf(roles).map(type => ({
      key: `relations.${type}`,
      values: claims,
    })) as [{ key: string; values: string[] }],
  }),
});

/** The relations from an entity to those who fill the roles. */
function relationTypesOf(roles: readonly OwnershipRole[] | undefined) {
  const fields = ROLE_DEFINITIONS.filter(
    ({ role }) => roles === undefined || roles.includes(role),
  ).map(({ field }) => `spec.${field}`);
  return HANDOFF_RELATIONS.filter(relation =>
    relation.fields.some(({ path }) => fields.includes(path)),
  ).map(({ forward }) => forward.type);
}
