import fc from 'fast-check';

/** A contract as a document, with what lists of it hold by name. */
export type ContractDocument = Record<string, any>;

const names = ['id', 'email', 'mail_address', 'amount', 'address', 'tags'];
const words = fc.constantFrom('Who it is', 'What was paid', 'Where to send to');

const ruleArbitrary = fc.record(
  {
    metric: fc.constantFrom('nullValues', 'rowCount', 'invalidValues'),
    unit: fc.constantFrom('percent', 'rows'),
    mustBeLessThan: fc.integer({ min: 0, max: 20 }),
    severity: fc.constantFrom('info', 'warning', 'error', 'odd'),
    arguments: fc.record({
      validValues: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
    }),
    description: words,
  },
  { requiredKeys: ['metric'] },
);

const { column: columnArbitrary } = fc.letrec<{ column: ContractDocument }>(
  tie => ({
    column: fc.record(
      {
        name: fc.constantFrom(...names),
        physicalName: fc.constantFrom('P1', 'P2'),
        logicalType: fc.constantFrom('string', 'integer', 'number', 'object'),
        physicalType: fc.constantFrom('varchar(10)', 'int'),
        required: fc.boolean(),
        unique: fc.boolean(),
        primaryKey: fc.boolean(),
        primaryKeyPosition: fc.integer({ min: 1, max: 3 }),
        partitionKeyPosition: fc.integer({ min: -1, max: 2 }),
        encryptedName: fc.constantFrom('E1', 'E2'),
        customProperties: fc.array(
          fc.record({ property: words, value: fc.jsonValue() }),
          { maxLength: 2 },
        ),
        classification: fc.constantFrom('public', 'restricted', 'secret-ish'),
        description: words,
        logicalTypeOptions: fc.record(
          {
            maxLength: fc.integer({ min: 1, max: 9 }),
            minimum: fc.integer({ min: 0, max: 9 }),
            pattern: fc.constantFrom('^a', '^b'),
          },
          { requiredKeys: [] },
        ),
        quality: fc.uniqueArray(ruleArbitrary, {
          maxLength: 2,
          selector: rule => rule.metric,
        }),
        properties: fc.uniqueArray(tie('column'), {
          maxLength: 2,
          depthSize: 'small',
          maxDepth: 1,
          selector: column => column.name,
        } as fc.UniqueArrayConstraintsRecommended<ContractDocument, string>),
      },
      { requiredKeys: ['name'] },
    ),
  }),
);

const schemaArbitrary = fc.record(
  {
    name: fc.constantFrom('customers', 'orders', 'order_lines'),
    physicalName: fc.constantFrom('CUSTOMERS', 'ORDERS'),
    dataGranularityDescription: words,
    properties: fc.uniqueArray(columnArbitrary, {
      maxLength: 5,
      selector: column => column.name,
    }),
  },
  { requiredKeys: ['name'] },
);

const slaArbitrary = fc.record(
  {
    property: fc.constantFrom('latency', 'retention', 'availability', 'odd'),
    value: fc.integer({ min: 1, max: 100 }),
    unit: fc.constantFrom('h', 'd', 'percent'),
    element: fc.constantFrom('customers.id', 'orders'),
  },
  { requiredKeys: ['property', 'value'] },
);

/** Contracts that are alike enough for most kinds of changes between two of them. */
export const contractArbitrary: fc.Arbitrary<ContractDocument> = fc.record(
  {
    apiVersion: fc.constant('v3.1.0'),
    kind: fc.constant('DataContract'),
    id: fc.constant('contract'),
    version: fc.constantFrom('1.0.0', '1.1.0'),
    status: fc.constantFrom('active', 'deprecated', 'retired'),
    schema: fc.uniqueArray(schemaArbitrary, {
      maxLength: 3,
      selector: schema => schema.name,
    }),
    slaProperties: fc.uniqueArray(slaArbitrary, {
      maxLength: 3,
      selector: entry => entry.property,
    }),
    tags: fc.subarray(['a', 'b']),
  },
  { requiredKeys: ['apiVersion', 'kind', 'id', 'version', 'status'] },
);

/** The same contract with its schemas and columns the other way round. */
export function reversed(document: ContractDocument): ContractDocument {
  const turn = (
    entries: ContractDocument[] | undefined,
  ): ContractDocument[] | undefined =>
    entries &&
    [...entries].reverse().map(entry => ({
      ...entry,
      ...(entry.properties && { properties: turn(entry.properties) }),
    }));
  return {
    ...document,
    ...(document.schema && { schema: turn(document.schema) }),
  };
}
