import { AddressInfo } from 'node:net';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import dataProductsPlugin from '@handoff/backstage-plugin-data-products-backend';
import { contractOf } from '../__fixtures__/contractOf';
import { TestFolder } from '../__fixtures__/TestFolder';

jest.setTimeout(60_000);

const IN_FORCE = contractOf('2.3.0', ['id', 'email']);

const entity = (kind: string, name: string, title: string, spec: object) => ({
  apiVersion: 'handoff/v1alpha1',
  kind,
  metadata: {
    name,
    title,
    namespace: 'default',
    uid: name,
    etag: name,
    description: title,
  },
  spec: {
    type: 'aggregate',
    lifecycle: 'production',
    owner: 'group:default/growth',
    ...spec,
  } as {},
});

const COMPANY = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'growth', title: 'Growth', uid: 'g', etag: 'g' },
    spec: { type: 'team', children: [] },
  },
  entity('DataProduct', 'customers', 'Customers', {
    version: '2.3.0',
    contract: IN_FORCE,
    rollback: { lastKnownGood: '2.3.0' },
  }),
  entity('DecisionPath', 'budget', 'The budget', {
    type: 'reporting',
    criticality: 'high',
    decision: 'Whether to spend more',
    steps: [
      {
        stage: 'exposure',
        name: 'Customers',
        entity: 'dataproduct:default/customers',
      },
    ],
  }),
];

describe('data-products gate, asking a portal', () => {
  it('judges what the portal judges, and fails closed once it is gone', async () => {
    const scheduler = mockServices.scheduler();
    const backend = await startTestBackend({
      features: [
        dataProductsPlugin,
        catalogServiceMock.factory({ entities: COMPANY }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
      ],
    });
    await scheduler.triggerTask('reconcile');
    const { port } = backend.server.address() as AddressInfo;
    const folder = await TestFolder.create();
    const base = await folder.write('base.json', IN_FORCE);
    const gate = async (columns: string[], version: string, format: string) =>
      folder.run(
        [
          'gate',
          '--entity',
          'dataproduct:default/customers',
          '--base',
          base,
          '--contract',
          await folder.write('new.json', contractOf(version, columns)),
          '--commit',
          'abc',
          '--timeout',
          '10',
          '--format',
          format,
        ],
        {
          DATA_PRODUCTS_SERVER: `http://localhost:${port}`,
          DATA_PRODUCTS_TOKEN: mockCredentials.user.token('user:default/ada'),
        },
      );

    const human = await gate(['id'], '2.4.0', 'human');
    expect(human).toMatchObject({ code: 1, stderr: '' });
    expect(human.stdout).toMatch(/blocked: .*not as far as breaking/);
    expect(human.stdout).toMatch(/breaking: .*email/);
    expect(human.stdout).toContain(
      'decision: The budget – Whether to spend more',
    );
    expect(human.stdout).toContain('team: Growth, 1 affected');

    const json = await gate(['id', 'email', 'phone'], '2.4.0', 'json');
    expect(json).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(json.stdout)).toMatchObject({
      verdict: 'pass',
      difference: { step: 'minor' },
      affected: { total: 1 },
    });

    await backend.stop();
    const gone = await gate(['id', 'email', 'phone'], '2.4.0', 'human');
    expect(gone).toMatchObject({ code: 2, stdout: '' });
    expect(gone.stderr).toContain('could not be reached');
    await folder.remove();
  });
});
