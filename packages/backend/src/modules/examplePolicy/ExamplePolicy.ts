import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  changeOverridePermission,
  ledgerExportPermission,
  observationCreatePermission,
  readinessEvaluatePermission,
} from '@handoff/backstage-plugin-data-products-common';

/** Entities that carry it as `restricted` are seen by their owners and by governance only. */
export const VISIBILITY_ANNOTATION = 'handoff.example/visibility';

const GOVERNANCE = 'group:default/data-governance';
const PLATFORM = 'group:default/data-platform';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * Who may do what in the example company: everybody who signed in may do
 * everything, with exceptions that show how a policy and the plugin meet.
 */
export class ExamplePolicy implements PermissionPolicy {
  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return DENY;
    }
    const claims = user.info.ownershipEntityRefs;

    // Pipelines report as services, which no policy is asked about.
    if (
      isPermission(request.permission, readinessEvaluatePermission) ||
      isPermission(request.permission, observationCreatePermission)
    ) {
      return claims.includes(GOVERNANCE) || claims.includes(PLATFORM)
        ? ALLOW
        : DENY;
    }

    // Who audits takes all of it along; to look at it, one has to sign in.
    if (isPermission(request.permission, ledgerExportPermission)) {
      return claims.includes(GOVERNANCE) ? ALLOW : DENY;
    }

    // A gate that everybody may open is none.
    if (isPermission(request.permission, changeOverridePermission)) {
      return claims.includes(GOVERNANCE) ? ALLOW : DENY;
    }

    if (
      isPermission(request.permission, catalogEntityReadPermission) &&
      !claims.includes(GOVERNANCE)
    ) {
      return createCatalogConditionalDecision(request.permission, {
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
