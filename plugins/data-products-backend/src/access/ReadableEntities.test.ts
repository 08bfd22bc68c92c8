import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { product } from '../__testUtils__/entities';
import { InMemoryCatalog } from '../__testUtils__/InMemoryCatalog';
import { ReadableEntities } from './ReadableEntities';

const MINE = 'dataproduct:default/mine';
const credentials = mockCredentials.user('user:default/maya');

/** A policy that says in conditions, made of these claims, what may be read. */
function readableFor(claims: string[]) {
  const catalog = InMemoryCatalog.create(
    [product('mine'), product('theirs')],
    ({ metadata }) => metadata.name === 'mine',
  );
  const asked = jest.fn();
  catalog.onRequest = asked;
  const readable = ReadableEntities.create({
    catalog: catalog.service,
    permissions: mockServices.permissions.mock({
      async authorizeConditional() {
        return [
          {
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'catalog',
            resourceType: 'catalog-entity',
            conditions: {
              rule: 'IS_ENTITY_OWNER',
              resourceType: 'catalog-entity',
              params: { claims: [...claims] },
            },
          },
        ];
      },
    }),
  });
  return { readable, asked };
}

afterEach(() => jest.useRealTimers());

it('asks the catalog what conditions mean, once for all that have the same', async () => {
  const claims = ['group:default/a'];
  const { readable, asked } = readableFor(claims);
  const answers = await Promise.all([
    readable.for(credentials),
    readable.for(mockCredentials.user('user:default/ivo')),
  ]);
  for (const answer of answers) {
    expect(answer.all).toBe(false);
    expect(answer.has(MINE)).toBe(true);
    expect(answer.has('dataproduct:default/theirs')).toBe(false);
  }
  expect(asked).toHaveBeenCalledTimes(1);

  claims.push('group:default/b');
  await readable.for(credentials);
  expect(asked).toHaveBeenCalledTimes(2);
});

it('asks again after a while, and after a failure at once', async () => {
  const { readable, asked } = readableFor([]);
  asked.mockRejectedValueOnce(new Error('the catalog is down'));
  await expect(readable.for(credentials)).rejects.toThrow('is down');
  expect((await readable.for(credentials)).has(MINE)).toBe(true);
  expect(asked).toHaveBeenCalledTimes(2);

  jest.useFakeTimers({ now: Date.now() + 10_001, doNotFake: ['setTimeout'] });
  await readable.for(credentials);
  expect(asked).toHaveBeenCalledTimes(3);
});

it.each([
  [AuthorizeResult.ALLOW, true],
  [AuthorizeResult.DENY, false],
] as const)(
  'does without the catalog where all is said: %s',
  async (result, all) => {
    const readable = ReadableEntities.create({
      catalog: InMemoryCatalog.create().service,
      permissions: mockServices.permissions({ result }),
    });
    const answer = await readable.for(credentials);
    expect([answer.all, answer.has(MINE)]).toEqual([all, all]);
    expect(await readable.isReadable(MINE, credentials)).toBe(all);
  },
);
