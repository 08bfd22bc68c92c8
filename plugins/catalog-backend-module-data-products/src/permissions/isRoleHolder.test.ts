import {
  createMockDirectory,
  mockCredentials,
} from '@backstage/backend-test-utils';
import { RunningCatalog, startCatalog } from '../__testUtils__/startCatalog';
import { catalogModuleDataProducts } from '../module';
import { handoffConditions } from './handoffConditions';
import { isRoleHolder } from './isRoleHolder';

jest.setTimeout(60_000);

const PRODUCT = `
apiVersion: handoff/v1alpha1
kind: DataProduct
metadata: { name: customer-360 }
spec:
  type: aggregate
  lifecycle: production
  owner: group:customer-data
  stewards: [user:maya]
  consumers: [group:finance]
`;

describe('isRoleHolder, asked of a running catalog', () => {
  const folder = createMockDirectory();
  let catalog: RunningCatalog;

  beforeAll(async () => {
    folder.setContent({ 'product.yaml': PRODUCT });
    catalog = await startCatalog({
      features: [catalogModuleDataProducts],
      locations: [{ type: 'file', target: folder.resolve('product.yaml') }],
    });
    await catalog.entity('dataproduct:default/customer-360', entity =>
      Boolean(entity.relations?.length),
    );
  });
  afterAll(() => catalog.stop());

  it.each([
    ['the owner', ['group:default/customer-data'], undefined, 'ALLOW'],
    [
      'one of several claims',
      ['user:default/x', 'user:default/maya'],
      undefined,
      'ALLOW',
    ],
    ['the steward as one', ['user:default/maya'], ['steward'], 'ALLOW'],
    ['the steward as an owner', ['user:default/maya'], ['owner'], 'DENY'],
    [
      'a consumer among producers and stewards',
      ['group:default/finance'],
      ['producer', 'steward'],
      'DENY',
    ],
    ['somebody else', ['group:default/growth'], undefined, 'DENY'],
    ['nobody', [], undefined, 'DENY'],
  ] as const)('%s', async (_, claims, roles, result) => {
    const { status, body } = await catalog.post(
      '/.well-known/backstage/permissions/apply-conditions',
      {
        items: [
          {
            id: 'one',
            resourceRef: 'dataproduct:default/customer-360',
            resourceType: 'catalog-entity',
            conditions: handoffConditions.isRoleHolder({
              claims: [...claims],
              ...(roles ? { roles: [...roles] } : {}),
            }) as never,
          },
        ],
      },
      mockCredentials.service.header(),
    );
    expect([status, body.items]).toEqual([200, [{ id: 'one', result }]]);
  });

  it('refuses a role that there is not', async () => {
    const { status } = await catalog.post(
      '/.well-known/backstage/permissions/apply-conditions',
      {
        items: [
          {
            id: 'one',
            resourceRef: 'dataproduct:default/customer-360',
            resourceType: 'catalog-entity',
            conditions: {
              rule: 'IS_ROLE_HOLDER',
              resourceType: 'catalog-entity',
              params: { claims: [], roles: ['janitor'] },
            },
          },
        ],
      },
      mockCredentials.service.header(),
    );
    expect(status).toBe(400);
  });

  it('finds the same entities as a query', async () => {
    const claims = ['user:default/maya'];
    const { anyOf } = isRoleHolder.toQuery({ claims, roles: ['steward'] }) as {
      anyOf: { key: string; values: string[] }[];
    };
    expect(anyOf).toEqual([{ key: 'relations.stewardedBy', values: claims }]);
    const [{ key, values }] = anyOf;
    expect(
      await catalog.get(`/entities?filter=${key}=${values[0]}`),
    ).toHaveLength(1);
  });
});
