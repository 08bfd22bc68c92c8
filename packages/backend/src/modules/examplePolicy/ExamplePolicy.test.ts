import { mockCredentials } from '@backstage/backend-test-utils';
import {
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  Permission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  agreementSignPermission,
  changeOverridePermission,
  changePromotePermission,
  changeProposePermission,
  dataProductsPermissions,
  handoffRequestPermission,
  handoffSignPermission,
  handoffWithdrawPermission,
  ledgerExportPermission,
  ledgerReadPermission,
  observationCreatePermission,
  readinessEvaluatePermission,
  waiverApprovePermission,
  waiverRequestPermission,
  waiverRevokePermission,
} from '@handoff/backstage-plugin-data-products-common';
import { ExamplePolicy } from './ExamplePolicy';

function memberOf(...groups: string[]): PolicyQueryUser {
  const userEntityRef = 'user:default/somebody';
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: {
      userEntityRef,
      ownershipEntityRefs: [
        userEntityRef,
        ...groups.map(group => `group:default/${group}`),
      ],
    },
  };
}

async function decide(permission: Permission, user?: PolicyQueryUser) {
  return new ExamplePolicy().handle({ permission }, user);
}

describe('ExamplePolicy', () => {
  it.each([
    ['data-governance', AuthorizeResult.ALLOW],
    ['data-platform', AuthorizeResult.ALLOW],
    ['analytics', AuthorizeResult.DENY],
  ])('lets %s evaluate readiness and report: %s', async (group, result) => {
    for (const permission of [
      readinessEvaluatePermission,
      observationCreatePermission,
    ]) {
      expect(await decide(permission, memberOf(group))).toEqual({ result });
    }
  });

  it.each([
    ['data-governance', AuthorizeResult.ALLOW],
    ['data-platform', AuthorizeResult.DENY],
  ])('lets %s export the ledger: %s', async (group, result) => {
    expect(await decide(ledgerExportPermission, memberOf(group))).toEqual({
      result,
    });
    expect(await decide(ledgerReadPermission, memberOf(group))).toEqual({
      result: AuthorizeResult.ALLOW,
    });
  });

  it('shows restricted entities to their owners and to governance only', async () => {
    expect(
      await decide(catalogEntityReadPermission, memberOf('data-governance')),
    ).toEqual({ result: AuthorizeResult.ALLOW });

    expect(
      await decide(catalogEntityReadPermission, memberOf('analytics')),
    ).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      resourceType: 'catalog-entity',
      conditions: {
        anyOf: [
          {
            not: {
              rule: 'HAS_ANNOTATION',
              params: {
                annotation: 'handoff.example/visibility',
                value: 'restricted',
              },
            },
          },
          {
            rule: 'IS_ENTITY_OWNER',
            params: {
              claims: ['user:default/somebody', 'group:default/analytics'],
            },
          },
        ],
      },
    });
  });

  const makers = ['owner', 'steward', 'producer', 'operator'];

  it.each([
    [handoffRequestPermission, undefined],
    [handoffSignPermission, undefined],
    [handoffWithdrawPermission, undefined],
    [waiverRequestPermission, makers],
    [waiverApprovePermission, ['schema-approver']],
    [waiverRevokePermission, [...makers, 'schema-approver']],
    [changeProposePermission, makers],
    [changePromotePermission, makers],
    [changeOverridePermission, ['schema-approver']],
  ])('$name takes a role of the entity: %j', async (permission, roles) => {
    expect(await decide(permission, memberOf('analytics'))).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: {
        rule: 'IS_ROLE_HOLDER',
        resourceType: 'catalog-entity',
        params: {
          claims: ['user:default/somebody', 'group:default/analytics'],
          ...(roles ? { roles } : {}),
        },
      },
    });
    expect(await decide(permission, memberOf('data-governance'))).toEqual({
      result: AuthorizeResult.ALLOW,
    });
  });

  it('leaves agreements to their parties', async () => {
    expect(
      await decide(agreementSignPermission, memberOf('analytics')),
    ).toEqual({ result: AuthorizeResult.ALLOW });
  });

  it('allows the rest to whoever is in a team, and nothing to anyone else', async () => {
    expect(
      await decide(catalogEntityRefreshPermission, memberOf('analytics')),
    ).toEqual({ result: AuthorizeResult.ALLOW });
    for (const permission of [
      ...dataProductsPermissions,
      catalogEntityReadPermission,
    ]) {
      for (const nobody of [undefined, memberOf()]) {
        expect(await decide(permission, nobody)).toEqual({
          result: AuthorizeResult.DENY,
        });
      }
    }
  });
});
