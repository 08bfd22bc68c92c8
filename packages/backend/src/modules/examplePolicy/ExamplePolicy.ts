import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { handoffConditions } from '@handoff/backstage-plugin-catalog-backend-module-data-products';
import {
  changeOverridePermission,
  changePromotePermission,
  changeProposePermission,
  handoffRequestPermission,
  handoffSignPermission,
  handoffWithdrawPermission,
  ledgerExportPermission,
  observationCreatePermission,
  OwnershipRole,
  readinessEvaluatePermission,
  waiverApprovePermission,
  waiverRequestPermission,
  waiverRevokePermission,
} from '@handoff/backstage-plugin-data-products-common';

/** Entities that carry it as `restricted` are seen by their owners and by governance only. */
export const VISIBILITY_ANNOTATION = 'handoff.example/visibility';

const GOVERNANCE = 'group:default/data-governance';
const PLATFORM = 'group:default/data-platform';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** Who builds and runs a product or path, and answers for it. */
const MAKERS: readonly OwnershipRole[] = [
  'owner',
  'steward',
  'producer',
  'operator',
];

/** A permission, and the roles of the entity of which one is needed for it. */
interface RoleRule {
  permission: Permission;
  /** Any role when absent. */
  roles?: readonly OwnershipRole[];
}

/**
 * What takes a role. Governance may do it all besides, as checklists and the
 * configuration may name it where the entity does not.
 */
const ROLE_RULES: readonly RoleRule[] = [
  { permission: handoffRequestPermission },
  { permission: handoffSignPermission },
  { permission: handoffWithdrawPermission },
  { permission: waiverRequestPermission, roles: MAKERS },
  { permission: waiverApprovePermission, roles: ['schema-approver'] },
  {
    permission: waiverRevokePermission,
    roles: [...MAKERS, 'schema-approver'],
  },
  { permission: changeProposePermission, roles: MAKERS },
  { permission: changePromotePermission, roles: MAKERS },
  { permission: changeOverridePermission, roles: ['schema-approver'] },
];

/**
 * Who may do what in the example company. Whoever belongs to a team may do
 * everything, with exceptions that show how a policy and the plugin meet. A
 * policy can only narrow what the plugin allows: whether a person holds the
 * role of the item that they sign, or belongs to a party of the agreement, the
 * plugin judges itself. Agreements are left to it, as anybody may become a
 * consumer, and so are the answers of teams that a change affects.
 */
export class ExamplePolicy implements PermissionPolicy {
  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const claims = user?.info.ownershipEntityRefs ?? [];
    // Guests of the portal, who belong to no team, see and do nothing.
    if (!claims.some(ref => ref.startsWith('group:'))) {
      return DENY;
    }
    if (claims.includes(GOVERNANCE)) {
      return ALLOW;
    }
    const { permission } = request;

    // Pipelines report as services, which no policy is asked about.
    if (
      isPermission(permission, readinessEvaluatePermission) ||
      isPermission(permission, observationCreatePermission)
    ) {
      return claims.includes(PLATFORM) ? ALLOW : DENY;
    }

    // Who audits takes all of it along; to look at it, a team is enough.
    if (isPermission(permission, ledgerExportPermission)) {
      return DENY;
    }

    const rule = ROLE_RULES.find(each =>
      isPermission(permission, each.permission),
    );
    if (rule && isResourcePermission(permission, 'catalog-entity')) {
      return createCatalogConditionalDecision(
        permission,
        handoffConditions.isRoleHolder({
          claims,
          ...(rule.roles ? { roles: [...rule.roles] } : {}),
        }),
      );
    }

    if (isPermission(permission, catalogEntityReadPermission)) {
      return createCatalogConditionalDecision(permission, {
        anyOf: [
          {
            not: catalogConditions.hasAnnotation({
              annotation: VISIBILITY_ANNOTATION,
              value: 'restricted',
            }),
          },
          catalogConditions.isEntityOwner({ claims }),
        ],
      });
    }

    return ALLOW;
  }
}
