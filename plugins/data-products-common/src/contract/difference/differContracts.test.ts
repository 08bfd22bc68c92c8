import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { ContractChange } from './ContractDifference';
import { describeContractPath } from './describeContractPath';
import { demandedStep, differContracts } from './differContracts';
import {
  contractArbitrary,
  ContractDocument,
  reversed,
} from './__testUtils__/contractArbitrary';

const ORDERS = parse(
  readFileSync(resolve(__dirname, '../__fixtures__/orders.odcs.yaml'), 'utf8'),
);
const SAMPLES = resolve(__dirname, '../../../../../../shared/data/odcs');

function contract(rest: ContractDocument): ContractDocument {
  return {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: 'c',
    version: '1.0.0',
    status: 'active',
    ...rest,
  };
}

/** A contract with one schema of one column. */
function withColumn(column: ContractDocument, rest: ContractDocument = {}) {
  return contract({
    schema: [{ name: 'customers', properties: [{ name: 'email', ...column }] }],
    ...rest,
  });
}

function withRule(rule: ContractDocument) {
  return withColumn({ quality: [rule] });
}

function withSla(...slaProperties: ContractDocument[]) {
  return contract({ slaProperties });
}

/** Rule, class and place of each change. */
function briefly(changes: ContractChange[]): string[] {
  return changes.map(
    ({ rule, class: changeClass, path }) =>
      `${changeClass}: ${rule} at ${describeContractPath(path)}`,
  );
}

function changesBetween(
  before: ContractDocument,
  after: ContractDocument,
): string[] {
  return briefly(differContracts(before, after).changes);
}

describe('differContracts', () => {
  it('says what it means to drop a column, with the step that it demands', () => {
    const column = (name: string) => ({ name, logicalType: 'string' });
    const before = contract({
      schema: [
        { name: 'customers', properties: [column('id'), column('email')] },
      ],
    });
    const after = contract({
      version: '2.0.0',
      schema: [{ name: 'customers', properties: [column('id')] }],
    });
    expect(differContracts(before, after)).toEqual({
      changes: [
        {
          rule: 'column-removed',
          class: 'breaking',
          path: { schema: 'customers', column: 'email' },
          before: 'string',
          reason: 'Whoever reads it no longer finds it.',
        },
      ],
      suggestedRenames: [],
      step: 'major',
      versions: { before: '1.0.0', after: '2.0.0' },
      complete: true,
      problems: { before: [], after: [] },
    });
  });

  describe('judges a column', () => {
    const EMAIL = 'schema customers, column email';
    it.each<[string, ContractDocument, ContractDocument, string[]]>([
      [
        'of another type',
        { logicalType: 'string' },
        { logicalType: 'date' },
        [`breaking: type-changed at ${EMAIL}, logicalType`],
      ],
      [
        'of a narrower type',
        { logicalType: 'number' },
        { logicalType: 'integer' },
        [`breaking: type-narrowed at ${EMAIL}, logicalType`],
      ],
      [
        'of a wider type',
        { logicalType: 'integer' },
        { logicalType: 'number' },
        [`breaking: type-widened at ${EMAIL}, logicalType`],
      ],
      [
        'whose type is stated',
        {},
        { logicalType: 'string' },
        [`compatible: type-stated at ${EMAIL}, logicalType`],
      ],
      [
        'whose type is withdrawn',
        { logicalType: 'string' },
        {},
        [`breaking: type-withdrawn at ${EMAIL}, logicalType`],
      ],
      [
        'of another physical type alone',
        { physicalType: 'int' },
        { physicalType: 'text' },
        [`breaking: physical-type-changed at ${EMAIL}, physicalType`],
      ],
      [
        'of another physical type behind one logical type',
        { logicalType: 'string', physicalType: 'char' },
        { logicalType: 'string', physicalType: 'text' },
        [`compatible: physical-type-changed at ${EMAIL}, physicalType`],
      ],
      [
        'of a narrower physical type behind one logical type',
        { logicalType: 'string', physicalType: 'VARCHAR(255)' },
        { logicalType: 'string', physicalType: 'varchar(50)' },
        [`breaking: physical-type-narrowed at ${EMAIL}, physicalType`],
      ],
      [
        'of another kind of physical type behind one logical type',
        { logicalType: 'date', physicalType: 'date' },
        { logicalType: 'date', physicalType: 'varchar' },
        [`breaking: physical-type-changed at ${EMAIL}, physicalType`],
      ],
      [
        'of one physical type by another name',
        { physicalType: 'int' },
        { physicalType: 'INT4' },
        [`documentation: physical-type-reworded at ${EMAIL}, physicalType`],
      ],
      [
        'that may be longer',
        { logicalTypeOptions: { maxLength: 10 } },
        { logicalTypeOptions: { maxLength: 20 } },
        [
          `breaking: accepted-values-extended at ${EMAIL}, logicalTypeOptions.maxLength`,
        ],
      ],
      [
        'that starts at more',
        { logicalTypeOptions: { minimum: 0 } },
        { logicalTypeOptions: { minimum: 1 } },
        [
          `breaking: accepted-values-reduced at ${EMAIL}, logicalTypeOptions.minimum`,
        ],
      ],
      [
        'with another pattern',
        { logicalTypeOptions: { pattern: 'a' } },
        { logicalTypeOptions: { pattern: 'b' } },
        [
          `breaking: accepted-values-changed at ${EMAIL}, logicalTypeOptions.pattern`,
        ],
      ],
      [
        'with a pattern at last',
        {},
        { logicalTypeOptions: { pattern: 'b' } },
        [
          `breaking: accepted-values-reduced at ${EMAIL}, logicalTypeOptions.pattern`,
        ],
      ],
      [
        'that becomes required',
        {},
        { required: true },
        [`breaking: required-tightened at ${EMAIL}, required`],
      ],
      [
        'that is no longer required',
        { required: true },
        {},
        [`breaking: required-loosened at ${EMAIL}, required`],
      ],
      [
        'that becomes unique',
        {},
        { unique: true },
        [`compatible: unique-tightened at ${EMAIL}, unique`],
      ],
      [
        'that is no longer unique',
        { unique: true },
        {},
        [`breaking: unique-loosened at ${EMAIL}, unique`],
      ],
      [
        'with a key for the first time',
        {},
        { primaryKey: true },
        ['compatible: key-stated at schema customers, primaryKey'],
      ],
      [
        'without its key',
        { primaryKey: true },
        {},
        ['breaking: key-changed at schema customers, primaryKey'],
      ],
      [
        'with another physical name',
        { physicalName: 'E' },
        { physicalName: 'M' },
        [`breaking: physical-name-changed at ${EMAIL}, physicalName`],
      ],
      [
        'with the physical name that it had anyway',
        {},
        { physicalName: 'email' },
        [`documentation: physical-name-stated at ${EMAIL}, physicalName`],
      ],
      [
        'that is more protected',
        { classification: 'internal' },
        { classification: 'Confidential' },
        [`breaking: classification-raised at ${EMAIL}, classification`],
      ],
      [
        'that is less protected',
        { classification: 'restricted' },
        {},
        [`compatible: classification-lowered at ${EMAIL}, classification`],
      ],
      [
        'protected in other words',
        { classification: 'restricted' },
        { classification: 'pii-2' },
        [`breaking: classification-changed at ${EMAIL}, classification`],
      ],
      [
        'whose encrypted values stand somewhere else',
        { encryptedName: 'e1' },
        { encryptedName: 'e2' },
        [`breaking: encrypted-name-changed at ${EMAIL}, encryptedName`],
      ],
      [
        'whose encrypted values are promised',
        {},
        { encryptedName: 'e1' },
        [`compatible: encrypted-name-stated at ${EMAIL}, encryptedName`],
      ],
      [
        'that is partitioned by later than before',
        { partitioned: true, partitionKeyPosition: 1 },
        { partitioned: true, partitionKeyPosition: 2 },
        [`compatible: partitioning-changed at ${EMAIL}, partitionKeyPosition`],
      ],
      [
        'with another value of what its author adds',
        { customProperties: [{ property: 'a', value: { x: [1], y: 2 } }] },
        { customProperties: [{ property: 'a', value: { x: [2], y: 2 } }] },
        [`documentation: documentation-changed at ${EMAIL}, customProperties`],
      ],
      [
        'with the same that its author adds, in another order',
        {
          customProperties: [
            { property: 'a', value: { x: [1], y: null } },
            { property: 'b' },
          ],
        },
        {
          customProperties: [
            { property: 'b', value: null },
            { property: 'a', value: { y: null, x: [1] } },
          ],
        },
        [],
      ],
      [
        'made in another way',
        { transformLogic: 'a' },
        { transformLogic: 'b' },
        [`compatible: transformation-changed at ${EMAIL}, transformLogic`],
      ],
      [
        'with other words',
        { description: 'a', tags: ['x'] },
        { description: 'b' },
        [
          `documentation: documentation-changed at ${EMAIL}, description`,
          `documentation: documentation-changed at ${EMAIL}, tags`,
        ],
      ],
    ])('%s', (_, before, after, expected) => {
      expect(changesBetween(withColumn(before), withColumn(after))).toEqual(
        expected,
      );
    });
  });

  describe('judges a quality rule', () => {
    const at = (name: string, field?: string) =>
      `schema customers, column email, quality rule ${name}${
        field ? `, ${field}` : ''
      }`;
    const nulls = { metric: 'nullValues', unit: 'percent' };
    it.each<[string, ContractDocument, ContractDocument, string[]]>([
      [
        'that lets more pass',
        { ...nulls, mustBeLessThan: 1 },
        { ...nulls, mustBeLessThan: 2 },
        [`breaking: quality-rule-loosened at ${at('nullValues', 'threshold')}`],
      ],
      [
        'that lets less pass',
        { ...nulls, mustBeLessThan: 1 },
        { ...nulls, mustBe: 0 },
        [
          `compatible: quality-rule-tightened at ${at(
            'nullValues',
            'threshold',
          )}`,
        ],
      ],
      [
        'that excludes its bound',
        { ...nulls, mustBeLessOrEqualTo: 1 },
        { ...nulls, mustBeLessThan: 1 },
        [
          `compatible: quality-rule-tightened at ${at(
            'nullValues',
            'threshold',
          )}`,
        ],
      ],
      [
        'that lets its bounds pass from now on',
        { ...nulls, mustBeGreaterThan: 1, mustBeLessThan: 2 },
        { ...nulls, mustBeGreaterOrEqualTo: 1, mustBeLessOrEqualTo: 2 },
        [`breaking: quality-rule-loosened at ${at('nullValues', 'threshold')}`],
      ],
      [
        'that says the same of a count',
        { metric: 'nullValues', mustBeLessThan: 1 },
        { metric: 'nullValues', mustBe: 0 },
        [
          `documentation: quality-rule-reworded at ${at(
            'nullValues',
            'threshold',
          )}`,
        ],
      ],
      [
        'in another unit of time',
        { metric: 'freshness', type: 'custom', unit: 'h', mustBeLessThan: 2 },
        {
          metric: 'freshness',
          type: 'custom',
          unit: 'min',
          mustBeLessThan: 90,
        },
        [
          `compatible: quality-rule-tightened at ${at(
            'freshness',
            'threshold',
          )}`,
        ],
      ],
      [
        'in a unit that cannot be compared',
        { metric: 'nullValues', mustBeLessThan: 5 },
        { ...nulls, mustBeLessThan: 5 },
        [`breaking: quality-rule-changed at ${at('nullValues', 'threshold')}`],
      ],
      [
        'around a range',
        { metric: 'rowCount', mustBeBetween: [10, 20] },
        { metric: 'rowCount', mustNotBe: 3 },
        [`breaking: quality-rule-loosened at ${at('rowCount', 'threshold')}`],
      ],
      [
        'without its threshold',
        { ...nulls, mustBe: 0 },
        nulls,
        [`breaking: quality-rule-loosened at ${at('nullValues', 'threshold')}`],
      ],
      [
        'taken less gravely',
        { ...nulls, severity: 'error' },
        { ...nulls, severity: 'warning' },
        [`breaking: quality-rule-loosened at ${at('nullValues', 'severity')}`],
      ],
      [
        'with another query',
        { id: 'q', type: 'sql', query: 'select 1' },
        { id: 'q', type: 'sql', query: 'select 2' },
        [`breaking: quality-rule-replaced at ${at('q', 'query')}`],
      ],
      [
        'with the same query on more lines',
        { id: 'q', type: 'sql', query: 'select 1' },
        { id: 'q', type: 'sql', query: 'select\n  1' },
        [],
      ],
      [
        'with another implementation',
        { id: 'q', type: 'custom', engine: 'e', implementation: { a: 1 } },
        { id: 'q', type: 'custom', engine: 'e', implementation: { a: 2 } },
        [`breaking: quality-rule-replaced at ${at('q', 'implementation')}`],
      ],
      [
        'that accepts fewer values',
        { metric: 'invalidValues', arguments: { validValues: ['a', 'b'] } },
        { metric: 'invalidValues', arguments: { validValues: ['b'] } },
        [
          `breaking: accepted-values-reduced at ${at(
            'invalidValues',
            'arguments.validValues',
          )}`,
        ],
      ],
      [
        'that accepts more values',
        { metric: 'invalidValues', arguments: { validValues: ['a'] } },
        { metric: 'invalidValues', arguments: { validValues: ['b', 'a'] } },
        [
          `breaking: accepted-values-extended at ${at(
            'invalidValues',
            'arguments.validValues',
          )}`,
        ],
      ],
      [
        'that accepts the same values in another order',
        { metric: 'invalidValues', arguments: { validValues: ['a', 'b'] } },
        { metric: 'invalidValues', arguments: { validValues: ['b', 'a'] } },
        [],
      ],
      [
        'that judges by another pattern',
        { metric: 'invalidValues', arguments: { pattern: 'a' } },
        { metric: 'invalidValues', arguments: { pattern: 'b' } },
        [
          `breaking: quality-rule-replaced at ${at(
            'invalidValues',
            'arguments',
          )}`,
        ],
      ],
    ])('%s', (_, before, after, expected) => {
      expect(changesBetween(withRule(before), withRule(after))).toEqual(
        expected,
      );
    });

    it('that comes or goes', () => {
      const rule = withRule({ ...nulls, mustBe: 0 });
      expect(changesBetween(withColumn({}), rule)).toEqual([
        `compatible: quality-rule-added at ${at('nullValues')}`,
      ]);
      expect(changesBetween(rule, withColumn({}))).toEqual([
        `breaking: quality-rule-removed at ${at('nullValues')}`,
      ]);
    });
  });

  describe('judges a promise', () => {
    const latency = (value: number, unit: string) => ({
      property: 'latency',
      value,
      unit,
    });
    it.each<[string, ContractDocument, ContractDocument, string[]]>([
      [
        'that is looser in another unit',
        latency(4, 'h'),
        latency(1, 'd'),
        ['breaking: sla-loosened at SLA property latency, value'],
      ],
      [
        'that is tighter',
        latency(4, 'h'),
        latency(3, 'h'),
        ['compatible: sla-tightened at SLA property latency, value'],
      ],
      [
        'that is the same in another unit',
        latency(1, 'd'),
        latency(24, 'h'),
        ['documentation: sla-reworded at SLA property latency, value'],
      ],
      [
        'spelt by its synonym',
        latency(1, 'd'),
        { ...latency(1, 'd'), property: 'ly' },
        [
          'documentation: documentation-changed at SLA property latency, property',
        ],
      ],
      [
        'to keep data for less long',
        { property: 'retention', value: 5, unit: 'y' },
        { property: 'retention', value: 3, unit: 'y' },
        ['breaking: sla-loosened at SLA property retention, value'],
      ],
      [
        'to end earlier',
        { property: 'endOfSupport', value: '2030-01-01' },
        { property: 'endOfSupport', value: '2029-01-01' },
        ['breaking: sla-loosened at SLA property endOfSupport, value'],
      ],
      [
        'to be there later in the day',
        { property: 'timeOfAvailability', value: '09:00+01:00' },
        { property: 'timeOfAvailability', value: '08:30Z' },
        ['breaking: sla-loosened at SLA property timeOfAvailability, value'],
      ],
      [
        'that is not understood',
        { property: 'niceness', value: 5 },
        { property: 'niceness', value: 6 },
        ['breaking: sla-changed at SLA property niceness, value'],
      ],
      [
        'about something else',
        { ...latency(1, 'd'), id: 'l', element: 'a' },
        { ...latency(1, 'd'), id: 'l', element: 'b' },
        ['breaking: sla-changed at SLA property l, element'],
      ],
    ])('%s', (_, before, after, expected) => {
      expect(changesBetween(withSla(before), withSla(after))).toEqual(expected);
    });

    it('that comes or goes', () => {
      const sla = withSla(latency(4, 'h'));
      expect(changesBetween(contract({}), sla)).toEqual([
        'compatible: sla-added at SLA property latency',
      ]);
      expect(changesBetween(sla, contract({}))).toEqual([
        'breaking: sla-removed at SLA property latency',
      ]);
    });
  });

  it('judges a whole contract that was rewritten', () => {
    const after = structuredClone(ORDERS);
    const [schema] = after.schema;
    after.status = 'deprecated';
    after.servers[0].database = 'SALES2';
    after.servers.pop();
    after.roles = [];
    after.price.priceAmount = 12;
    after.team.members.pop();
    schema.physicalName = 'ORDER_LINES_V3';
    schema.dataGranularityDescription = 'One row per order.';
    schema.relationships = [];
    schema.properties[0].primaryKey = false;
    schema.properties[3].properties[0].properties = [];
    expect(changesBetween(ORDERS, after)).toEqual([
      'breaking: physical-name-changed at schema order_lines, physicalName',
      'breaking: grain-changed at schema order_lines, dataGranularityDescription',
      'breaking: key-changed at schema order_lines, primaryKey',
      'breaking: column-removed at schema order_lines, column shipping.address.city',
      'compatible: deprecated at contract, status',
      'documentation: documentation-changed at contract, price',
      'breaking: relationship-removed at schema order_lines, relationship order_lines.customer_id, order_lines.country → customers.id, customers.country',
      'breaking: server-removed at server archive',
      'breaking: server-moved at server warehouse, location',
      'breaking: role-removed at role ORDERS_READ',
      'documentation: documentation-changed at team member jo@nordwind.example',
    ]);
  });

  it('judges what a list holds, also an object of which only members were told', () => {
    const list = (item: ContractDocument) =>
      withColumn({
        logicalType: 'array',
        items: { properties: [{ name: 'sku' }], ...item },
      });
    const ITEM = 'schema customers, column email[]';
    for (const [before, after, expected] of [
      [
        {},
        { classification: 'restricted' },
        `breaking: classification-raised at ${ITEM}, classification`,
      ],
      [
        { logicalType: 'object' },
        { logicalType: 'object', required: true },
        `breaking: required-tightened at ${ITEM}, required`,
      ],
      [
        { logicalType: 'object' },
        { logicalType: 'string' },
        `breaking: type-changed at ${ITEM}, logicalType`,
      ],
      [
        { quality: [{ metric: 'nullValues', mustBe: 0 }] },
        {},
        `breaking: quality-rule-removed at ${ITEM}, quality rule nullValues`,
      ],
    ] as const) {
      expect(changesBetween(list(before), list(after))).toEqual([expected]);
    }
    expect(
      changesBetween(
        list({}),
        withColumn({ logicalType: 'array', items: { logicalType: 'string' } }),
      ),
    ).toEqual([
      'breaking: column-removed at schema customers, column email[].sku',
      'breaking: type-changed at schema customers, column email[], logicalType',
    ]);
  });

  it('lists what goes with a schema or a column only once', () => {
    const column = {
      name: 'address',
      logicalType: 'object',
      quality: [{ metric: 'nullValues', mustBe: 0 }],
      relationships: [{ to: 'cities.id' }],
      properties: [{ name: 'city', quality: [{ metric: 'nullValues' }] }],
    };
    const whole = contract({ schema: [{ name: 's', properties: [column] }] });
    const empty = contract({ schema: [{ name: 's' }] });
    expect(changesBetween(whole, empty)).toEqual([
      'breaking: column-removed at schema s, column address',
    ]);
    expect(changesBetween(contract({}), whole)).toEqual([
      'compatible: schema-added at schema s',
    ]);
  });

  describe('suggests renames', () => {
    const columns = (...properties: ContractDocument[]) =>
      contract({ schema: [{ name: 'customers', properties }] });

    it('of columns by place, name and description, and assumes none', () => {
      const difference = differContracts(
        columns(
          { name: 'id', logicalType: 'integer' },
          {
            name: 'email',
            logicalType: 'string',
            description: 'Mail address of the customer',
          },
          { name: 'zip', logicalType: 'string' },
          { name: 'age', logicalType: 'integer' },
        ),
        columns(
          { name: 'id', logicalType: 'integer' },
          {
            name: 'contact',
            logicalType: 'string',
            description: 'Current mail address of the customer',
          },
          { name: 'Z_I_P', logicalType: 'string' },
          { name: 'colour', logicalType: 'string' },
        ),
      );
      expect(difference.suggestedRenames).toEqual([
        {
          schema: 'customers',
          before: 'zip',
          after: 'Z_I_P',
          likeness: 1,
          reason: 'Their names are alike.',
        },
        {
          schema: 'customers',
          before: 'email',
          after: 'contact',
          likeness: 5 / 6,
          reason: 'Their descriptions are alike.',
        },
      ]);
      expect(difference.step).toBe('major');
      expect(difference.changes).toHaveLength(6);
    });

    it.each([
      ['email', 'email_address'],
      ['email', 'emailAddress'],
      ['customer_email', 'email'],
    ])('of %s to %s, by the words of their names', (before, after) => {
      const text = { logicalType: 'string' };
      expect(
        differContracts(
          columns({ name: before, ...text }),
          columns({ name: after, ...text }),
        ).suggestedRenames,
      ).toMatchObject([{ before, after, reason: 'Their names are alike.' }]);
    });

    it('of schemas by what they hold', () => {
      const schema = (name: string) =>
        contract({
          schema: [{ name, properties: [{ name: 'a' }, { name: 'b' }] }],
        });
      expect(
        differContracts(schema('clients'), schema('customers'))
          .suggestedRenames,
      ).toEqual([
        {
          before: 'clients',
          after: 'customers',
          likeness: 1,
          reason: 'They share 2 of 2 columns.',
        },
      ]);
    });
  });

  it('says when a document could not be read to its end', () => {
    const many = contract({
      schema: Array.from({ length: 100_001 }, (_, i) => ({ name: `s${i}` })),
    });
    const { complete, problems } = differContracts(many, many);
    expect(complete).toBe(false);
    expect(problems.after[0].message).toMatch(/more than 100000 objects/);
    const circular: ContractDocument = { name: 's', quality: [{}] };
    circular.quality[0].implementation = circular;
    expect(
      differContracts(contract({}), contract({ schema: [circular] })).complete,
    ).toBe(false);
  });

  it('refuses what is no contract', () => {
    expect(() => differContracts(ORDERS, 'orders')).toThrow(
      'The contract after the change is no ODCS data contract, so that nothing can be compared: / must be an object, but is "orders"',
    );
    expect(() => differContracts({ kind: 'Table' }, ORDERS)).toThrow(
      'The contract before the change is no ODCS data contract, so that nothing can be compared: /kind must be DataContract',
    );
  });

  it('takes time in proportion to the columns, even where all were renamed', () => {
    const wide = (columns: number, prefix: string) =>
      contract({
        schema: [
          {
            name: 's',
            properties: Array.from({ length: columns }, (_, i) => ({
              name: `${prefix}_${i}`,
              logicalType: 'string',
              description: `The ${i}th ${'word '.repeat(50)}`,
            })),
          },
        ],
      });
    const timeOf = (columns: number) => {
      const [before, after] = [wide(columns, 'old'), wide(columns, 'fresh')];
      const start = performance.now();
      expect(differContracts(before, after).changes).toHaveLength(2 * columns);
      return performance.now() - start;
    };
    timeOf(1000);
    // The square would be 64 times as much.
    expect(timeOf(16_000)).toBeLessThan(Math.max(24 * timeOf(2000), 500));
  });

  describe('for any two contracts', () => {
    it('finds nothing between a contract and itself, in any order', () => {
      fc.assert(
        fc.property(contractArbitrary, document => {
          for (const same of [structuredClone(document), reversed(document)]) {
            const difference = differContracts(document, same);
            expect(difference.changes).toEqual([]);
            expect(difference.suggestedRenames).toEqual([]);
            expect(difference.step).toBe('none');
          }
        }),
      );
    });

    it('finds the same backwards, and whatever the order', () => {
      fc.assert(
        fc.property(contractArbitrary, contractArbitrary, (before, after) => {
          const { changes, step } = differContracts(before, after);
          expect(mirrored(differContracts(after, before).changes)).toEqual(
            plainly(changes),
          );
          expect(
            plainly(differContracts(reversed(before), after).changes),
          ).toEqual(plainly(changes));
          expect(step).toBe(demandedStep(changes));
          for (const { before: old, after: now } of changes) {
            expect(old).not.toEqual(now);
          }
        }),
        { numRuns: 500 },
      );
    });

    it('suggests only what was removed and added', () => {
      fc.assert(
        fc.property(contractArbitrary, contractArbitrary, (before, after) => {
          const { changes, suggestedRenames } = differContracts(before, after);
          const names = (rule: string) =>
            changes
              .filter(change => change.rule.endsWith(rule))
              .map(({ path: { schema, column } }) => `${schema}/${column}`);
          const of = (schema: string | undefined, name: string) =>
            schema === undefined ? `${name}/undefined` : `${schema}/${name}`;
          for (const { schema, before: old, after: now } of suggestedRenames) {
            expect(names('-removed')).toContain(of(schema, old));
            expect(names('-added')).toContain(of(schema, now));
          }
          const olds = suggestedRenames.map(each =>
            of(each.schema, each.before),
          );
          expect(new Set(olds).size).toBe(olds.length);
        }),
      );
    });
  });

  if (existsSync(SAMPLES)) {
    it.each(readdirSync(SAMPLES))('compares %s with every example', file => {
      const documents = [file, ...readdirSync(SAMPLES)].map(name =>
        parse(readFileSync(resolve(SAMPLES, name), 'utf8')),
      );
      const [before] = documents;
      expect(differContracts(before, before).changes).toEqual([]);
      for (const after of documents) {
        expect(mirrored(differContracts(before, after).changes)).toEqual(
          plainly(differContracts(after, before).changes),
        );
      }
    });
  } else {
    // eslint-disable-next-line no-console
    console.info(
      `The published ODCS examples were not compared: no ${SAMPLES}`,
    );
  }
});

/** What changes say when they are read backwards. */
function mirrored(changes: ContractChange[]): string[] {
  return changes
    .map(({ path, before, after }) =>
      JSON.stringify([describeContractPath(path), after, before]),
    )
    .sort();
}

function plainly(changes: ContractChange[]): string[] {
  return changes
    .map(({ path, before, after }) =>
      JSON.stringify([describeContractPath(path), before, after]),
    )
    .sort();
}
