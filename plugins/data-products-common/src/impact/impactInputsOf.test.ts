import { readContract } from '../contract';
import { impactInputsOf } from './impactInputsOf';

const REVENUE = {
  apiVersion: 'handoff/v1alpha1',
  kind: 'DataProduct',
  metadata: { name: 'revenue', namespace: 'sales' },
  spec: {
    type: 'aggregate',
    lifecycle: 'production',
    owner: 'group:sales',
    inputs: ['orders', 'dataproduct:default/customers', 'resource:landing'],
    glossary: 'net-revenue',
  },
};

function contractWith(...sources: (string[] | undefined)[]) {
  return readContract({
    kind: 'DataContract',
    apiVersion: 'v3.1.0',
    id: 'revenue',
    version: '1.0.0',
    status: 'active',
    schema: [
      {
        name: 'revenue',
        properties: sources.map((transformSourceObjects, index) => ({
          name: `column_${index}`,
          logicalType: 'string',
          ...(transformSourceObjects && { transformSourceObjects }),
        })),
      },
    ],
  }).contract!;
}

describe('what an entity depends on', () => {
  it('is a data product’s inputs and glossary terms', () => {
    expect(impactInputsOf(REVENUE)).toEqual([
      { ref: 'dataproduct:sales/orders', kind: 'dependsOn' },
      { ref: 'dataproduct:default/customers', kind: 'dependsOn' },
      { ref: 'resource:sales/landing', kind: 'dependsOn' },
      { ref: 'glossaryterm:sales/net-revenue', kind: 'glossary' },
    ]);
  });

  it('is a decision path’s steps, source contracts and glossary terms', () => {
    expect(
      impactInputsOf({
        apiVersion: 'handoff/v1alpha1',
        kind: 'DecisionPath',
        metadata: { name: 'budget' },
        spec: {
          type: 'reporting',
          lifecycle: 'production',
          steps: [
            { stage: 'source', name: 'Events', entity: 'component:web' },
            { stage: 'exposure', name: 'Dashboard', entity: 'kpis' },
            { stage: 'decision', name: 'Round' },
          ],
          contracts: { source: ['orders', 'https://contracts.example/x'] },
          glossary: ['active'],
        },
      }),
    ).toEqual([
      { ref: 'component:default/web', kind: 'step' },
      { ref: 'dataproduct:default/kpis', kind: 'step' },
      { ref: 'dataproduct:default/orders', kind: 'contractInput' },
      { ref: 'glossaryterm:default/active', kind: 'glossary' },
    ]);
  });

  it('is what others relate to, whatever their kind', () => {
    expect(
      impactInputsOf({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'recommender' },
        relations: [
          { type: 'dependsOn', targetRef: 'dataproduct:default/customers' },
          { type: 'ownedBy', targetRef: 'group:default/growth' },
        ],
      }),
    ).toEqual([{ ref: 'dataproduct:default/customers', kind: 'dependsOn' }]);
  });

  it('names columns only when every column says what it is made of', () => {
    const [orders, customers, landing] = impactInputsOf(
      REVENUE,
      contractWith(
        ['orders.orders.total', 'orders.orders.day'],
        ['dataproduct:default/customers#customers.id', 'orders.orders.day'],
      ),
    );
    expect(orders.reads).toEqual(['orders.day', 'orders.total']);
    expect(customers.reads).toEqual(['customers.id']);
    expect(landing.reads).toBeUndefined();

    for (const unknown of [undefined, ['warehouse.table']]) {
      const inputs = impactInputsOf(
        REVENUE,
        contractWith(['orders.orders.total'], unknown),
      );
      expect(inputs.some(({ reads }) => reads)).toBe(false);
    }
  });
});
