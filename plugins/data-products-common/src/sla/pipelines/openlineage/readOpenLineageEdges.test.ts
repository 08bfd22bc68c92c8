import fc from 'fast-check';
import { readOpenLineageEdges } from './readOpenLineageEdges';
import { readOpenLineageEvent } from './readOpenLineageEvent';

const CUSTOMERS = { namespace: 'snowflake://acme', name: 'crm.customers' };
const ORDERS = { namespace: 'snowflake://acme', name: 'shop.orders' };
const CHURN = { namespace: 'snowflake://acme', name: 'kpi.churn' };

const CUSTOMERS_NAME = 'snowflake://acme/crm.customers';
const CHURN_NAME = 'snowflake://acme/kpi.churn';

const read = (field: string, of: object = CUSTOMERS) => ({ ...of, field });

function event(columnLineage?: unknown, fields: object = {}) {
  return {
    eventType: 'COMPLETE',
    eventTime: '2026-11-20T07:00:00+01:00',
    run: { runId: '3f5e83fa-3480-44ff-99c5-ff943904e5e8' },
    job: { namespace: 'spark', name: 'churn.build' },
    inputs: [CUSTOMERS, ORDERS],
    outputs: [{ ...CHURN, facets: { columnLineage } }],
    ...fields,
  };
}

function facet(version: string, content: object) {
  return {
    _producer: 'https://github.com/OpenLineage/OpenLineage',
    _schemaURL: `https://openlineage.io/spec/facets/${version}/ColumnLineageDatasetFacet.json`,
    ...content,
  };
}

/** What is read of each input. */
const readsOf = (document: unknown) =>
  Object.fromEntries(
    readOpenLineageEdges(document).map(({ from, reads }) => [from[0], reads]),
  );

const FIELDS = {
  id: { inputFields: [read('id')], transformationType: 'IDENTITY' },
  share: { inputFields: [read('amount', ORDERS), read('id')] },
  built_at: { inputFields: [] },
};

describe('columns of the edges of an OpenLineage event', () => {
  it('are those that the output is made of, by input', () => {
    expect(
      readOpenLineageEdges(event(facet('1-0-1', { fields: FIELDS }))),
    ).toEqual([
      {
        from: [CUSTOMERS_NAME],
        to: [CHURN_NAME],
        job: '["spark","churn.build"]',
        at: '2026-11-20T06:00:00.000Z',
        reads: ['id'],
      },
      expect.objectContaining({
        from: ['snowflake://acme/shop.orders'],
        reads: ['amount'],
      }),
    ]);
  });

  it('are also those that it is filtered and joined by', () => {
    const indirect = {
      transformations: [
        {
          type: 'INDIRECT',
          subtype: 'FILTER',
          description: '',
          masking: false,
        },
      ],
    };
    const withFilter = {
      id: { inputFields: [read('id'), { ...read('country'), ...indirect }] },
    };
    expect(
      readsOf(event(facet('1-1-0', { fields: withFilter })))[CUSTOMERS_NAME],
    ).toEqual(['country', 'id']);
    expect(
      readsOf(
        event(
          facet('1-2-0', {
            fields: { id: { inputFields: [read('id')] } },
            dataset: [{ ...read('segment'), ...indirect }],
          }),
        ),
      )[CUSTOMERS_NAME],
    ).toEqual(['id', 'segment']);
  });

  it('are not known of inputs that are not named, and without the facet', () => {
    const fields = { id: { inputFields: [read('id')] } };
    expect(readsOf(event({ fields }))).toEqual({
      [CUSTOMERS_NAME]: ['id'],
      'snowflake://acme/shop.orders': undefined,
    });
    for (const without of [
      event(),
      event({ fields: {} }),
      event({ fields, _deleted: true }),
      // Of an output in two parts, neither tells of the other.
      event(undefined, {
        outputs: [{ ...CHURN, facets: { columnLineage: { fields } } }, CHURN],
      }),
    ]) {
      expect(readsOf(without)[CUSTOMERS_NAME]).toBeUndefined();
      expect(readOpenLineageEdges(without)).toHaveLength(2);
      expect(readOpenLineageEvent(without).refused).toEqual([]);
    }
  });

  it.each([
    [{}, '/fields', '"fields" must be an object of columns, but is missing'],
    [{ fields: { a: {} } }, '/fields/a/inputFields', 'must be a list'],
    [
      { fields: { a: { inputFields: [read('id'), CUSTOMERS] } } },
      '/fields/a/inputFields/1',
      'needs "namespace", "name" and "field"',
    ],
    [
      { fields: FIELDS, dataset: [{ field: 'id' }] },
      '/dataset/0',
      'needs "namespace", "name" and "field"',
    ],
    [{ fields: FIELDS, dataset: {} }, '/dataset', 'but is an object'],
    [
      { fields: { a: { inputFields: [read('x'.repeat(301))] } } },
      '/fields/a/inputFields/0',
      'may have 300 characters, but has 301',
    ],
    [
      {
        fields: {
          a: {
            inputFields: Array.from({ length: 5_001 }, (_, i) => read(`c${i}`)),
          },
        },
      },
      '',
      'may be made of 5000 columns',
    ],
  ])('are not known where the facet is wrong: %#', (wrong, where, reason) => {
    const document = event(wrong);
    expect(readsOf(document)[CUSTOMERS_NAME]).toBeUndefined();
    expect(readOpenLineageEdges(document)).toHaveLength(2);
    const { refused, observations } = readOpenLineageEvent(document);
    expect(refused).toEqual([
      {
        where: `/outputs/0/facets/columnLineage${where}`,
        reason: expect.stringContaining(reason),
      },
    ]);
    expect(refused[0].reason).toContain('any column counts as read');
    expect(observations).not.toEqual([]);
  });

  it('are those of each pair also where a run has thousands of them', () => {
    const many = (name: string, count: number) =>
      Array.from({ length: count }, (_, index) => ({
        namespace: 'db',
        name: `${name}_${index}`,
      }));
    const [first, second] = many('in', 60);
    const columnLineage = facet('1-2-0', {
      fields: {
        id: { inputFields: [read('id', first), read('x', ORDERS)] },
        sum: { inputFields: [read('a', second), read('id', first)] },
      },
    });
    const [told, ...others] = many('out', 20);
    const edges = readOpenLineageEdges(
      event(undefined, {
        inputs: many('in', 60),
        outputs: [{ ...told, facets: { columnLineage } }, ...others],
      }),
    );
    expect(edges).toHaveLength(60 + 20 + 2);
    const run = edges[0].to[0];
    const job = { job: '["spark","churn.build"]' };
    const at = { at: '2026-11-20T06:00:00.000Z' };
    expect(edges.filter(({ to }) => to[0] === 'db/out_0')).toEqual([
      {
        from: [run],
        to: ['db/out_0'],
        besides: ['db/in_0', 'db/in_1'],
        ...job,
        ...at,
      },
      { from: ['db/in_0'], to: ['db/out_0'], reads: ['id'], ...job, ...at },
      { from: ['db/in_1'], to: ['db/out_0'], reads: ['a'], ...job, ...at },
    ]);
    expect(edges.filter(({ to }) => to[0] === 'db/out_1')).toEqual([
      { from: [run], to: ['db/out_1'], ...job, ...at },
    ]);
  });

  it('never throw, whatever the facet is, and name what is in it', () => {
    const field = fc.oneof(
      fc.record({
        namespace: fc.constant(CUSTOMERS.namespace),
        name: fc.constant(CUSTOMERS.name),
        field: fc.string(),
      }),
      fc.jsonValue(),
    );
    const list = fc.oneof(fc.array(field, { maxLength: 4 }), fc.jsonValue());
    const lineage = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          fields: fc.oneof(
            fc.dictionary(fc.string(), fc.record({ inputFields: list })),
            fc.jsonValue(),
          ),
          dataset: list,
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(lineage, value => {
        const document = event(value);
        const text = JSON.stringify(value);
        for (const { reads = [] } of readOpenLineageEdges(document)) {
          expect(
            reads.every(column =>
              text.includes(JSON.stringify(column).slice(1, -1)),
            ),
          ).toBe(true);
        }
        const { refused } = readOpenLineageEvent(document);
        expect(refused.length).toBeLessThan(2);
        const knows = readsOf(document)[CUSTOMERS_NAME] !== undefined;
        expect(knows && refused.length > 0).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
