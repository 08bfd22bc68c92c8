import { UserEntity } from '@backstage/catalog-model';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import request from 'supertest';
import { assertDemoIsPrivate } from './assertDemoIsPrivate';
import { demoAuthModule } from './demoAuthModule';

const priya: UserEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { namespace: 'default', name: 'priya-raman' },
  spec: {
    profile: { displayName: 'Priya Raman', email: 'priya@example.com' },
    memberOf: ['customer-data'],
  },
  relations: [{ type: 'memberOf', targetRef: 'group:default/customer-data' }],
};

const local: JsonObject = {
  app: { baseUrl: 'http://localhost:3000' },
  backend: { baseUrl: 'http://localhost:7007' },
  auth: { environment: 'development', providers: { demo: {} } },
};

async function startBackend(config: JsonObject) {
  return startTestBackend({
    features: [
      authPlugin,
      demoAuthModule,
      catalogServiceMock.factory({ entities: [priya] }),
      mockServices.rootConfig.factory({ data: config }),
    ],
  });
}

describe('demoAuthModule', () => {
  it('signs in as the user that the header names, and nobody else', async () => {
    const { server } = await startBackend(local);

    const signedIn = await request(server)
      .get('/api/auth/demo/refresh')
      .set('x-demo-user', 'priya-raman');
    expect(signedIn.status).toBe(200);
    expect(signedIn.body).toMatchObject({
      profile: { displayName: 'Priya Raman', email: 'priya@example.com' },
      backstageIdentity: {
        token: expect.any(String),
        identity: {
          type: 'user',
          userEntityRef: 'user:default/priya-raman',
        },
      },
    });

    const stranger = await request(server)
      .get('/api/auth/demo/refresh')
      .set('x-demo-user', 'nobody-here');
    expect(stranger.status).toBe(401);
    expect(stranger.body.error.message).toContain(
      'Nobody is called "nobody-here" in the catalog',
    );

    const anonymous = await request(server).get('/api/auth/demo/refresh');
    expect(anonymous.status).toBe(401);
    expect(anonymous.body.error.message).toContain(
      'The header x-demo-user is missing',
    );

    // A name is only ever a user of the default namespace.
    const group = await request(server)
      .get('/api/auth/demo/refresh')
      .set('x-demo-user', 'group:default/customer-data');
    expect(group.status).toBe(401);
  });

  it('stops the backend from starting anywhere but in development', async () => {
    await expect(
      startBackend({
        ...local,
        auth: { environment: 'production', providers: { demo: {} } },
      }),
    ).rejects.toThrow(
      /refuses to start outside development: auth\.environment is "production"/,
    );
  });

  it('is absent where it is not configured', async () => {
    const { server } = await startBackend({
      ...local,
      auth: { environment: 'production', providers: {} },
    });
    const response = await request(server)
      .get('/api/auth/demo/refresh')
      .set('x-demo-user', 'priya-raman');
    expect(response.status).toBe(404);
  });
});

describe('assertDemoIsPrivate', () => {
  const check = (data: JsonObject, nodeEnv?: string) => () =>
    assertDemoIsPrivate(mockServices.rootConfig({ data }), nodeEnv);

  it('accepts development on this machine', () => {
    expect(check(local, 'development')).not.toThrow();
    expect(check(local)).not.toThrow();
  });

  it.each([
    ['a production process', local, 'NODE_ENV is "production"'],
    ['no environment', { ...local, auth: {} }, 'auth.environment is "not set"'],
    [
      'an app that others can reach',
      { ...local, app: { baseUrl: 'https://portal.example.com' } },
      'app.baseUrl is "https://portal.example.com"',
    ],
    [
      'a backend that others can reach',
      { ...local, backend: { baseUrl: 'http://localhost.example.com' } },
      'backend.baseUrl is "http://localhost.example.com"',
    ],
  ])('refuses %s', (_, data, finding) => {
    const nodeEnv = finding.startsWith('NODE_ENV')
      ? 'production'
      : 'development';
    expect(check(data, nodeEnv)).toThrow(finding);
  });
});
