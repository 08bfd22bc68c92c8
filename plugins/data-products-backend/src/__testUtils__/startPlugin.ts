import {
  BackendFeature,
  coreServices,
  createServiceFactory,
  PermissionsService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import request from 'supertest';
import { dataProductsPlugin } from '../plugin';
import { InMemoryCatalog } from './InMemoryCatalog';

/** A backend with the plugin, which does on its own what it is told to. */
export async function startPlugin(options: {
  catalog: InMemoryCatalog;
  permissions: PermissionsService;
  scheduler: SchedulerService;
  /** One in memory when absent. */
  knex?: Knex;
  features?: BackendFeature[];
}): Promise<TestBackend> {
  const { catalog, permissions, scheduler, knex, features = [] } = options;
  return startTestBackend({
    features: [
      dataProductsPlugin,
      ...features,
      ...(knex
        ? [
            createServiceFactory({
              service: coreServices.database,
              deps: {},
              factory: () => ({ getClient: async () => knex }),
            }),
          ]
        : []),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog.service,
      }),
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () => permissions,
      }),
    ],
  });
}

/** Asks the plugin's API as a person. */
export function as(backend: TestBackend, person: string) {
  const authorization = mockCredentials.user.header(person);
  return {
    get: (path: string) =>
      request(backend.server)
        .get(`/api/data-products${path}`)
        .set('authorization', authorization),
    post: (path: string) =>
      request(backend.server)
        .post(`/api/data-products${path}`)
        .set('authorization', authorization),
  };
}

/** The ref of the person that credentials are of; services have none. */
export function userOf(credentials: unknown): string | undefined {
  return (credentials as { principal?: { userEntityRef?: string } } | undefined)
    ?.principal?.userEntityRef;
}
