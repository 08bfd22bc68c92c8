import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { NestedTeams } from './NestedTeams';

function entity(kind: string, name: string, type: string, ...groups: string[]) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    relations: groups.map(group => ({
      type,
      targetRef: `group:default/${group}`,
    })),
  } satisfies Entity;
}

const teams = new NestedTeams({
  catalog: catalogServiceMock({
    entities: [
      entity('Group', 'squad', 'childOf', 'team'),
      entity('Group', 'team', 'childOf', 'company'),
      // A ring, which must not hang.
      entity('Group', 'left', 'childOf', 'right'),
      entity('Group', 'right', 'childOf', 'left'),
    ],
  }),
  auth: mockServices.auth(),
});

it.each([
  ['of a squad', ['squad'], ['squad', 'team', 'company']],
  ['of two groups', ['company', 'team'], ['company', 'team']],
  ['of groups in a ring', ['left'], ['left', 'right']],
  ['of a group that is not in the catalog', ['gone'], ['gone']],
  ['of none', [], []],
])('a member %s', async (_, groups, expected) => {
  const { ownershipEntityRefs } = await teams.resolveOwnershipEntityRefs(
    entity('User', 'ada', 'memberOf', ...groups),
  );
  expect(ownershipEntityRefs).toEqual([
    'user:default/ada',
    ...expected.map(name => `group:default/${name}`),
  ]);
});
