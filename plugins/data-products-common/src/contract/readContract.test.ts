import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { Contract, ContractProblem } from './Contract';
import { readContract } from './readContract';
import { summarizeContract } from './summarizeContract';

const HEAD = {
  apiVersion: 'v3.1.0',
  kind: 'DataContract',
  id: 'c',
  version: '1.0.0',
  status: 'active',
};

function fixture(name: string): any {
  return parse(readFileSync(resolve(__dirname, '__fixtures__', name), 'utf8'));
}

function contractOf(document: unknown): Contract {
  const { contract } = readContract(document);
  expect(contract).toBeDefined();
  return contract!;
}

/** Whether an RFC 6901 pointer leads to something in a document. */
function resolves(document: unknown, pointer: string): boolean {
  let value: any = document;
  return pointer
    .split('/')
    .slice(1)
    .map(token => token.replace(/~1/g, '/').replace(/~0/g, '~'))
    .every(key => {
      const found =
        typeof value === 'object' &&
        value !== null &&
        Object.hasOwn(value, key);
      value = found ? value[key] : undefined;
      return found;
    });
}

describe('readContract', () => {
  describe('on a whole 3.1 contract', () => {
    const reading = readContract(fixture('orders.odcs.yaml'));
    const contract = reading.contract!;

    it('finds nothing wrong', () => {
      expect(reading.problems).toEqual([]);
    });

    it('reads what the contract says of itself', () => {
      expect(contract).toMatchObject({
        apiVersion: 'v3.1.0',
        id: 'orders-contract',
        name: 'Orders',
        version: '2.1.0',
        status: 'active',
        domain: 'sales',
        tenant: 'Nordwind',
        description: {
          purpose: 'Every order of the web shop, one row per order line.',
          limitations: 'Orders by telephone arrive a day later.',
          usage: 'Revenue reporting and demand forecasts.',
        },
        links: [
          {
            url: 'https://wiki.nordwind.example/orders',
            type: 'businessDefinition',
          },
        ],
        tags: ['orders', 'revenue'],
        price: { amount: 9.95, currency: 'EUR', unit: 'month' },
        roles: [{ role: 'ORDERS_READ', access: 'read' }],
      });
    });

    it('says in one line where the data is', () => {
      expect(
        contract.servers.map(({ server, location }) => [server, location]),
      ).toEqual([
        ['warehouse', 'nordwind.SALES.ORDERS'],
        ['replica', 'pg.nordwind.example:5432/shop.public'],
        ['archive', 's3://nordwind-archive/orders/'],
      ]);
    });

    it('flattens nested columns and items, in order', () => {
      expect(
        contract.schemas[0].columns.map(({ name, depth }) => [name, depth]),
      ).toEqual([
        ['sku', 0],
        ['order_id', 0],
        ['customer_id', 0],
        ['shipping', 0],
        ['shipping.address', 1],
        ['shipping.address.city', 2],
        ['discounts', 0],
        ['discounts[].code', 1],
        ['labels', 0],
        ['labels[]', 1],
        ['ordered_at', 0],
      ]);
    });

    it('reads keys, relationships, constraints and transformations', () => {
      const [schema] = contract.schemas;
      expect(schema).toMatchObject({
        name: 'order_lines',
        grain: 'One row per order and article.',
        primaryKey: ['order_id', 'sku'],
        relationships: [
          {
            type: 'foreignKey',
            from: ['order_lines.customer_id', 'order_lines.country'],
            to: ['customers.id', 'customers.country'],
          },
          {
            type: 'foreignKey',
            from: ['order_lines.customer_id'],
            to: ['customers.id'],
          },
        ],
      });
      const column = (name: string) =>
        schema.columns.find(candidate => candidate.name === name);
      expect(column('sku')).toMatchObject({
        constraints: { maxLength: 12, pattern: '^[A-Z0-9-]+$' },
        primaryKeyPosition: 2,
      });
      expect(column('order_id')).toMatchObject({
        required: true,
        unique: false,
        examples: ['1042', '1043'],
      });
      expect(column('customer_id')).toMatchObject({
        classification: 'restricted',
        criticalDataElement: true,
        qualityRules: 1,
      });
      expect(column('ordered_at')).toMatchObject({
        partitioned: true,
        transform: {
          logic: "date_trunc('second', created_at)",
          sources: ['shop.orders'],
        },
      });
    });

    it('reads quality rules of every level with element and tolerance', () => {
      expect(contract.quality).toEqual([
        expect.objectContaining({
          id: 'enough-lines',
          type: 'library',
          element: 'order_lines',
          threshold: { comparator: 'greater-than', value: 1000 },
          tolerance: undefined,
        }),
        expect.objectContaining({
          metric: 'duplicateValues',
          criteria: 'over order_id, sku',
          tolerance: 'none',
        }),
        expect.objectContaining({
          metric: 'nullValues',
          element: 'order_lines.customer_id',
          dimension: 'completeness',
          severity: 'warning',
          tolerance: 'less than 1 %',
        }),
      ]);
    });

    it('summarizes it for readiness checks', () => {
      expect(summarizeContract(reading)).toEqual({
        version: '2.1.0',
        status: 'active',
        schemas: 1,
        columns: 11,
        keyed: 1,
        grained: 1,
        described: 3,
        qualityRules: 3,
        thresholds: 3,
        errors: [],
        errorCount: 0,
      });
    });
  });

  it('reads both forms of a team alike', () => {
    const members = [
      { username: 'mlind', role: 'Owner', dateIn: '2024-01-01' },
      { username: 'okaya', dateIn: new Date('2026-11-03T00:00:00Z') },
    ];
    const list = contractOf({ ...HEAD, apiVersion: 'v3.0.2', team: members });
    const object = contractOf({ ...HEAD, team: { name: 'T', members } });
    const read = [
      expect.objectContaining({ username: 'mlind', dateIn: '2024-01-01' }),
      expect.objectContaining({ username: 'okaya', dateIn: '2026-11-03' }),
    ];
    expect(list.team).toEqual({ members: read });
    expect(object.team).toEqual({
      name: 'T',
      description: undefined,
      members: read,
    });
  });

  it.each([
    ['a null', null],
    ['a text', 'kind: DataContract'],
    ['a list', [HEAD]],
    ['an ODPS product', { kind: 'DataProduct', apiVersion: 'v1.0.0' }],
    ['some other document', { openapi: '3.1.0', info: {} }],
    ['a Data Contract Specification', { dataContractSpecification: '1.1.0' }],
  ])('takes %s for no contract and says why', (_, document) => {
    const reading = readContract(document);
    expect(reading.contract).toBeUndefined();
    expect(reading.problems).toEqual([
      expect.objectContaining({ severity: 'error' }),
    ]);
    expect(summarizeContract(reading)).toMatchObject({
      schemas: 0,
      errorCount: 1,
    });
  });

  it('reads on where only `kind` is missing', () => {
    const { kind, ...document } = HEAD;
    const { contract, problems } = readContract(document);
    expect(contract?.id).toBe('c');
    expect(problems).toEqual([
      {
        pointer: '',
        message: 'kind is missing: an ODCS contract has kind: DataContract',
        severity: 'error',
      },
    ]);
  });

  it.each(['v2.2.2', 'v4.0.0', 'v3.2.0', 'latest'])(
    'reads what it can of apiVersion %s, as an error',
    apiVersion => {
      const { contract, problems } = readContract({
        ...HEAD,
        apiVersion,
        schema: [{ name: 'orders', properties: [{ name: 'id' }] }],
      });
      expect(contract?.schemas[0].columns).toHaveLength(1);
      expect(problems).toEqual([
        expect.objectContaining({ pointer: '/apiVersion', severity: 'error' }),
      ]);
    },
  );

  it('does not call the fields of another major version unknown', () => {
    const { problems } = readContract({
      ...HEAD,
      apiVersion: 'v2.2.2',
      quantumName: 'orders',
      dataset: [{ table: 'orders', columns: [{ column: 'id' }] }],
    });
    expect(problems.map(({ pointer }) => pointer)).toEqual(['/apiVersion']);
  });

  it('forbids unknown fields as the declared version does', () => {
    const schema = [{ name: 'orders', grain: 'one row per order' }];
    const severities = (apiVersion: string) =>
      readContract({
        ...HEAD,
        apiVersion,
        schema,
        team_name: 'x',
      }).problems.map(({ pointer, severity }) => [pointer, severity]);
    expect(severities('v3.1.0')).toEqual([
      ['/team_name', 'error'],
      ['/schema/0/grain', 'error'],
    ]);
    expect(severities('v3.0.2')).toEqual([
      ['/team_name', 'error'],
      ['/schema/0/grain', 'warning'],
    ]);
  });

  it.each<[string, object, string, RegExp]>([
    [
      'a misspelt section',
      { schmea: [] },
      '/schmea',
      /"schmea" is not a field of a data contract: did you mean schema\?/,
    ],
    [
      'a misspelt operator',
      {
        schema: [
          { name: 't', quality: [{ metric: 'rowCount', mustBeLesThan: 1 }] },
        ],
      },
      '/schema/0/quality/0/mustBeLesThan',
      /did you mean mustBeLessThan\?/,
    ],
    [
      'an unknown metric',
      {
        schema: [{ name: 't', quality: [{ metric: 'nullValue', mustBe: 0 }] }],
      },
      '/schema/0/quality/0/metric',
      /not one of nullValues, .*did you mean nullValues\?/,
    ],
    [
      'a rule without a threshold',
      { schema: [{ name: 't', quality: [{ metric: 'rowCount' }] }] },
      '/schema/0/quality/0',
      /has no threshold: give one of mustBe, /,
    ],
    [
      'bounds that are no pair',
      {
        schema: [
          { name: 't', quality: [{ metric: 'rowCount', mustBeBetween: [1] }] },
        ],
      },
      '/schema/0/quality/0/mustBeBetween',
      /must be a list of two numbers such as \[0, 100\]/,
    ],
    [
      'too many operators',
      {
        schema: [
          {
            name: 't',
            quality: [{ metric: 'rowCount', mustBe: 1, mustNotBe: 2 }],
          },
        ],
      },
      '/schema/0/quality/0',
      /compares 2 times/,
    ],
    [
      'a rule in SQL without its query',
      { schema: [{ name: 't', quality: [{ type: 'sql', mustBe: 0 }] }] },
      '/schema/0/quality/0',
      /needs "query"/,
    ],
    [
      'a custom rule without its engine',
      {
        schema: [
          { name: 't', quality: [{ type: 'custom', implementation: 'x' }] },
        ],
      },
      '/schema/0/quality/0',
      /needs "engine"/,
    ],
    [
      'a schema that is no list',
      { schema: { name: 'orders' } },
      '/schema',
      /must be a list, but is an object/,
    ],
    [
      'a column without a name',
      { schema: [{ name: 't', properties: [{ logicalType: 'string' }] }] },
      '/schema/0/properties/0',
      /a column needs "name"/,
    ],
    [
      'a column twice',
      { schema: [{ name: 't', properties: [{ name: 'a' }, { name: 'a' }] }] },
      '/schema/0/properties/1/name',
      /another column named "a"/,
    ],
    [
      'an unknown logical type',
      {
        schema: [
          { name: 't', properties: [{ name: 'a', logicalType: 'strng' }] },
        ],
      },
      '/schema/0/properties/0/logicalType',
      /"strng" is not one of string, .*did you mean string\?/,
    ],
    [
      'an unknown option of a type',
      {
        schema: [
          {
            name: 't',
            properties: [{ name: 'a', logicalTypeOptions: { maxLen: 3 } }],
          },
        ],
      },
      '/schema/0/properties/0/logicalTypeOptions/maxLen',
      /is not a field of logicalTypeOptions/,
    ],
    [
      'a position that counts from nought',
      {
        schema: [
          { name: 't', properties: [{ name: 'a', primaryKeyPosition: 0 }] },
        ],
      },
      '/schema/0/properties/0/primaryKeyPosition',
      /whole number from 1/,
    ],
    [
      'a relationship to nowhere',
      { schema: [{ name: 't', relationships: [{ from: 't.a' }] }] },
      '/schema/0/relationships/0',
      /needs "to"/,
    ],
    [
      'a date that does not exist',
      { team: { members: [{ username: 'a', dateOut: '2026-02-30' }] } },
      '/team/members/0/dateOut',
      /must be a date such as 2026-11-21, but is "2026-02-30"/,
    ],
    [
      'a member who leaves before arriving',
      {
        team: [{ username: 'a', dateIn: '2026-02-03', dateOut: '2026-01-01' }],
      },
      '/team/0/dateOut',
      /is before dateIn/,
    ],
    [
      'an SLA property without a value',
      { slaProperties: [{ property: 'latency', value: null }] },
      '/slaProperties/0',
      /needs "value"/,
    ],
    [
      'an amount that is no number',
      { price: { priceAmount: 'ten' } },
      '/price/priceAmount',
      /must be a number, but is "ten"/,
    ],
    [
      'a server of no type',
      { servers: [{ server: 'x' }] },
      '/servers/0',
      /a server needs "type"/,
    ],
    [
      'an unknown type of server',
      { servers: [{ server: 'x', type: 'snowflak' }] },
      '/servers/0/type',
      /did you mean snowflake\?/,
    ],
    [
      'a support channel without its name',
      { support: [{ url: 'https://help.example' }] },
      '/support/0',
      /a support channel needs "channel"/,
    ],
    [
      'a tag that is no text',
      { tags: ['a', { b: 1 }] },
      '/tags/1',
      /must be text, but is an object/,
    ],
    [
      'a version that YAML took for a number',
      { version: 1.1 },
      '/version',
      /should be text, but is 1.1: put it in quotes/,
    ],
    [
      'a missing status',
      { status: '' },
      '/status',
      /a data contract needs "status"/,
    ],
    [
      'a description in one text',
      { description: 'All orders' },
      '/description',
      /the text is read as the purpose/,
    ],
    [
      'a pointer token that must be escaped',
      { 'a/b~c': 1 },
      '/a~1b~0c',
      /"a\/b~c" is not a field/,
    ],
  ])('reports %s', (_, part, pointer, message) => {
    const { contract, problems } = readContract({ ...HEAD, ...part });
    expect(contract).toBeDefined();
    const found = problems.filter(problem => problem.pointer === pointer);
    expect(found.map(problem => problem.message).join('\n')).toMatch(message);
  });

  it('uses what is of the wrong type where its meaning is plain', () => {
    const { contract, problems } = readContract({
      ...HEAD,
      version: 1.1,
      description: 'All orders',
      schema: {
        name: 'orders',
        properties: [
          { name: 'id', primaryKey: 'yes', primaryKeyPosition: '1' },
          { physicalName: 'note', required: 'maybe' },
        ],
        quality: [{ metric: 'rowCount', mustBeGreaterThanOrEqualTo: '10' }],
      },
      price: { priceAmount: '9.95' },
    });
    expect(contract).toMatchObject({
      version: '1.1',
      description: { purpose: 'All orders' },
      schemas: [
        {
          primaryKey: ['id'],
          columns: [{ name: 'id' }, { name: 'note', required: false }],
        },
      ],
      quality: [{ threshold: { comparator: 'at-least', value: 10 } }],
      price: { amount: 9.95 },
    });
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ pointer }) => pointer)).toEqual([
      '/schema',
      '/schema/properties/1',
      '/schema/properties/1/required',
    ]);
  });

  it.each([
    [{ mustBe: 0 }, { comparator: 'equals', value: 0 }],
    [{ mustBe: '0' }, { comparator: 'equals', value: 0 }],
    [{ mustBe: true }, { comparator: 'equals', value: true }],
    [{ mustNotBe: 'x' }, { comparator: 'not-equals', value: 'x' }],
    [{ mustBeGreaterThan: 1 }, { comparator: 'greater-than', value: 1 }],
    [{ mustBeGreaterOrEqualTo: 1 }, { comparator: 'at-least', value: 1 }],
    [{ mustBeLessThan: 1 }, { comparator: 'less-than', value: 1 }],
    [{ mustBeLessOrEqualTo: 1 }, { comparator: 'at-most', value: 1 }],
    [{ mustBeBetween: [2, 3] }, { comparator: 'between', low: 2, high: 3 }],
    [{ mustBeBetween: [3, 2] }, { comparator: 'between', low: 2, high: 3 }],
    [
      { mustNotBeBetween: [2, 3] },
      { comparator: 'not-between', low: 2, high: 3 },
    ],
    [
      { mustBeGreaterThan: 0, mustBeLessThan: 100 },
      {
        comparator: 'between',
        low: 0,
        high: 100,
        excludes: ['low', 'high'],
      },
    ],
    [
      { mustBeGreaterOrEqualTo: 0, mustBeLessOrEqualTo: 100 },
      { comparator: 'between', low: 0, high: 100 },
    ],
    [{}, undefined],
  ])('reads the threshold of %j', (operators, threshold) => {
    const { quality } = contractOf({
      ...HEAD,
      schema: [{ name: 't', quality: [{ metric: 'rowCount', ...operators }] }],
    });
    expect(quality[0].threshold).toEqual(threshold);
  });

  it.each([
    [{ rule: 'nullCheck' }, 'library'],
    [{ query: 'select 1', mustBe: 1 }, 'sql'],
    [{ engine: 'soda', implementation: 'x' }, 'custom'],
    [{ description: 'Emails were verified.' }, 'text'],
  ])('knows the type of a rule like %j', (rule, type) => {
    const { quality } = contractOf({
      ...HEAD,
      schema: [{ name: 't', quality: [rule] }],
    });
    expect(quality[0].type).toBe(type);
  });

  describe('with hostile input', () => {
    it('stops at a document that contains itself', () => {
      const column: Record<string, unknown> = { name: 'a' };
      column.properties = [column];
      const { contract, problems } = readContract({
        ...HEAD,
        schema: [{ name: 't', properties: [column] }],
      });
      expect(contract?.schemas[0].columns).toHaveLength(1);
      expect(problems).toEqual([
        {
          pointer: '/schema/0/properties/0/properties/0',
          message:
            'contains itself (it is /schema/0/properties/0): remove the circular reference',
          severity: 'error',
        },
      ]);
    });

    it('stops at nesting that no schema has', () => {
      let properties: object[] = [];
      for (let level = 0; level < 5_000; level += 1) {
        properties = [{ name: 'a', properties }];
      }
      const { contract, problems } = readContract({
        ...HEAD,
        schema: [{ name: 't', properties }],
      });
      expect(contract?.schemas[0].columns.length).toBeLessThan(70);
      expect(problems).toHaveLength(1);
      expect(problems[0].message).toMatch(/levels deep and is not read/);
    });

    it('stops at a few lines that stand for billions of columns', () => {
      const properties = Array.from({ length: 30 }).reduce<object[]>(
        inner => [...'abcdefghij'].map(name => ({ name, properties: inner })),
        [{ name: 'leaf' }],
      );
      const started = performance.now();
      const { contract, problems } = readContract({
        ...HEAD,
        schema: [{ name: 't', properties }],
      });
      expect(contract?.schemas[0].columns.length).toBeLessThanOrEqual(100_000);
      expect(problems).toHaveLength(1);
      expect(problems[0].message).toMatch(/more than 100000 objects/);
      expect(performance.now() - started).toBeLessThan(5_000);
    });

    it('says how many problems it does not list', () => {
      const { problems } = readContract({
        ...HEAD,
        tags: Array.from({ length: 2_000 }, () => ({})),
      });
      expect(problems).toHaveLength(501);
      expect(problems[500]).toEqual({
        pointer: '',
        message: '1500 more problems are not listed: mend these first',
        severity: 'error',
      });
    });

    it('takes no field from a prototype', () => {
      const document = Object.assign(Object.create(null), HEAD, {
        schema: JSON.parse('[{"name":"t","__proto__":{"description":"x"}}]'),
      });
      const { contract, problems } = readContract(document);
      expect(contract?.schemas[0].description).toBeUndefined();
      expect(problems.map(({ pointer }) => pointer)).toEqual([
        '/schema/0/__proto__',
      ]);
    });

    it('reads on when any one part of a contract is something else', () => {
      const whole = fixture('orders.odcs.yaml');
      const pointers = pointersOf(whole, '').filter(Boolean);
      fc.assert(
        fc.property(
          fc.constantFrom(...pointers),
          fc.anything(),
          (pointer, part) => {
            const document = structuredClone(whole);
            replaceAt(document, pointer, part);
            const { contract, problems } = readContract(document);
            expect(contract?.schemas).toBeDefined();
            const astray = problems.filter(
              problem => !resolves(document, problem.pointer),
            );
            expect(astray).toEqual([]);
          },
        ),
        { numRuns: 500 },
      );
    });

    it('reads anything without throwing, and points at what is there', () => {
      fc.assert(
        fc.property(documents(), document => {
          const reading = readContract(document);
          summarizeContract(reading);
          const astray = reading.problems.filter(
            ({ pointer }) => !resolves(document, pointer),
          );
          expect(astray).toEqual([]);
        }),
        { numRuns: 500 },
      );
    });
  });

  const folder = resolve(__dirname, '../../../../../shared/data/odcs');
  if (existsSync(folder)) {
    it.each(readdirSync(folder))('reads %s without an error', file => {
      const document = parse(readFileSync(resolve(folder, file), 'utf8'));
      const { contract, problems } = readContract(document);
      expect(contract?.version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(problems.filter(isError)).toEqual([]);
    });
  } else {
    // eslint-disable-next-line no-console
    console.info(`The published ODCS examples were not read: no ${folder}`);
  }
});

function isError({ severity }: ContractProblem): boolean {
  return severity === 'error';
}

/** The pointers of a document's every part, `kind` and `apiVersion` aside. */
function pointersOf(value: unknown, pointer: string): string[] {
  if (['/kind', '/apiVersion'].includes(pointer)) {
    return [];
  }
  const parts =
    typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [
    pointer,
    ...parts.flatMap(([key, part]) => pointersOf(part, `${pointer}/${key}`)),
  ];
}

function replaceAt(document: any, pointer: string, part: unknown): void {
  const keys = pointer.split('/').slice(1);
  const last = keys.pop()!;
  keys.reduce((owner, key) => owner[key], document)[last] = part;
}

/** Documents that look like contracts down to some depth, and then go wrong. */
function documents(): fc.Arbitrary<unknown> {
  const fields = [
    'name',
    'type',
    'schema',
    'properties',
    'items',
    'quality',
    'metric',
    'mustBe',
    'mustBeBetween',
    'relationships',
    'to',
    'team',
    'members',
    'username',
    'dateOut',
    'slaProperties',
    'property',
    'value',
    'support',
    'servers',
    'description',
    'authoritativeDefinitions',
    'logicalTypeOptions',
    'primaryKeyPosition',
    'tags',
    'price',
  ];
  const { value } = fc.letrec<{ value: unknown }>(tie => ({
    value: fc.oneof(
      { maxDepth: 6, withCrossShrink: true },
      fc.constantFrom<unknown>(null, '', 'a', '1', 0, -1, 1.5, true, NaN),
      fc.date({ noInvalidDate: false }),
      fc.anything(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        fc.oneof(fc.constantFrom(...fields), fc.string()),
        tie('value'),
        { maxKeys: 6 },
      ),
    ),
  }));
  const contract = fc
    .dictionary(fc.constantFrom(...fields), value, { maxKeys: 8 })
    .map(parts => ({ ...HEAD, ...parts }));
  return fc.oneof(contract, contract, value);
}
