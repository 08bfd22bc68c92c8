import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  describeRef,
  OWNERSHIP_ROLES,
  OwnershipRole,
  ROLE_HOLDER_RULE,
} from '@handoff/backstage-plugin-data-products-common';
import { TeamTree } from '../evidence';
import { OwnershipStore } from '../ownership/OwnershipStore';
import { describeMembership, Parties } from './Parties';

/** What a policy refused: a permission, on an entity. */
export interface Refusal {
  permission: ResourcePermission;
  entityRef: string;
}

/** Roles, of which a policy asks that the caller holds one. */
interface RoleCondition {
  roles: readonly OwnershipRole[];
  /** Refs of the caller and of the groups that count as theirs. */
  claims: readonly string[];
}

/**
 * Tells callers whom a policy refuses because of the roles that they do not
 * hold which roles these are, and who holds them. The policy itself says so:
 * asked without an entity, it answers with its conditions.
 */
export class NeededRoles {
  readonly #permissions: PermissionsService;
  readonly #ownership: OwnershipStore;
  readonly #parties: Parties;

  static create(options: {
    permissions: PermissionsService;
    ownership: OwnershipStore;
    parties: Parties;
  }) {
    return new NeededRoles(options);
  }

  private constructor(options: {
    permissions: PermissionsService;
    ownership: OwnershipStore;
    parties: Parties;
  }) {
    this.#permissions = options.permissions;
    this.#ownership = options.ownership;
    this.#parties = options.parties;
  }

  /**
   * @returns the words for each refusal, in its order; none where it is not
   *   for want of a role
   */
  async describe(
    refusals: readonly Refusal[],
    credentials: BackstageCredentials,
  ): Promise<(string | undefined)[]> {
    const permissions = [
      ...new Set(refusals.map(({ permission }) => permission)),
    ];
    if (!permissions.length) {
      return [];
    }
    const decisions = await this.#permissions.authorizeConditional(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    const conditions = new Map(
      decisions.map((decision, index) => [
        permissions[index],
        decision.result === AuthorizeResult.CONDITIONAL
          ? roleConditionsOf(decision.conditions)
          : [],
      ]),
    );
    if (![...conditions.values()].some(({ length }) => length)) {
      return refusals.map(() => undefined);
    }
    const [rolesOf, tree] = await Promise.all([
      this.#ownership.listRoles(refusals.map(({ entityRef }) => entityRef)),
      this.#parties.tree(),
    ]);
    return refusals.map(({ permission, entityRef }) => {
      const declared = rolesOf.get(entityRef);
      return (
        declared &&
        conditions
          .get(permission)!
          .map(({ roles, claims }) => {
            const holders = declared
              .filter(({ role }) => roles.includes(role))
              .flatMap(role => role.holders)
              // The policy judges by the relations in the catalog.
              .flatMap(({ ref, source }) => (source === 'spec' ? [ref] : []));
            return holders.some(ref => claims.includes(ref))
              ? undefined
              : describeRoles(roles, entityRef, new Set(holders), tree);
          })
          .find(words => words !== undefined)
      );
    });
  }
}

/** What is only forbidden by a condition is not what helps the caller. */
function roleConditionsOf(
  criteria: PermissionCriteria<PermissionCondition>,
): RoleCondition[] {
  if ('anyOf' in criteria) {
    return criteria.anyOf.flatMap(roleConditionsOf);
  }
  if ('allOf' in criteria) {
    return criteria.allOf.flatMap(roleConditionsOf);
  }
  if ('not' in criteria || criteria.rule !== ROLE_HOLDER_RULE) {
    return [];
  }
  const { claims, roles } = (criteria.params ?? {}) as {
    claims?: string[];
    roles?: OwnershipRole[];
  };
  return [{ claims: claims ?? [], roles: roles ?? OWNERSHIP_ROLES }];
}

/** "This takes the role owner or steward of data product customers: it takes a member of …" */
function describeRoles(
  roles: readonly OwnershipRole[],
  entityRef: string,
  holders: ReadonlySet<string>,
  tree: TeamTree,
): string {
  const entity = describeRef(entityRef);
  const role =
    roles.length === OWNERSHIP_ROLES.length
      ? `a role of ${entity}`
      : `the role ${inWords(roles)} of ${entity}`;
  if (!holders.size) {
    return `This takes ${role}, which nobody holds; name somebody for it in the catalog`;
  }
  const takes = [...holders].map(ref => describeMembership(tree, ref));
  return `You do not hold ${role}: ${takes.join('; or ')}`;
}

function inWords(roles: readonly OwnershipRole[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(roles);
}
