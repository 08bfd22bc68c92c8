import { ContractChange, ContractDifference } from '../contract/difference';
import { ChangeEffect, ChangeKind } from './Change';

/**
 * What a change does to those who use the data.
 *
 * A contract tells by what it differs in, as far as it could be read. Without
 * one, a change of the pipeline leaves the contract as it is; of any other
 * kind, nobody can know.
 *
 * @public
 */
export function changeEffect(
  kind: ChangeKind,
  difference: Pick<ContractDifference, 'changes' | 'complete'> | undefined,
): ChangeEffect {
  const classes = new Set(difference?.changes.map(change => change.class));
  if (classes.has('breaking')) {
    return 'breaking';
  }
  // Words cannot be compared: what they mean may be another thing now.
  const isInWords = kind === 'definition' || kind === 'policy';
  if (isInWords || difference?.complete === false) {
    return 'unknown';
  }
  if (!difference) {
    return kind === 'pipeline' ? 'none' : 'unknown';
  }
  if (classes.has('compatible')) {
    return 'compatible';
  }
  return classes.has('documentation') ? 'documentation' : 'none';
}

/**
 * The columns that breaking changes are about, as `schema.column`, or as a
 * whole `schema`.
 *
 * @returns `undefined` when one of them is about more than columns: everybody
 *   may be affected then.
 * @public
 */
export function brokenColumns(
  changes: readonly Pick<ContractChange, 'class' | 'path'>[],
): string[] | undefined {
  const columns = new Set<string>();
  for (const { class: changeClass, path } of changes) {
    if (changeClass === 'breaking') {
      if (path.schema === undefined || path.part) {
        return undefined;
      }
      columns.add(
        path.column === undefined
          ? path.schema
          : `${path.schema}.${path.column}`,
      );
    }
  }
  return columns.size ? [...columns] : undefined;
}
