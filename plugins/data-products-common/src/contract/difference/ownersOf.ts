import { ContractColumn } from '../Contract';

/**
 * Of each column the one that it is a member of, at the same place. Every
 * column comes before its members, as a contract is read.
 */
export function ownersOf(
  columns: readonly ContractColumn[],
): (ContractColumn | undefined)[] {
  const lastOfDepth: ContractColumn[] = [];
  return columns.map(column => {
    lastOfDepth[column.depth] = column;
    return column.depth === 0 ? undefined : lastOfDepth[column.depth - 1];
  });
}
