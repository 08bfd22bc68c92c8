import { Contract } from '../../../contract';
import { observationId } from '../observationId';
import { PipelineObservation } from '../PipelineObservation';
import { detailOf } from '../quote';
import { compareSchema, SchemaComparison } from './compareSchema';
import { schemaForTable } from './schemaForTable';
import { SchemaReading } from './SchemaReading';

/**
 * What the columns of a table say about schema conformance: the share of the
 * contract's columns that are there with a compatible type.
 *
 * @param reading - the columns found
 * @param contract - of the entity that claims the dataset
 * @returns nothing when the contract describes no columns of this table
 * @public
 */
export function observeSchema(
  reading: SchemaReading,
  contract: Pick<Contract, 'schemas'>,
): PipelineObservation | undefined {
  const { runId, fields, ...found } = reading;
  const { schemas } = contract;
  const promised =
    schemaForTable(schemas, reading.table) ??
    (schemas.length === 1 ? schemas[0] : undefined);
  if (!promised?.columns.length) {
    return undefined;
  }
  const comparison = compareSchema(promised.columns, fields);
  return {
    ...found,
    // So that the promise of the contract's name for the table is found.
    table: promised.name,
    id: observationId([runId, found.datasets[0], 'schema-conformance', '']),
    indicator: 'schema-conformance',
    measures: [
      { value: comparison.share, unit: 'ratio' },
      {
        value: comparison.missing.length + comparison.mistyped.length,
        unit: 'rows',
      },
    ],
    detail: detailOf(describe(comparison, promised.columns.length)),
  };
}

function describe(
  { missing, mistyped }: SchemaComparison,
  count: number,
): string {
  const problems = [
    ...missing.map(column => `${column} is missing`),
    ...mistyped.map(
      ({ column, promised, found }) =>
        `${column} is ${found} instead of ${promised}`,
    ),
  ];
  return problems.length
    ? `${problems.length} of ${count} columns differ: ${problems.join('; ')}`
    : `all ${count} columns are as promised`;
}
