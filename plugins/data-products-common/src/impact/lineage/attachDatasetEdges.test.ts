import fc from 'fast-check';
import { attachDatasetEdges } from './attachDatasetEdges';
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
