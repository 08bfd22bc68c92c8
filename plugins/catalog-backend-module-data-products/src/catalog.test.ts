import { writeFile } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { AlphaEntity } from '@backstage/catalog-model/alpha';
import { ENTITY_CHANGED_TOPIC } from '@handoff/backstage-plugin-data-products-common';
import { RunningCatalog, startCatalog } from './__testUtils__/startCatalog';
import { catalogModuleDataProducts } from './module';
import { catalogModuleDataProductsModel } from './modelLayer/module';

const COMPANY = `
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: company }
spec: { targets: [./teams.yaml, ./products/customer-360.yaml, ./products/lost.yaml, ./paths.yaml, ./bitol.yaml] }
`;

const TEAMS = `
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: customer-data }
spec: { type: team, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: { name: maya }
spec: { memberOf: [customer-data] }
---
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata: { name: customer }
spec: { owner: customer-data }
---
apiVersion: handoff/v1alpha1
kind: GlossaryTerm
metadata: { name: active-customer }
spec: { definition: Bought something in the last 30 days. }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: web-events }
spec: { type: service, lifecycle: production, owner: customer-data }
`;

const PRODUCT = `
apiVersion: handoff/v1alpha1
kind: DataProduct
metadata: { name: customer-360 }
spec:
  type: aggregate
  lifecycle: production
  version: 2.3.0
  owner: group:customer-data
  stewards: [user:maya]
  domain: customer
  inputs: [component:web-events, topic:events]
  glossary: active-customer
  review: { every: P3M, last: 2026-10-01 }
  contract: { $yaml: ../contracts/customer-360.odcs.yaml }
`;

const CONTRACT = `
apiVersion: v3.1.0
kind: DataContract
id: customer-360
status: active
version: 1.0.0
contractCreatedTs: 2026-10-01T08:00:00Z
`;

const PATHS = `
apiVersion: handoff/v1alpha1
kind: DecisionPath
metadata: { name: monthly-active-customers }
spec:
  type: reporting
  lifecycle: production
  owner: user:maya
  decisionMakers: [group:customer-data]
  steps:
    - { stage: source, name: Events, entity: component:web-events }
    - { stage: identity, name: Stitching, entity: customer-360 }
    - { stage: decision, name: Budget round }
`;

const LOST = PRODUCT.replace('customer-360 }', 'lost }').replace(
  '../contracts/customer-360.odcs.yaml',
  './lost.odcs.yaml',
);

const BITOL = `
apiVersion: v1.0.0
kind: DataProduct
metadata: { name: bitol }
spec: {}
`;

// Processing waits for the catalog's clock, which ticks once a second.
jest.setTimeout(30_000);

function relationsOf(entity: AlphaEntity): string[] {
  return (entity.relations ?? [])
    .map(({ type, targetRef }) => `${type} ${targetRef}`)
    .sort();
}

describe.each([
  { by: 'the processor', feature: catalogModuleDataProducts },
  { by: 'the model layer', feature: catalogModuleDataProductsModel },
])('a catalog with our kinds by $by', ({ feature }) => {
  const folder = createMockDirectory();
  const customer360 = 'dataproduct:default/customer-360';
  let catalog: RunningCatalog;

  function hintsOf(ref: string) {
    return catalog.events.filter(
      ({ topic, eventPayload }) =>
        topic === ENTITY_CHANGED_TOPIC &&
        (eventPayload as { entityRef: string }).entityRef === ref,
    ).length;
  }

  beforeAll(async () => {
    folder.setContent({
      'company.yaml': COMPANY,
      'teams.yaml': TEAMS,
      'paths.yaml': PATHS,
      'bitol.yaml': BITOL,
      products: { 'customer-360.yaml': PRODUCT, 'lost.yaml': LOST },
      contracts: { 'customer-360.odcs.yaml': CONTRACT },
    });
    catalog = await startCatalog({
      features: [feature],
      locations: [{ type: 'file', target: folder.resolve('company.yaml') }],
    });
  });
  afterAll(() => catalog.stop());

  it('stitches every relation onto both ends', async () => {
    const product = await catalog.entity(
      customer360,
      entity => relationsOf(entity).length >= 7,
    );
    expect(relationsOf(product)).toEqual([
      'definedBy glossaryterm:default/active-customer',
      'dependencyOf decisionpath:default/monthly-active-customers',
      'dependsOn component:default/web-events',
      'dependsOn topic:default/events',
      'ownedBy group:default/customer-data',
      'partOf domain:default/customer',
      'stewardedBy user:default/maya',
    ]);

    const path = await catalog.entity(
      'decisionpath:default/monthly-active-customers',
    );
    expect(relationsOf(path)).toEqual([
      'decidedBy group:default/customer-data',
      'dependsOn component:default/web-events',
      `dependsOn ${customer360}`,
      'ownedBy user:default/maya',
    ]);

    const reverse = {
      'group:default/customer-data': [
        `ownerOf ${customer360}`,
        'deciderOf decisionpath:default/monthly-active-customers',
      ],
      'user:default/maya': [
        `stewardOf ${customer360}`,
        'ownerOf decisionpath:default/monthly-active-customers',
      ],
      'domain:default/customer': [`hasPart ${customer360}`],
      'glossaryterm:default/active-customer': [`defines ${customer360}`],
      'component:default/web-events': [
        `dependencyOf ${customer360}`,
        'dependencyOf decisionpath:default/monthly-active-customers',
      ],
    };
    for (const [ref, relations] of Object.entries(reverse)) {
      const entity = await catalog.entity(ref, candidate =>
        relations.every(relation => relationsOf(candidate).includes(relation)),
      );
      expect(relationsOf(entity)).toEqual(expect.arrayContaining(relations));
    }
  });

  it('puts the contract that a file holds into the entity', async () => {
    const { spec } = await catalog.entity(customer360);
    expect(spec).toMatchObject({
      contract: {
        kind: 'DataContract',
        id: 'customer-360',
        contractCreatedTs: '2026-10-01T08:00:00Z',
      },
      review: { last: '2026-10-01' },
    });
  });

  it('says which contract file is missing, and takes no ODPS document for ours', async () => {
    const errorOf = async (ref: string) => {
      const { eventPayload } = await catalog.event(
        'experimental.catalog.errors',
        payload => payload.entity === ref,
      );
      return String((eventPayload as any).errors[0]);
    };

    expect(await errorOf('dataproduct:default/lost')).toContain(
      `spec.contract names ./lost.odcs.yaml with $yaml, in ${folder.resolve(
        'products/lost.yaml',
      )}; the file ${folder.resolve(
        'products/lost.odcs.yaml',
      )} could not be read (it does not exist)`,
    );
    expect(await errorOf('dataproduct:default/bitol')).toMatch(
      /"apiVersion" is not valid|no version matching apiVersion "v1\.0\.0"/,
    );
  });

  it('hints at changed content, shows what is wrong with it, and is silent otherwise', async () => {
    await catalog.entity(customer360);
    const before = hintsOf(customer360);
    expect(before).toBe(1);
    expect(hintsOf('user:default/maya')).toBe(1);

    const edit = async (content: string) => {
      await writeFile(folder.resolve('products/customer-360.yaml'), content);
      await catalog.post('/refresh', { entityRef: customer360 });
    };

    await edit(PRODUCT.replace('2.3.0', '2.4.0'));
    await catalog.entity(customer360, ({ spec }) => spec?.version === '2.4.0');
    expect(hintsOf(customer360)).toBe(2);

    await edit(
      PRODUCT.replace('stewards', 'steward').replace('production', 'prod'),
    );
    const { spec, status } = await catalog.entity(
      customer360,
      entity => entity.status?.items?.length === 1,
    );
    expect(spec?.version).toBe('2.4.0');
    expect(status?.items?.[0]).toMatchObject({
      level: 'error',
      message: expect.stringContaining(
        [
          'DataProduct customer-360 has 2 problems:',
          '- spec.steward is not a field of the spec of a DataProduct; did you mean stewards?',
          '- spec.lifecycle is "prod"; must be one of experimental, development, production, deprecated, retired (did you mean production?)',
        ].join('\n'),
      ),
    });
    expect(hintsOf(customer360)).toBe(2);
    expect(hintsOf('user:default/maya')).toBe(1);
  });
});

describe('a contract behind a URL', () => {
  it('is read by the catalog itself, which says what is missing', async () => {
    const base = 'https://git.example.com/data';
    const catalog = await startCatalog({
      features: [catalogModuleDataProducts],
      locations: [{ type: 'url', target: `${base}/products/all.yaml` }],
      urls: {
        [`${base}/products/all.yaml`]: `${PRODUCT}---${LOST}`,
        [`${base}/contracts/customer-360.odcs.yaml`]: CONTRACT,
      },
    });
    try {
      const { spec } = await catalog.entity('dataproduct:default/customer-360');
      expect(spec?.contract).toMatchObject({ kind: 'DataContract' });

      const { eventPayload } = await catalog.event(
        'experimental.catalog.errors',
      );
      expect(String((eventPayload as any).errors[0])).toContain(
        'Placeholder $yaml could not read location ./lost.odcs.yaml',
      );
    } finally {
      await catalog.stop();
    }
  });
});
