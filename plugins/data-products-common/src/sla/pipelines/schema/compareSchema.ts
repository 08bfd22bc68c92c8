import { ContractColumn } from '../../../contract';
import { columnKey } from './columnKey';
import { isCompatible } from './typeFamily';

/**
 * How far the columns of a table are those of its contract.
 *
 * @public
 */
export interface SchemaComparison {
  /** Columns of the contract that are there with a compatible type; [0, 1]. */
  share: number;
  /** Columns of the contract that are not there. */
  missing: string[];
  /** Columns that are there with another type. */
  mistyped: { column: string; promised: string; found: string }[];
  /** Columns that the contract does not know. They break nothing. */
  unknown: string[];
}

/**
 * Compares the columns that a table has with those that its contract promises.
 * Names are compared without regard to case; types by the kind of values that
 * they hold, so that `VARCHAR(20)` is a `string`. A column whose type is not
 * told is taken as it is.
 *
 * @param columns - of the contract
 * @param fields - of the table, nested ones with dotted names
 * @public
 */
export function compareSchema(
  columns: readonly Pick<
    ContractColumn,
    'name' | 'physicalName' | 'logicalType' | 'physicalType'
  >[],
  fields: readonly { name: string; type?: string }[],
): SchemaComparison {
  const found = new Map(fields.map(field => [columnKey(field.name), field]));
  const known = new Set<string>();
  const comparison: SchemaComparison = {
    share: 1,
    missing: [],
    mistyped: [],
    unknown: [],
  };
  for (const column of columns) {
    const keys = [column.physicalName ?? column.name, column.name].map(
      columnKey,
    );
    keys.forEach(key => known.add(key));
    const field = found.get(keys[0]) ?? found.get(keys[1]);
    if (!field) {
      comparison.missing.push(column.name);
    } else if (!isCompatible(column, field.type)) {
      comparison.mistyped.push({
        column: column.name,
        promised: column.physicalType ?? column.logicalType ?? '',
        found: field.type ?? '',
      });
    }
  }
  const wrong = comparison.missing.length + comparison.mistyped.length;
  return {
    ...comparison,
    share: columns.length === 0 ? 1 : 1 - wrong / columns.length,
    unknown: fields
      .map(({ name }) => name)
      .filter(name => !known.has(columnKey(name))),
  };
}
