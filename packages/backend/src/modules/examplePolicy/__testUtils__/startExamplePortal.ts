import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import {
  AuditorServiceCreateEventOptions,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import catalogModuleDataProducts from '@handoff/backstage-plugin-catalog-backend-module-data-products';
import dataProductsPlugin from '@handoff/backstage-plugin-data-products-backend';
import { JsonObject } from '@backstage/types';
import request from 'supertest';
import { demoAuthModule } from '../../demoAuth';
import { nestedTeamsModule } from '../../nestedTeams';
import { examplePolicyModule } from '../examplePolicyModule';

/** What was recorded of one request. */
export interface AuditedEvent {
  eventId: string;
  severityLevel?: string;
  outcome: 'succeeded' | 'failed';
}

/** The answer to one request. */
export interface Answer {
  status: number;
  text: string;
  body: any;
}

/** A portal with everything that decides on access as in an installation. */
export interface ExamplePortal {
  /** A token of a person of the company, as the sign-in page gets it. */
  signIn(name: string): Promise<string>;
  /** @param token - none for a caller that sends none */
  send(
    method: 'get' | 'post',
    path: string,
    options: { token?: string; body?: unknown },
  ): Promise<Answer>;
  /** How many entities the catalog has that a filter holds for. */
  countEntities(filter: string, token: string): Promise<number>;
  /** Has a task of the plugin run now. */
  run(task: string): Promise<void>;
  /** What was recorded since it was last asked. */
  takeEvents(): AuditedEvent[];
  stop(): Promise<void>;
}

/**
 * Starts the plugin with the example policy, and with Backstage's own
 * services for tokens, permissions and the catalog.
 *
 * @param company - a file of the catalog
 * @param postgres - makes a database for every plugin; in memory when absent
 */
export async function startExamplePortal(options: {
  company: string;
  externalAccess: JsonObject[];
  checklists: JsonObject;
  postgres?: TestDatabases;
}): Promise<ExamplePortal> {
  const { postgres } = options;
  const scheduler = mockServices.scheduler();
  let events: AuditedEvent[] = [];
  const backend = await startTestBackend({
    features: [
      authPlugin,
      demoAuthModule,
      nestedTeamsModule,
      permissionPlugin,
      examplePolicyModule,
      catalogPlugin,
      catalogModuleDataProducts,
      dataProductsPlugin,
      authServiceFactory,
      httpAuthServiceFactory,
      permissionsServiceFactory,
      userInfoServiceFactory,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) =>
          createRecorder(event => {
            if (plugin.getId() === 'data-products') {
              events.push(event);
            }
          }),
      }),
      ...(postgres ? [createDatabases(postgres)] : []),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: {
            baseUrl: 'http://localhost:7007',
            auth: { externalAccess: options.externalAccess },
          },
          auth: { environment: 'development', providers: { demo: {} } },
          permission: { enabled: true },
          catalog: {
            rules: [
              {
                allow: [
                  'Component',
                  'Group',
                  'User',
                  'DataProduct',
                  'Location',
                ],
              },
            ],
            processingInterval: { minutes: 10 },
            locations: [{ type: 'file', target: options.company }],
          },
          dataProducts: { checklists: options.checklists },
        },
      }),
    ],
  });

  return {
    async signIn(name) {
      const { body } = await request(backend.server)
        .get('/api/auth/demo/refresh')
        .set('x-demo-user', name)
        .expect(200);
      return body.backstageIdentity.token;
    },
    async countEntities(filter, token) {
      const { body } = await request(backend.server)
        .get('/api/catalog/entities/by-query')
        .query({ filter, limit: 1 })
        .set('authorization', `Bearer ${token}`)
        .expect(200);
      return body.totalItems;
    },
    async send(method, path, { token, body }) {
      const sent = request(backend.server)
        [method](`/api/data-products${path}`)
        .set(token ? { authorization: `Bearer ${token}` } : {});
      const answer = await (body === undefined
        ? sent
        : sent.send(body as object));
      return { status: answer.status, text: answer.text, body: answer.body };
    },
    run: task => scheduler.triggerTask(task),
    takeEvents() {
      const taken = events;
      events = [];
      return taken;
    },
    stop: () => backend.stop(),
  };
}

function createDatabases(postgres: TestDatabases) {
  return createServiceFactory({
    service: coreServices.database,
    deps: {},
    async factory() {
      const knex = await postgres.init('POSTGRES_18');
      return { getClient: async () => knex };
    },
  });
}

function createRecorder(onEvent: (event: AuditedEvent) => void) {
  return {
    async createEvent({
      eventId,
      severityLevel,
    }: AuditorServiceCreateEventOptions) {
      const end = (outcome: AuditedEvent['outcome']) => async () =>
        onEvent({ eventId, severityLevel, outcome });
      return { success: end('succeeded'), fail: end('failed') };
    },
  };
}
