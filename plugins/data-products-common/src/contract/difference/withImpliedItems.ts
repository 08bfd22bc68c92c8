import { ContractColumn } from '../Contract';

/**
 * The columns of a schema, with the items of its lists that only the other
 * contract has as columns of their own: an object in a list is none as long as
 * nothing but its members is said of it, and there all the same.
 */
export function withImpliedItems(
  columns: readonly ContractColumn[],
  others: readonly ContractColumn[],
): readonly ContractColumn[] {
  const names = new Set(columns.map(({ name }) => name));
  const candidates = others.filter(
    ({ name }) => name.endsWith('[]') && !names.has(name),
  );
  if (candidates.length === 0) {
    return columns;
  }
  const objects = new Set(columns.flatMap(({ name }) => itemOf(name) ?? []));
  return [
    ...columns,
    ...candidates
      .filter(({ name }) => objects.has(name))
      .map(({ name, depth, logicalType }) => ({
        name,
        depth,
        logicalType: logicalType && 'object',
        required: false,
        unique: false,
        primaryKey: false,
        partitioned: false,
        criticalDataElement: false,
        examples: [],
        tags: [],
        links: [],
        customProperties: [],
        constraints: {},
        qualityRules: 0,
      })),
  ];
}

/** `lines[]` of `lines[].sku`, of which it is a member. */
function itemOf(name: string): string | undefined {
  return /^(.*\[\])\.[^[\]]*(\[\])*$/.exec(name)?.[1];
}
