import fc from 'fast-check';
import { attachDatasetEdges } from './attachDatasetEdges';
import { ContractColumns } from './ContractColumns';
import { DatasetEdge } from './DatasetEdge';

const claims: Record<string, string[]> = {
  'db.orders': ['dataproduct:default/orders'],
  'dbt://shop/model.shop.sales': ['dataproduct:default/sales'],
  'db.sales_raw': ['dataproduct:default/sales'],
  'db.kpis': ['dataproduct:default/kpis', 'dataproduct:default/figures'],
};
const claimantsOf = (names: readonly string[]) =>
  names.flatMap(name => claims[name] ?? []);

const edge = (from: string | string[], to: string | string[]): DatasetEdge => ({
  from: [from].flat(),
  to: [to].flat(),
});

const ORDERS = ContractColumns.create({
  schemas: [
    { name: 'items', columns: [{ name: 'sku' }] },
    {
      name: 'sales_orders',
      physicalName: 'shop.orders',
      columns: [
        { name: 'id' },
        { name: 'total', physicalName: 'AMT' },
        { name: 'ship_to' },
        { name: 'ship_to.city' },
        { name: 'lines[].sku' },
      ],
    },
  ],
});

/** What each of them reads of the orders. */
const readsOf = (...edges: DatasetEdge[]) =>
  Object.fromEntries(
    [
      ...attachDatasetEdges(edges, claimantsOf, ref =>
        ref === 'dataproduct:default/orders' ? ORDERS : undefined,
      ),
    ].map(([ref, [{ reads }]]) => [ref.split('/')[1], reads]),
  );

const reading = (from: string, to: string, ...reads: string[]) => ({
  ...edge(from, to),
  reads,
});

const attached = (...edges: DatasetEdge[]) =>
  Object.fromEntries(
    [...attachDatasetEdges(edges, claimantsOf)].map(([ref, inputs]) => [
      ref,
      inputs.map(input => input.ref),
    ]),
  );

describe('lineage of datasets, attached to entities', () => {
  it('leads through what nobody claims and through what is of the own', () => {
    const sales = ['db.sales', 'dbt://shop/model.shop.sales'];
    expect(
      attached(
        edge('db.orders', 'db.staging'),
        edge('db.staging', 'db.sales_raw'),
        edge('db.sales_raw', sales),
        edge(['db.sales'], 'db.kpis'),
        // A table that is made of itself, and back again.
        edge(sales, sales),
        edge('db.staging', 'db.staging_2'),
        edge('db.staging_2', 'db.staging'),
      ),
    ).toEqual({
      'dataproduct:default/sales': ['dataproduct:default/orders'],
      'dataproduct:default/kpis': ['dataproduct:default/sales'],
      'dataproduct:default/figures': ['dataproduct:default/sales'],
    });
  });

  it('says nothing where nobody claims anything, and nothing of oneself', () => {
    expect(
      attached(edge('a', 'b'), edge('db.sales_raw', 'db.sales_raw')),
    ).toEqual({});
  });

  it('names columns as the contract does, of what is read directly', () => {
    expect(
      readsOf(
        reading('db.orders', 'db.staging', 'ID', 'amt', 'ship_to.zip'),
        reading('db.orders', 'db.sales_raw', 'lines.element.sku'),
        // What is read further on is of other tables.
        reading('db.staging', 'db.kpis', 'anything'),
        reading('db.sales_raw', 'db.sales_raw', 'anything'),
      ),
    ).toEqual({
      sales: ['sales_orders.lines[].sku'],
      kpis: ['sales_orders.id', 'sales_orders.ship_to', 'sales_orders.total'],
      figures: [
        'sales_orders.id',
        'sales_orders.ship_to',
        'sales_orders.total',
      ],
    });
  });

  it('takes all columns for read where one edge does not tell, or the contract does not have one', () => {
    const known = reading('db.orders', 'db.sales_raw', 'id');
    expect(readsOf(known, reading('db.orders', 'db.sales_raw', 'AMT'))).toEqual(
      { sales: ['sales_orders.id', 'sales_orders.total'] },
    );
    for (const unknown of [
      [edge('db.orders', 'db.sales_raw')],
      [edge('db.orders', 'db.other'), edge('db.other', 'db.sales_raw')],
      [reading('db.orders', 'db.sales_raw', 'id', 'e_mail')],
    ]) {
      expect(readsOf(known, ...unknown)).toEqual({ sales: undefined });
      expect(readsOf(...unknown, known)).toEqual({ sales: undefined });
    }
    // No contract has a table of that name.
    expect(ORDERS.find('db.customers', ['id'])).toBeUndefined();
    const twice = ContractColumns.create({
      schemas: ['crm', 'web'].map(database => ({
        name: database,
        physicalName: `${database}.customers`,
        columns: [{ name: 'id' }],
      })),
    });
    expect(twice.find('postgres://db/customers', ['id'])).toEqual([
      'crm.id',
      'web.id',
    ]);
  });

  describe('is complete', () => {
    const ORDERS_REF = 'dataproduct:default/orders';
    /** Whether what sales reads of the orders is all that it can read. */
    const isComplete = (edges: DatasetEdge[], claimed: string[]) =>
      attachDatasetEdges(
        edges,
        claimantsOf,
        ref => (ref === ORDERS_REF ? ORDERS : undefined),
        () =>
          claimed.map(name => ({
            pattern: name.replace('*', ''),
            prefix: name.endsWith('*'),
          })),
      )
        .get('dataproduct:default/sales')
        ?.find(({ ref }) => ref === ORDERS_REF)?.complete ?? false;
    const known = reading('db.orders', 'db.sales_raw', 'id');

    it('where all of the entity is made of what others claim', () => {
      expect(isComplete([known], ['db.sales_raw', 'db.sales_*'])).toBe(true);
      // The same table, as another tool names it.
      expect(isComplete([known], ['dbt://shop/model.shop.Sales_Raw'])).toBe(
        true,
      );
      expect(
        isComplete([known, edge('db.kpis', 'db.sales_raw')], ['db.sales_raw']),
      ).toBe(true);
    });

    it('nowhere else', () => {
      for (const [edges, claimed] of [
        // Nothing tells how another table is made, by its claim or its use.
        [[known], ['db.sales_raw', 'db.sales_by_day']],
        [[known], ['db.sales_raw', 's3://exports/*']],
        [
          [known, edge('dbt://shop/model.shop.sales', 'db.other')],
          ['db.sales_raw'],
        ],
        // Made of what nobody claims: who knows what that is made of.
        [[known, edge('db.view', 'db.sales_raw')], ['db.sales_raw']],
        // Any column may be read.
        [[known, edge('db.orders', 'db.sales_raw')], ['db.sales_raw']],
      ] as [DatasetEdge[], string[]][]) {
        expect(isComplete(edges, claimed)).toBe(false);
      }
    });
  });

  it('follows a run to what edges of their own do not tell', () => {
    const run = 'run://1';
    const through = (to: string, ...besides: string[]) => ({
      ...edge(run, to),
      besides,
    });
    const inputs = [edge('db.orders', run), edge('db.kpis', run)];
    const known = reading('db.orders', 'db.sales_raw', 'id');
    const sales = (...edges: DatasetEdge[]) =>
      attachDatasetEdges([...inputs, ...edges], claimantsOf, ref =>
        ref === 'dataproduct:default/orders' ? ORDERS : undefined,
      )
        .get('dataproduct:default/sales')
        ?.map(({ ref, reads }) => [ref.split('/')[1], reads]);
    expect(sales(through('db.sales_raw', 'db.orders'), known)).toEqual([
      ['figures', undefined],
      ['kpis', undefined],
      ['orders', ['sales_orders.id']],
    ]);
    expect(
      sales(through('db.sales_raw', 'db.orders', 'db.kpis'), known),
    ).toEqual([['orders', ['sales_orders.id']]]);
    // Another output of the run, or another job with it, may read any column.
    for (const other of [
      [through('db.sales_raw', 'db.kpis')],
      [through('db.staging', 'db.kpis'), edge('db.staging', 'db.sales_raw')],
    ]) {
      const edges = [through('db.sales_raw', 'db.orders'), known, ...other];
      for (const each of [edges, edges.reverse()]) {
        expect(sales(...each)).toContainEqual(['orders', undefined]);
      }
    }
  });

  it('ends whatever hangs together, and does not depend on the order', () => {
    const name = fc.constantFrom('a', 'b', 'c', ...Object.keys(claims));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { maxLength: 20 }), pairs => {
        const edges = pairs.map(([from, to]) => edge(from, to));
        const result = attached(...edges);
        expect(attached(...edges.reverse())).toEqual(result);
        for (const [ref, inputs] of Object.entries(result)) {
          expect(inputs).not.toContain(ref);
        }
      }),
    );
  });
});
