import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  changeProposePermission,
  OWNERSHIP_ROLES,
  waiverApprovePermission,
} from '@handoff/backstage-plugin-data-products-common';
import { createTestStorage, statementsOf } from '../__testUtils__/databases';
import { group, product, user } from '../__testUtils__/entities';
import { InMemoryCatalog } from '../__testUtils__/InMemoryCatalog';
import { readerOf, syncCatalog } from '../__testUtils__/syncCatalog';
import { PersonStore, TeamStore } from '../evidence';
import { OwnershipStore } from '../ownership/OwnershipStore';
import { NeededRoles } from './NeededRoles';
import { Parties } from './Parties';

const ENTITY = 'dataproduct:default/customers';
const credentials = mockCredentials.user('user:default/rita');
const claims = ['user:default/rita', 'group:default/growth'];

const catalog = InMemoryCatalog.create([
  group('crm', { members: ['ada'] }),
  group('platform', { members: ['ola'] }),
  user('ada', 'crm'),
  user('ola', 'platform'),
  product(
    'customers',
    { owner: 'group:default/crm', operators: ['group:default/platform'] },
    { title: 'The customers' },
  ),
]);

const storage = createTestStorage();

function roleHolder(
  roles?: string[],
  by: string[] = claims,
): PermissionCondition {
  return {
    rule: 'IS_ROLE_HOLDER',
    resourceType: 'catalog-entity',
    params: { claims: by, ...(roles ? { roles } : {}) },
  };
}

const OTHER: PermissionCondition = {
  rule: 'HAS_LABEL',
  resourceType: 'catalog-entity',
  params: { label: 'open' },
};

describe('NeededRoles', () => {
  let knex: Awaited<ReturnType<typeof storage.create>>;

  beforeAll(async () => {
    knex = await storage.create('SQLITE_3');
    await syncCatalog(knex, catalog);
  });

  function neededRoles(
    conditions: PermissionCriteria<PermissionCondition> | undefined,
  ) {
    return NeededRoles.create({
      permissions: mockServices.permissions.mock({
        authorizeConditional: async requests =>
          requests.map(
            (): PolicyDecision =>
              conditions
                ? {
                    result: AuthorizeResult.CONDITIONAL,
                    pluginId: 'catalog',
                    resourceType: 'catalog-entity',
                    conditions,
                  }
                : { result: AuthorizeResult.DENY },
          ),
      }),
      ownership: OwnershipStore.create(knex),
      parties: Parties.create({
        teams: TeamStore.create(knex),
        people: PersonStore.create(knex),
        reader: readerOf(catalog),
      }),
    });
  }

  async function describeLack(
    conditions: PermissionCriteria<PermissionCondition> | undefined,
    entityRef = ENTITY,
  ) {
    const [words] = await neededRoles(conditions).describe(
      [{ permission: changeProposePermission, entityRef }],
      credentials,
    );
    return words;
  }

  it('names the roles that the policy asks for, and who holds them', async () => {
    expect(await describeLack(roleHolder(['owner', 'operator']))).toBe(
      'You do not hold the role owner or operator of data product customers: it takes a member of The crm. Members: ada Lind; or it takes a member of The platform. Members: ola Lind',
    );
    expect(await describeLack(roleHolder())).toMatch(
      /^You do not hold a role of data product customers: it takes a member of The crm\./,
    );
    expect(await describeLack(roleHolder(['steward']))).toBe(
      'This takes the role steward of data product customers, which nobody holds; name somebody for it in the catalog',
    );
  });

  it.each<[string, PermissionCriteria<PermissionCondition>]>([
    ['one of several ways', { anyOf: [OTHER, roleHolder(['owner'])] }],
    ['one of several demands', { allOf: [roleHolder(['owner']), OTHER] }],
  ])('finds them as %s', async (_, conditions) => {
    expect(await describeLack(conditions)).toMatch(/the role owner of/);
  });

  it.each<[string, PermissionCriteria<PermissionCondition> | undefined]>([
    ['denies without conditions', undefined],
    ['asks for something else', OTHER],
    ['asks that they hold none', { not: roleHolder(['owner']) }],
    [
      'asks for a role that they hold',
      roleHolder(['owner'], ['group:default/crm']),
    ],
  ])('says nothing where the policy %s', async (_, conditions) => {
    expect(await describeLack(conditions)).toBeUndefined();
  });

  it('says nothing of an entity that is not there', async () => {
    expect(
      await describeLack(roleHolder(), 'dataproduct:default/none'),
    ).toBeUndefined();
  });

  it('takes as many statements for many refusals as for one', async () => {
    const roles = neededRoles(roleHolder([...OWNERSHIP_ROLES]));
    const refusals = [changeProposePermission, waiverApprovePermission].map(
      permission => ({ permission, entityRef: ENTITY }),
    );
    const one = await statementsOf(knex, () =>
      roles.describe(refusals.slice(0, 1), credentials),
    );
    const two = await statementsOf(knex, () =>
      roles.describe(refusals, credentials),
    );
    expect(two).toEqual(one);
    expect(
      await statementsOf(knex, () => roles.describe([], credentials)),
    ).toEqual([]);
  });
});
