import { Entity } from '@backstage/catalog-model';
import { JsonObject, JsonValue } from '@backstage/types';
import { HANDOFF_API_VERSION } from '../entities';

/**
 * Who has to notice what is wrong:
 * - `schema`: the kind's JSON Schema, so the catalog's model layer alone too;
 * - `envelope`: the kind's JSON Schema, though in a catalog Backstage's check of
 *   what every entity has comes first, with a message of its own;
 * - `rule`: our own rules on top of it;
 * - `foreign`: nobody, as the document is not of our kinds.
 */
export type ConformanceLevel = 'schema' | 'envelope' | 'rule' | 'foreign';

/** An entity that everybody accepts. */
export interface GoodCase {
  name: string;
  entity: Entity;
}

/** An entity that somebody has to refuse. */
export interface BadCase extends GoodCase {
  level: ConformanceLevel;
  /** What the message has to say, each part of it. */
  says: string[];
  /** How many problems there are. */
  count: number;
}

type Spec = Record<string, JsonValue | undefined>;

const PRODUCT: Spec = {
  type: 'aggregate',
  lifecycle: 'production',
  owner: 'group:customer-data',
};
const PATH: Spec = { type: 'reporting', lifecycle: 'production' };
const TERM: Spec = { definition: 'A person who bought something lately.' };

function entity(kind: string, spec: Spec, rest: JsonObject = {}): Entity {
  return {
    apiVersion: HANDOFF_API_VERSION,
    kind,
    metadata: { name: 'subject' },
    spec: spec as JsonObject,
    ...rest,
  };
}

const product = (spec: Spec = {}) =>
  entity('DataProduct', { ...PRODUCT, ...spec });
const path = (spec: Spec = {}) => entity('DecisionPath', { ...PATH, ...spec });
const term = (spec: Spec = {}) => entity('GlossaryTerm', { ...TERM, ...spec });
const objective = (spec: Spec = {}) =>
  product({
    objectives: [
      {
        name: 'fresh',
        indicator: 'freshness',
        target: 'PT6H',
        ...spec,
      } as JsonObject,
    ],
  });

function without(from: Entity, field: string): Entity {
  const { [field]: _dropped, ...spec } = from.spec!;
  return { ...from, spec };
}

const { spec: _, ...noSpec } = product();

function good(name: string, subject: Entity): GoodCase {
  return { name, entity: subject };
}

function badBy(level: ConformanceLevel) {
  return (
    name: string,
    subject: Entity,
    says: string[],
    count: number = 1,
  ): BadCase => ({ name, entity: subject, level, says, count });
}

const bad = badBy('schema');
const badByEnvelope = badBy('envelope');
const badByRule = badBy('rule');
const foreign = badBy('foreign');

/** The full product of the documentation. */
const FULL_PRODUCT = product({
  version: '2.3.0',
  domain: 'customer',
  criticality: 'high',
  producers: ['group:crm-platform'],
  stewards: ['user:customer-steward'],
  operators: ['group:data-platform'],
  consumers: ['group:finance', 'group:growth'],
  schemaApprovers: ['group:data-governance'],
  qualityMonitors: ['group:customer-data'],
  contacts: [
    {
      for: 'incident',
      channel: 'pagerduty',
      target: 'https://pager.example/customer-360',
      responseTime: 'PT30M',
    },
    { for: 'question', channel: 'slack', target: '#customer-360' },
  ],
  escalation: [
    { after: 'PT0S', notify: 'group:customer-data' },
    { after: 'PT1H', notify: 'user:head-of-data' },
  ],
  purpose: 'Counting and addressing customers.',
  limitations: 'No merged accounts before 2024.',
  inputs: ['dataproduct:crm-accounts', 'component:web-events'],
  glossary: ['glossaryterm:active-customer'],
  classification: 'confidential',
  access: {
    method: 'Snowflake role ANALYST_CUSTOMER',
    request: 'https://access.example/customer-360',
  },
  contract: {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    anything: [{ goes: true }],
  },
  objectives: [
    {
      name: 'fresh-by-morning',
      indicator: 'freshness',
      target: 'PT6H',
      goal: 0.99,
      window: 'P30D',
      severity: 'critical',
    },
    {
      name: 'emails-complete',
      indicator: 'completeness',
      element: 'customers.email',
      target: 0.98,
      comparator: 'at-least',
      goal: 0.95,
      window: 'P30D',
      cadence: 'P1D',
    },
  ],
  responseTimes: { acknowledge: 'PT30M', restore: 'PT4H' },
  review: { every: 'P3M', last: '2026-10-01' },
  renewal: '2027-01-31',
  runbook: 'https://runbooks.example/customer-360',
  rollback: {
    procedure: 'https://runbooks.example/rollback',
    lastKnownGood: '2.2.4',
  },
  cost: {
    owner: 'group:data-platform',
    budget: { amount: 900, currency: 'EUR', period: 'P1M' },
  },
});

/** The full path of the documentation. */
const FULL_PATH = path({
  version: '4.0.0',
  criticality: 'critical',
  owner: 'user:growth-lead',
  decision: "Whether to raise next quarter's acquisition budget",
  decisionMakers: ['group:executives'],
  cadence: 'P1M',
  steps: [
    {
      stage: 'source',
      name: 'Product events',
      entity: 'component:web-events',
      owner: 'group:web',
    },
    {
      stage: 'definition',
      name: 'Active customer',
      entity: 'glossaryterm:active-customer',
    },
    { stage: 'identity', name: 'Stitching', entity: 'customer-360' },
    { stage: 'feedback', name: 'Report a wrong number' },
  ],
  signals: {
    freshness: 'dataproduct:customer-360#fresh-by-morning',
    cost: 'https://cost.example/mac',
    usage: 'dataproduct:executive-kpis',
  },
  contracts: {
    source: ['dataproduct:crm-accounts', 'https://contracts.example/events'],
    transformation: {
      grain: 'One row per customer and month',
      keys: ['customer_id', 'month'],
      nulls: 'Refused in keys',
      acceptedRanges: 'month from 2020-01',
      url: 'https://dbt.example/mac',
    },
  },
  feedback: {
    channel: 'slack',
    target: '#mac',
    responder: 'user:growth-lead',
    responseTime: 'PT4H',
  },
  rollback: {
    procedure: 'Point the view to the release before.',
    lastKnownGood: '3.2.0',
  },
  policy: { sensitiveFields: ['email'], reviewGate: 'group:data-governance' },
});

/**
 * The good half of the conformance table, on which the validator, the
 * processor and the model layer have to agree.
 */
export const GOOD_CASES: readonly GoodCase[] = [
  good('the least a product needs', product()),
  good('the least a path needs, without an owner', path()),
  good('the least a term needs', term()),
  good('a full product', FULL_PRODUCT),
  good('a full path', FULL_PATH),
  good(
    'a full term',
    term({
      type: 'metric',
      lifecycle: 'production',
      owner: 'group:growth',
      stewards: 'user:sofia-marchetti',
      domain: 'customer',
      calculation: 'count(distinct customer_id)',
      examples: ['Bought boots; counts.'],
      synonyms: ['MAC'],
    }),
  ),
  good('one ref in place of a list', product({ stewards: 'user:maya' })),
  good('refs without kind or namespace', product({ owner: 'customer-data' })),
  good('a ref with namespace', product({ owner: 'group:shop/customer-data' })),
  good('a kind in other case', product({ owner: 'Group:customer-data' })),
  good('an empty list: nobody yet', product({ stewards: [], contacts: [] })),
  good('a prerelease', product({ version: '1.0.0-rc.1+build.5' })),
  good(
    'durations of years, weeks and fractions',
    objective({ window: 'P1Y2M1W3DT1.5H', cadence: 'P1W' }),
  ),
  good(
    'a target that is a number',
    objective({ indicator: 'volume', target: 1000 }),
  ),
  good(
    'a target that is a time of day',
    objective({ indicator: 'delivery-time', target: '07:00' }),
  ),
  good('a goal of exactly 1', objective({ goal: 1 })),
  good('a leap day', product({ renewal: '2028-02-29' })),
  good(
    'an input of a kind of somebody else',
    product({ inputs: ['topic:events'] }),
  ),
  good(
    'two rungs at the same time',
    product({
      escalation: [
        { after: 'PT1H', notify: 'a' },
        { after: 'PT60M', notify: 'user:b' },
      ],
    }),
  ),
  good('an inline contract of any form', product({ contract: {} })),
  good(
    'a step of a stage twice',
    path({
      steps: [
        { stage: 'source', name: 'A' },
        { stage: 'source', name: 'B' },
      ],
    }),
  ),
  good(
    'metadata that the catalog knows',
    entity('DataProduct', PRODUCT, {
      metadata: {
        name: 'subject',
        title: 'Subject',
        tags: ['pii'],
        annotations: { 'handoff/datasets': 'dbt://shop/model.shop.a' },
        links: [{ url: 'https://a.example' }],
      },
    }),
  ),
];

/** The bad half of the table. */
export const BAD_CASES: readonly BadCase[] = [
  // Fields that do not exist.
  bad('a typo of a field', product({ steward: ['user:maya'] }), [
    'spec.steward is not a field of the spec of a DataProduct',
    'did you mean stewards?',
  ]),
  bad('a field in other case', product({ Criticality: 'high' }), [
    'spec.Criticality',
    'did you mean criticality?',
  ]),
  bad('a field unlike any other', product({ favouriteColour: 'blue' }), [
    'spec.favouriteColour',
    'which has type, lifecycle',
    'renewal',
  ]),
  bad('a field of another kind', path({ inputs: ['dataproduct:a'] }), [
    'spec.inputs is not a field of the spec of a DecisionPath',
  ]),
  bad(
    'a typo in a contact',
    product({
      contacts: [
        {
          for: 'incident',
          channel: 'slack',
          target: '#a',
          reponseTime: 'PT1H',
        },
      ],
    }),
    [
      'spec.contacts[0].reponseTime is not a field of spec.contacts[0]',
      'did you mean responseTime?',
    ],
  ),
  bad(
    'a typo in a step',
    path({ steps: [{ stage: 'source', name: 'A', entitty: 'component:a' }] }),
    ['spec.steps[0].entitty', 'did you mean entity?'],
  ),
  bad('a typo in an objective', objective({ indicater: 'x' }), [
    'spec.objectives[0].indicater',
    'did you mean indicator?',
  ]),
  bad(
    'a typo deep down',
    product({
      cost: {
        budget: { amount: 1, curency: 'EUR', currency: 'EUR', period: 'P1M' },
      },
    }),
    ['spec.cost.budget.curency', 'did you mean currency?'],
  ),
  bad('a field with an odd name', product({ 'a b/c': 1 }), [
    'spec["a b/c"] is not a field',
  ]),
  bad('a typo in a term', term({ synonym: ['x'] }), [
    'spec.synonym',
    'did you mean synonyms?',
  ]),

  // What is missing or empty.
  bad('no spec', noSpec, [
    'spec is missing; must be a map with the fields type, lifecycle',
  ]),
  bad('no owner of a product', without(product(), 'owner'), [
    'spec.owner is missing; must be an entity ref such as group:customer-data',
  ]),
  bad('no lifecycle', without(path(), 'lifecycle'), [
    'spec.lifecycle is missing; must be one of experimental, development, production, deprecated, retired',
  ]),
  bad('no type', without(product(), 'type'), [
    'spec.type is missing',
    'source-aligned',
  ]),
  bad('no definition', without(term(), 'definition'), [
    'spec.definition is missing',
  ]),
  bad('a field left blank in YAML', product({ stewards: null }), [
    'spec.stewards is empty',
    'or left out',
  ]),
  bad('a blank text', product({ purpose: '  ' }), [
    'spec.purpose is "  "; must be text that is not empty',
  ]),
  bad(
    'a contact without target',
    product({ contacts: [{ for: 'incident', channel: 'slack', target: '' }] }),
    ['spec.contacts[0].target is empty'],
  ),
  bad(
    'a contact that lacks its purpose',
    product({ contacts: [{ channel: 'slack', target: '#a' }] }),
    [
      'spec.contacts[0].for is missing; must be one of incident, question, access, change, other',
    ],
  ),
  bad(
    'a budget without period',
    product({ cost: { budget: { amount: 1, currency: 'EUR' } } }),
    ['spec.cost.budget.period is missing'],
  ),
  bad(
    'a review without interval',
    product({ review: { last: '2026-10-01' } }),
    ['spec.review.every is missing'],
  ),
  bad('a step without name', path({ steps: [{ stage: 'source' }] }), [
    'spec.steps[0].name is missing',
  ]),

  // Values that are not allowed.
  bad('an unknown lifecycle', product({ lifecycle: 'prodction' }), [
    'spec.lifecycle is "prodction"; must be one of',
    'did you mean production?',
  ]),
  bad('an unknown type', path({ type: 'aggregate' }), [
    'spec.type is "aggregate"; must be one of reporting, model-feature, operational',
  ]),
  bad('an unknown criticality', product({ criticality: 'urgent' }), [
    'spec.criticality is "urgent"',
    'low, medium, high, critical',
  ]),
  bad('an unknown classification', product({ classification: 'secret' }), [
    'spec.classification is "secret"',
  ]),
  bad('an unknown stage', path({ steps: [{ stage: 'sourse', name: 'A' }] }), [
    'spec.steps[0].stage is "sourse"',
    'did you mean source?',
  ]),
  bad(
    'an unknown purpose of a contact',
    product({
      contacts: [{ for: 'incidents', channel: 'slack', target: '#a' }],
    }),
    ['spec.contacts[0].for is "incidents"', 'did you mean incident?'],
  ),
  bad('an unknown indicator', objective({ indicator: 'freshnes' }), [
    'spec.objectives[0].indicator is "freshnes"',
    'did you mean freshness?',
  ]),
  bad('a duration in words', objective({ window: '30 days' }), [
    'spec.objectives[0].window is "30 days"',
    'ISO 8601 duration',
  ]),
  bad(
    'a duration without parts',
    product({ responseTimes: { acknowledge: 'PT' } }),
    ['spec.responseTimes.acknowledge is "PT"'],
  ),
  bad('a window of no length', objective({ window: 'P0D' }), [
    'spec.objectives[0].window is "P0D"',
    'longer than zero',
  ]),
  bad('a target in words', objective({ target: '6 hours' }), [
    'spec.objectives[0].target is "6 hours"',
    'PT6H',
  ]),
  bad('a goal of 0', objective({ goal: 0 }), [
    'spec.objectives[0].goal is 0; must be a share above 0 and up to 1',
  ]),
  bad('a goal in per cent', objective({ goal: 99 }), [
    'spec.objectives[0].goal is 99; must be a share above 0 and up to 1',
  ]),
  bad('a version of two parts', product({ version: '2.3' }), [
    'spec.version is "2.3"',
    'semantic version such as 2.3.0',
  ]),
  bad('a version that YAML read as a number', product({ version: 2.3 }), [
    'spec.version is 2.3',
    'written in quotes',
  ]),
  bad(
    'a version with a leading zero',
    product({ rollback: { lastKnownGood: '2.03.1' } }),
    ['spec.rollback.lastKnownGood is "2.03.1"'],
  ),
  bad('a date in another order', product({ renewal: '31.01.2027' }), [
    'spec.renewal is "31.01.2027"',
    '2026-10-01',
  ]),
  bad(
    'a month that does not exist',
    product({ review: { every: 'P3M', last: '2026-13-01' } }),
    ['spec.review.last is "2026-13-01"'],
  ),
  bad(
    'a currency in words',
    product({
      cost: { budget: { amount: 1, currency: 'euro', period: 'P1M' } },
    }),
    ['spec.cost.budget.currency is "euro"'],
  ),
  bad(
    'a negative budget',
    product({
      cost: { budget: { amount: -1, currency: 'EUR', period: 'P1M' } },
    }),
    ['spec.cost.budget.amount is -1'],
  ),
  bad(
    'a script in place of a page',
    // eslint-disable-next-line no-script-url -- that is what must be refused
    product({ runbook: 'javascript:alert(1)' }),
    ['spec.runbook is "javascript:alert(1)"', 'https://'],
  ),
  bad('a signal in words', path({ signals: { quality: 'looks fine' } }), [
    'spec.signals.quality is "looks fine"',
  ]),

  // Values of another form.
  bad('two owners', product({ owner: ['group:a', 'group:b'] }), [
    'spec.owner is a list of 2 items; must be an entity ref',
  ]),
  bad('a ref as a map', product({ producers: { name: 'a' } }), [
    'spec.producers is a map',
    'or a list of them',
  ]),
  bad('a number among refs', product({ consumers: ['group:a', 7] }), [
    'spec.consumers[1] is 7',
  ]),
  bad('contacts as a map', product({ contacts: { incident: '#a' } }), [
    'spec.contacts is a map; must be a list',
  ]),
  bad('a contract that is text', product({ contract: 'see Confluence' }), [
    'spec.contract is "see Confluence"; must be an ODCS document',
  ]),
  bad('a contract that is a list', product({ contract: [{}] }), [
    'spec.contract is a list of 1 item; must be an ODCS document',
  ]),
  badByEnvelope(
    'a spec that is a list',
    { ...product(), spec: [] as unknown as JsonObject },
    ['spec is a list of 0 items; must be a map'],
  ),
  badByEnvelope(
    'a spec that is text',
    { ...product(), spec: 'x' as unknown as JsonObject },
    ['spec is "x"; must be a map'],
  ),

  // Refs.
  bad('a ref with blanks', product({ owner: 'Customer Data' }), [
    'spec.owner is "Customer Data"; must be an entity ref',
  ]),
  bad('a ref without name', product({ inputs: ['dataproduct:'] }), [
    'spec.inputs[0] is "dataproduct:"',
  ]),
  bad(
    'a ref with too many parts',
    path({
      steps: [{ stage: 'source', name: 'A', entity: 'component:a/b/c' }],
    }),
    ['spec.steps[0].entity is "component:a/b/c"'],
  ),
  badByRule(
    'an owner that is a component',
    product({ owner: 'component:web' }),
    ['spec.owner is "component:web"; must be a group or user, not a component'],
  ),
  badByRule(
    'a steward that is a product',
    term({ stewards: ['dataproduct:b', 'user:a'] }),
    ['spec.stewards[0] is "dataproduct:b"'],
  ),
  badByRule(
    'a glossary entry that is a component',
    product({ glossary: 'component:a' }),
    ['spec.glossary is "component:a"; must be a glossaryterm'],
  ),
  badByRule('a domain that is a system', product({ domain: 'system:crm' }), [
    'spec.domain is "system:crm"; must be a domain',
  ]),
  badByRule(
    'an escalation to a system',
    product({ escalation: [{ after: 'PT1H', notify: 'system:crm' }] }),
    ['spec.escalation[0].notify is "system:crm"'],
  ),
  badByRule(
    'a gate that is a component',
    path({ policy: { reviewGate: 'component:a' } }),
    ['spec.policy.reviewGate is "component:a"'],
  ),
  badByRule(
    'a product made of itself',
    product({ inputs: ['dataproduct:a', 'default/Subject'] }),
    ['spec.inputs[1] is "default/Subject", the entity itself'],
  ),
  badByRule(
    'a step that is the path',
    path({
      steps: [{ stage: 'source', name: 'A', entity: 'decisionpath:subject' }],
    }),
    ['spec.steps[0].entity', 'the entity itself'],
  ),

  // Rules of our own.
  badByRule('a day that does not exist', product({ renewal: '2026-02-30' }), [
    'spec.renewal is "2026-02-30", a day that the calendar does not have',
  ]),
  badByRule(
    'objectives of the same name',
    product({
      objectives: [
        { name: 'a', indicator: 'freshness', target: 'PT1H' },
        { name: 'b', indicator: 'volume', target: 1 },
        { name: 'a', indicator: 'latency', target: 'PT1H' },
      ],
    }),
    ['spec.objectives[2].name is "a", like spec.objectives[0].name'],
  ),
  badByRule(
    'an escalation out of order',
    product({
      escalation: [
        { after: 'P1D', notify: 'group:a' },
        { after: 'PT4H', notify: 'group:b' },
      ],
    }),
    ['spec.escalation[1].after is "PT4H", which comes before "P1D" above it'],
  ),

  // Several at once, all of them told.
  bad(
    'five things',
    product({
      steward: 'a',
      lifecycle: 'prod',
      version: '1',
      owner: 'component:a',
      renewal: '2026-02-31',
    }),
    [
      'spec.steward',
      'spec.lifecycle',
      'spec.version',
      'spec.owner',
      'spec.renewal',
      '5 problems',
    ],
    5,
  ),

  // Documents of others.
  foreign('a Bitol ODPS document', { ...product(), apiVersion: 'v1.0.0' }, [
    'apiVersion is "v1.0.0"; must be handoff/v1alpha1',
    'Bitol ODPS',
  ]),
  foreign(
    'an older Bitol ODPS document',
    { ...product(), apiVersion: 'v0.9.0' },
    ['apiVersion is "v0.9.0"', 'Bitol ODPS'],
  ),
  foreign(
    'a version of ours that does not exist',
    { ...product(), apiVersion: 'handoff/v1' },
    ['apiVersion is "handoff/v1"; must be handoff/v1alpha1'],
  ),
  foreign('a kind that does not exist', { ...product(), kind: 'DataProdukt' }, [
    'kind is "DataProdukt"; must be one of',
    'did you mean DataProduct?',
  ]),
  foreign('a kind in lower case', { ...product(), kind: 'dataproduct' }, [
    'kind is "dataproduct"',
    'did you mean DataProduct?',
  ]),
];
