import {
  DirectoryEntry,
  evaluateReadiness,
} from '@handoff/backstage-plugin-data-products-common';
import { ConfigReader } from '@backstage/config';
import { decisionPath, product } from '../__testUtils__/entities';
import { readCheckSet } from '../readiness/readCheckSet';
import { collectEvidence, referencesOf } from './collectEvidence';

const NOW = new Date('2026-11-21T12:00:00.000Z');

const DIRECTORY = new Map<string, DirectoryEntry>(
  [
    {
      ref: 'group:sales/owners',
      title: 'Owners',
      members: [],
      children: ['group:sales/nested', 'group:sales/owners'],
    },
    {
      ref: 'group:sales/nested',
      members: ['user:sales/maya'],
      children: [],
    },
    { ref: 'user:sales/maya', title: 'Maya Lind', members: [], children: [] },
  ].map(entry => [entry.ref, entry]),
);

const KNOWN = new Map([
  ['group:sales/owners', { etag: 'o1' }],
  ['group:sales/nested', { etag: 'n1' }],
  ['user:sales/maya', { etag: 'm1' }],
  ['dataproduct:sales/crm', { etag: 'c1', contract: true }],
  ['component:default/web-events', { etag: 'w1' }],
  ['glossaryterm:sales/active', { etag: 'a1' }],
]);

const collect = (entity: Parameters<typeof collectEvidence>[0]) =>
  collectEvidence(
    entity,
    ref => DIRECTORY.get(ref),
    ref => KNOWN.get(ref),
    NOW,
  );

const entity = product(
  'customer-360',
  {
    owner: 'owners',
    domain: 'domain:default/customer',
    inputs: ['crm', 'component:default/web-events', 'topic:gone'],
    glossary: 'active',
    escalation: [{ after: 'PT1H', notify: 'user:head' }],
    contacts: [
      { for: 'incident', channel: 'url', target: 'https://a.example.com' },
      { for: 'question', channel: 'slack', target: '#c360' },
    ],
    contract: {
      apiVersion: 'v3.0.2',
      kind: 'DataContract',
      id: 'c360',
      version: '1.0.0',
      status: 'active',
      schema: [
        {
          name: 'customers',
          properties: [
            {
              name: 'id',
              logicalType: 'string',
              primaryKey: true,
              description: 'The identity.',
            },
          ],
        },
      ],
      slaProperties: [{ property: 'latency', value: 4, unit: 'h' }],
      team: [
        { username: 'ivo', role: 'data steward', dateIn: '2027-02-01' },
        { username: 'ann', role: 'data steward', dateOut: '2026-12-24' },
      ],
    },
  },
  {
    namespace: 'sales',
    title: 'Customer 360',
    etag: 'e1',
    uid: 'u',
    tags: ['PII'],
    annotations: {
      'handoff/datasets': 'snowflake://acme/C360.*',
      'backstage.io/managed-by-location': 'file:/somewhere',
    },
  },
);

it('makes evidence of an entity and what surrounds it', () => {
  const { evidence, ...rest } = collect(entity);
  expect(evidence).toMatchObject({
    entityRef: 'dataproduct:sales/customer-360',
    title: 'Customer 360',
    criticality: 'medium',
    contacts: { incident: 1, question: 1 },
    escalation: 1,
    contract: { schemas: 1, columns: 1, keyed: 1, described: 1 },
    objectives: [{ indicator: 'latency' }],
    inputs: [
      { ref: 'dataproduct:sales/crm', found: true, contract: true },
      { ref: 'component:default/web-events', found: true },
      { ref: 'topic:sales/gone', found: false },
    ],
    glossary: [{ ref: 'glossaryterm:sales/active', found: true }],
  });
  expect(evidence.roles[0]).toMatchObject({
    role: 'owner',
    refs: ['group:sales/owners'],
    missing: [],
    people: 1,
    vacant: false,
  });
  // What filters match: nothing that is large, or the catalog's own affair.
  expect(evidence.entity).toEqual({
    apiVersion: 'handoff/v1alpha1',
    kind: 'DataProduct',
    metadata: {
      name: 'customer-360',
      namespace: 'sales',
      title: 'Customer 360',
      tags: ['PII'],
      annotations: { 'handoff/datasets': 'snowflake://acme/C360.*' },
    },
    spec: expect.not.objectContaining({ contract: expect.anything() }),
  });

  expect(rest.etag).toBe('e1');
  expect(rest.listing).toMatchObject({
    ownerRef: 'group:sales/owners',
    ownerTitle: 'Owners',
    ownerVacant: false,
    domain: 'customer',
    incidentContact: { target: 'https://a.example.com' },
    questionContact: { target: '#c360' },
  });
  for (const word of [
    'customer 360',
    'pii',
    'snowflake://acme/c360.',
    'owners',
  ]) {
    expect(rest.listing.search).toContain(word);
  }
  expect(rest.datasets).toEqual([
    { pattern: 'snowflake://acme/C360.', prefix: true },
  ]);
  // Ann leaves, before Ivo comes.
  expect(rest.refreshAt).toBe('2026-12-24T00:00:00.000Z');
});

it('knows all that the evidence depends on, around a circle of groups too', () => {
  const { references } = collect(entity);
  expect([...references].sort()).toEqual([
    ['component:default/web-events', 'w1'],
    ['dataproduct:sales/crm', 'c1'],
    ['glossaryterm:sales/active', 'a1'],
    ['group:sales/nested', 'n1'],
    ['group:sales/owners', 'o1'],
    ['topic:sales/gone', undefined],
    ['user:default/ann', undefined],
    ['user:sales/head', undefined],
    ['user:sales/maya', 'm1'],
  ]);
  const looked = referencesOf(entity, NOW);
  expect([...references.keys()]).toEqual(expect.arrayContaining(looked));
});

it('gives the checks of a path what they ask for: steps and source contracts', () => {
  const path = decisionPath(
    'mac',
    {
      owner: 'user:maya',
      contracts: { source: ['crm', 'https://contracts.example.com', 'gone'] },
      steps: [
        {
          stage: 'source',
          name: 'Events',
          entity: 'component:default/web-events',
        },
        { stage: 'feedback', name: 'Feedback' },
      ],
    },
    { namespace: 'sales' },
  );
  const { evidence } = collect(path);
  expect(evidence.inputs.map(({ ref, found }) => [ref, found])).toEqual([
    ['component:default/web-events', true],
    ['dataproduct:sales/crm', true],
    ['dataproduct:sales/gone', false],
  ]);
  const { outcomes } = evaluateReadiness(
    evidence,
    readCheckSet(new ConfigReader({}), []),
    NOW,
  );
  expect(
    outcomes.find(({ checkId }) => checkId === 'source-contract'),
  ).toMatchObject({
    status: 'fail',
    reason: expect.stringMatching(/gone.* is not in the catalog\.$/),
  });
  expect(
    outcomes.find(({ checkId }) => checkId === 'named-owner'),
  ).toMatchObject({ status: 'pass' });
});
