import { Entity } from '@backstage/catalog-model';
import {
  DataProductEntity,
  DecisionPathEntity,
  GlossaryTermEntity,
  HANDOFF_API_VERSION,
} from '@handoff/backstage-plugin-data-products-common';

export const customer360: DataProductEntity = {
  apiVersion: HANDOFF_API_VERSION,
  kind: 'DataProduct',
  metadata: {
    name: 'customer-360',
    namespace: 'default',
    title: 'Customer 360',
    description: 'One row per customer; the identity that every report counts.',
    annotations: {
      'handoff/datasets': 'snowflake://acme/analytics.customer_360',
      'backstage.io/edit-url': 'https://git.example/customer-360.yaml',
    },
  },
  spec: {
    type: 'aggregate',
    lifecycle: 'production',
    version: '2.3.0',
    domain: 'customer',
    criticality: 'high',
    owner: 'group:default/customer-data',
    purpose: 'Counting and addressing customers.',
    limitations: 'No merged accounts before 2024.',
    classification: 'confidential',
    access: {
      method: 'Snowflake role ANALYST_CUSTOMER',
      request: 'https://access.example/customer',
    },
    review: { every: 'P3M', last: '2026-10-01' },
    runbook: 'https://runbooks.example/customer-360',
    glossary: ['active-customer'],
    objectives: [
      {
        name: 'fresh-by-morning',
        indicator: 'freshness',
        target: 'PT6H',
        goal: 0.99,
        window: 'P30D',
      },
    ],
    contract: {
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: 'customer-360',
      name: 'Customer 360 contract',
      version: '2.3.0',
      status: 'active',
      description: { purpose: 'Counting customers.' },
      colour: 'blue',
      schema: [
        {
          name: 'customers',
          physicalType: 'table',
          description: 'Everybody who ever bought something.',
          dataGranularityDescription: 'One customer',
          properties: [
            {
              name: 'customer_id',
              logicalType: 'string',
              physicalType: 'varchar(36)',
              primaryKey: true,
              primaryKeyPosition: 1,
              required: true,
              unique: true,
              description: 'Stable over merges.',
            },
            {
              name: 'email',
              logicalType: 'string',
              classification: 'restricted',
              description: 'As last confirmed by the customer.',
              quality: [
                {
                  name: 'E-mails are there',
                  type: 'library',
                  metric: 'nullValues',
                  unit: 'percent',
                  mustBeLessThan: 2,
                  dimension: 'completeness',
                },
              ],
            },
          ],
        },
        {
          name: 'merges',
          properties: [{ name: 'merged_at', logicalType: 'timestamp' }],
        },
      ],
      team: [
        { username: 'maya.lind', role: 'Data Steward', dateOut: '2026-11-03' },
      ],
      support: [{ channel: '#customer-360', tool: 'slack' }],
    },
  },
};

export const monthlyActives: DecisionPathEntity = {
  apiVersion: HANDOFF_API_VERSION,
  kind: 'DecisionPath',
  metadata: {
    name: 'monthly-active-customers',
    namespace: 'default',
    title: 'Monthly active customers',
  },
  spec: {
    type: 'reporting',
    lifecycle: 'production',
    version: '4.0.0',
    criticality: 'critical',
    owner: 'user:default/growth-lead',
    decision: "whether to raise next quarter's acquisition budget",
    decisionMakers: ['group:default/executives'],
    cadence: 'P1M',
    steps: [
      {
        stage: 'source',
        name: 'Product events',
        entity: 'component:web-events',
      },
      {
        stage: 'identity',
        name: 'Identity stitching',
        entity: 'dataproduct:customer-360',
      },
      {
        stage: 'exposure',
        name: 'Executive dashboard',
        entity: 'dataproduct:gone',
      },
      { stage: 'decision', name: 'Quarterly budget round' },
    ],
  },
};

export const activeCustomer: GlossaryTermEntity = {
  apiVersion: HANDOFF_API_VERSION,
  kind: 'GlossaryTerm',
  metadata: { name: 'active-customer', namespace: 'default' },
  spec: {
    type: 'metric',
    definition: 'Somebody who bought something in the last 90 days.',
    calculation: 'count(distinct customer_id) where last_order > now - 90 days',
    examples: ['A customer who returned everything still counts.'],
    synonyms: ['MAC'],
  },
  relations: [
    { type: 'defines', targetRef: 'dataproduct:default/customer-360' },
  ],
};

export const customerData: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: {
    name: 'customer-data',
    namespace: 'default',
    title: 'Customer Data',
  },
  spec: { type: 'team', children: [] },
  relations: [{ type: 'childOf', targetRef: 'group:default/data-office' }],
};

export const webEvents: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'web-events', namespace: 'default', title: 'Web events' },
  spec: { type: 'service', lifecycle: 'production', owner: 'group:web' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/web' }],
};

/** A document of the Bitol standard, which says `kind: DataProduct` too. */
export const bitolProduct: Entity = {
  apiVersion: 'v1.0.0',
  kind: 'DataProduct',
  metadata: { name: 'bitol', namespace: 'default' },
};
