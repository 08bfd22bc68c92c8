import { setTimeout } from 'node:timers/promises';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModuleDataProducts from '@handoff/backstage-plugin-catalog-backend-module-data-products';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { ReadinessDetail } from '@handoff/backstage-plugin-data-products-common';
import request from 'supertest';
import { dataProductsPlugin } from './plugin';

// The catalog's own clock ticks once a second.
jest.setTimeout(60_000);

const TEAM = `
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: customer-data }
spec: { type: team, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: { name: maya }
spec: { memberOf: [customer-data] }
`;

const productWith = (fields: string) => `
apiVersion: handoff/v1alpha1
kind: DataProduct
metadata: { name: customer-360, description: One row per customer. }
spec:
  type: aggregate
  lifecycle: production
  owner: group:customer-data
${fields}
`;

describe('with a real catalog', () => {
  const folder = createMockDirectory();

  it('an edit of a file shows in the score within 3 s of being stitched', async () => {
    folder.setContent({
      'team.yaml': TEAM,
      'product.yaml': productWith(''),
    });
    const scheduler = mockServices.scheduler();
    const events = mockServices.events();
    const backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleDataProducts,
        dataProductsPlugin,
        // It reconciles when it is told to, and never by itself.
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        // One bus for all plugins, as in a backend.
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              rules: [{ allow: ['Group', 'User', 'DataProduct', 'Location'] }],
              processingInterval: { seconds: 1 },
              locations: ['team.yaml', 'product.yaml'].map(file => ({
                type: 'file',
                target: folder.resolve(file),
              })),
            },
          },
        }),
      ],
    });
    const get = async (path: string) => {
      const response = await request(backend.server).get(`/api/${path}`);
      return response.status === 200 ? response.body : undefined;
    };
    const eventually = async <T>(
      look: () => Promise<T | undefined>,
    ): Promise<T> => {
      for (let tries = 0; tries < 300; tries++) {
        const found = await look();
        if (found !== undefined) {
          return found;
        }
        await setTimeout(50);
      }
      throw new Error('waited in vain');
    };
    const runbookIs = (status: string) =>
      eventually(async () => {
        const detail: ReadinessDetail | undefined = await get(
          'data-products/readiness/dataproduct/default/customer-360',
        );
        const outcome = detail?.outcomes.find(
          ({ checkId }) => checkId === 'runbook',
        );
        return outcome?.status === status ? detail : undefined;
      });

    try {
      // Both have been stitched, and the hints of the start are through.
      await eventually(async () => {
        await scheduler.triggerTask('reconcile');
        const map = await get(
          'data-products/ownership/dataproduct/default/customer-360',
        );
        return map?.roles[0].vacant === false ? map : undefined;
      });
      const before = await runbookIs('fail');

      folder.addContent({
        'product.yaml': productWith('  runbook: https://runbooks.example.com'),
      });
      await eventually(async () => {
        const entity = await get(
          'catalog/entities/by-name/dataproduct/default/customer-360',
        );
        return entity?.spec.runbook;
      });
      const stitched = performance.now();
      const after = await runbookIs('pass');
      expect(performance.now() - stitched).toBeLessThan(3_000);
      expect(after.score).toBeGreaterThan(before.score);
    } finally {
      await backend.stop();
    }
  });
});

describe('the configuration', () => {
  const start = (readiness: object) =>
    startTestBackend({
      features: [
        dataProductsPlugin,
        catalogPlugin,
        mockServices.rootConfig.factory({
          data: { dataProducts: { readiness } },
        }),
      ],
    });

  it('that is wrong stops the start, and says where and what', async () => {
    await expect(
      start({
        checks: { runbok: { weight: 3 }, drill: { enabled: false } },
        customChecks: [
          {
            id: 'has-slack',
            title: 'Slack',
            passCondition: 'It is there.',
            category: 'ownership',
            responsible: 'owner',
            remediation: 'Name it.',
            path: 'metadata.annotations.slack',
            predicate: { $like: '#' },
          },
        ],
      }),
    ).rejects.toThrow(
      /dataProducts\.readiness\.checks\.runbok: there is no check 'runbok'[^]*dataProducts\.readiness\.customChecks\[0\]\.predicate: /,
    );
  });

  it('changes, adds and switches off checks', async () => {
    const backend = await start({
      checks: { drill: { enabled: false }, runbook: { weight: 30 } },
      customChecks: [
        {
          id: 'has-slack',
          title: 'Slack',
          passCondition: 'It is there.',
          category: 'ownership',
          responsible: 'owner',
          remediation: 'Name it.',
          path: 'metadata.annotations.slack',
          predicate: { $hasPrefix: '#' },
        },
      ],
    });
    try {
      const { body } = await request(backend.server).get(
        '/api/data-products/checks',
      );
      const byId = new Map<string, object>(
        body.items.map((item: { id: string }) => [item.id, item]),
      );
      expect(byId.has('drill')).toBe(false);
      expect(byId.get('runbook')).toMatchObject({
        weight: 30,
        origin: 'built-in',
      });
      expect(byId.get('has-slack')).toMatchObject({ origin: 'config' });
    } finally {
      await backend.stop();
    }
  });
});
