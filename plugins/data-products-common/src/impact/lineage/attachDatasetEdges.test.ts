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
