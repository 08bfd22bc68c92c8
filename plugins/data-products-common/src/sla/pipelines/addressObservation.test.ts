import { ContractSchema } from '../../contract';
import { Objective } from '../Objective';
import { observationInputSchema } from '../Observation';
import { readObservation } from '../observation';
import { addressObservation } from './addressObservation';
import { PipelineObservation } from './PipelineObservation';
import { observeSchema } from './schema/observeSchema';

const ENTITY = 'dataproduct:default/customer-360';

function objective(fields: Partial<Objective>): Objective {
  return {
    name: 'promised',
    indicator: 'completeness',
    comparator: 'at-least',
    target: 0.98,
    unit: 'ratio',
    goal: 0.95,
    window: 'P30D',
    severity: 'high',
    promise: 'at least 98 % complete',
    source: 'spec',
    ...fields,
  };
}

function observation(
  fields: Partial<PipelineObservation> = {},
): PipelineObservation {
  return {
    id: 'run-1',
    datasets: ['dbt://shop/model.shop.customers'],
    indicator: 'completeness',
    table: 'CUSTOMERS',
    column: 'EMAIL',
    measures: [
      { value: 0.97, unit: 'ratio' },
      { value: 6, unit: 'rows' },
    ],
    observedAt: '2026-11-20T06:00:00.000Z',
    source: 'dbt',
    detail: 'not_null: failed',
    ...fields,
  };
}

const CONTRACT = {
  schemas: [
    {
      name: 'customers',
      physicalName: 'analytics.dim_customers',
      tags: [],
      links: [],
      customProperties: [],
      primaryKey: [],
      relationships: [],
      columns: ['id:integer', 'email:string', 'born:date', 'note:string'].map(
        column => ({
          name: column.split(':')[0],
          physicalName: `c_${column.split(':')[0]}`,
          logicalType: column.split(':')[1],
        }),
      ) as ContractSchema['columns'],
    },
  ],
};

describe('addressObservation', () => {
  const named = (
    measured: PipelineObservation,
    objectives: Objective[],
    contract = CONTRACT,
  ) =>
    addressObservation(measured, ENTITY, objectives, contract).map(
      input => input.objective,
    );

  it('speaks to each promise in the form that it asks for, as it can be read', () => {
    const objectives = [
      objective({ name: 'share', element: 'customers.email' }),
      objective({
        name: 'number',
        element: 'customers.email',
        unit: 'count',
        comparator: 'at-most',
        target: 5,
      }),
    ];
    const inputs = addressObservation(observation(), ENTITY, objectives);
    expect(inputs.map(({ value }) => value)).toEqual([0.97, 6]);
    for (const input of inputs) {
      expect(observationInputSchema.parse(input)).toEqual(input);
      expect(
        readObservation(input, objectives, Date.parse('2026-11-21T00:00:00Z')),
      ).toMatchObject({
        observations: [{ ownId: 'run-1', objective: input.objective }],
      });
    }
  });

  it('finds a column by table and name, else by a name that only one table has', () => {
    const exact = objective({ name: 'exact', element: 'customers.email' });
    const other = objective({ name: 'other', element: 'people.email' });
    const another = objective({ name: 'another', element: 'orders.email' });
    expect(named(observation(), [exact, other])).toEqual(['exact']);
    expect(named(observation(), [other])).toEqual(['other']);
    expect(named(observation(), [other, another])).toEqual([]);
    expect(
      named(observation({ table: 'dim_customers', column: 'c_email' }), [
        exact,
        other,
      ]),
    ).toEqual(['exact']);
  });

  it('takes promises about no element, or the table, as about the table as a whole', () => {
    const whole = objective({ name: 'whole' });
    const table = objective({ name: 'table', element: 'customers' });
    const column = objective({ name: 'column', element: 'customers.email' });
    expect(
      named(observation({ column: undefined }), [whole, table, column]),
    ).toEqual(['whole', 'table']);
    expect(named(observation(), [whole, table, column])).toEqual(['column']);
    // The column of a freshness says by what it is measured.
    const fresh = {
      indicator: 'freshness',
      unit: 'seconds',
      comparator: 'at-most',
      target: 60,
      element: 'customers.loaded_at',
    } as const;
    expect(
      addressObservation(
        observation({
          indicator: 'freshness',
          column: undefined,
          measures: [{ value: '2026-11-20T05:00:00.000Z', unit: 'date-time' }],
        }),
        ENTITY,
        [objective(fresh)],
      ),
    ).toMatchObject([{ value: '2026-11-20T05:00:00.000Z' }]);
  });

  it('lets a bound show that a promise is broken, never that it is kept', () => {
    const atMost = (target: number) =>
      addressObservation(
        observation({
          measures: [{ value: 3, unit: 'rows', bound: 'at-least' }],
        }),
        ENTITY,
        [
          objective({
            element: 'customers.email',
            unit: 'count',
            comparator: 'at-most',
            target,
          }),
        ],
      )[0];
    expect(atMost(2)).toMatchObject({
      value: 3,
      detail: 'it is at least 3, not measured exactly; not_null: failed',
    });
    expect(atMost(10)).toMatchObject({
      value: null,
      detail: expect.stringContaining('does not show whether'),
    });
  });

  it('passes on that something could not be measured', () => {
    expect(
      addressObservation(observation({ measures: [] }), ENTITY, [
        objective({ element: 'customers.email' }),
      ]),
    ).toMatchObject([{ value: null, detail: 'not_null: failed' }]);
  });

  it('tells rows from bytes, and neither from rows a second', () => {
    const volume = (countUnit?: string) =>
      addressObservation(
        observation({
          indicator: 'volume',
          column: undefined,
          measures: [
            { value: 20, unit: 'rows' },
            { value: 3_000_000, unit: 'bytes' },
          ],
        }),
        ENTITY,
        [
          objective({
            indicator: 'volume',
            unit: 'count',
            countUnit,
            target: 1,
          }),
        ],
      ).map(({ value }) => value);
    expect(volume()).toEqual([20]);
    expect(volume('orders')).toEqual([20]);
    expect(volume('MB')).toEqual([3]);
    expect(volume('KiB')).toEqual([2929.6875]);
    expect(volume('rows/s')).toEqual([]);
  });
});

describe('observeSchema', () => {
  const fields = [
    { name: 'C_ID', type: 'NUMBER(38,0)' },
    { name: 'c_email', type: 'character varying(20)' },
    { name: 'born', type: 'int' },
    { name: 'extra', type: 'text' },
  ];
  const reading = {
    runId: 'run-1',
    datasets: ['snowflake://acme/analytics.dim_customers'],
    table: 'DIM_CUSTOMERS',
    fields,
    observedAt: '2026-11-20T06:00:00.000Z',
    source: 'openlineage',
  };

  it('gives the share of promised columns that are there with a compatible type', () => {
    const measured = observeSchema(reading, CONTRACT)!;
    expect(measured).toMatchObject({
      indicator: 'schema-conformance',
      table: 'customers',
      measures: [{ value: 0.5, unit: 'ratio' }, { value: 2 }],
      detail:
        '2 of 4 columns differ: note is missing; born is int instead of date',
    });
    expect(
      addressObservation(measured, ENTITY, [
        objective({ indicator: 'schema-conformance', element: 'customers' }),
      ]),
    ).toMatchObject([{ value: 0.5 }]);
  });

  it('is about no table that the contract does not describe', () => {
    const two = {
      schemas: [CONTRACT.schemas[0], { ...CONTRACT.schemas[0], name: 'b' }],
    };
    expect(
      observeSchema({ ...reading, table: 'elsewhere' }, two),
    ).toBeUndefined();
    expect(observeSchema(reading, { schemas: [] })).toBeUndefined();
  });
});
