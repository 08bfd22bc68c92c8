import { DatasetClaim } from '../../ownership/datasetClaims';
import { tableOf } from '../../sla/pipelines/openlineage/tableOf';
import { DatasetNode } from './DatasetGraph';

/**
 * Whether lineage tells of everything that an entity claims what it is made
 * of. Tools have several names for one table: any of them will do, as long as
 * the last part is the same.
 *
 * @param own - the datasets of the entity that lineage knows
 */
export function isMadeWhole(
  claims: readonly DatasetClaim[],
  own: readonly DatasetNode[],
): boolean {
  const made = own
    .filter(node => [...node.inputs.keys()].some(input => input !== node))
    .flatMap(({ names }) => [...names]);
  const tables = new Set(made.map(tableKey));
  const isMade = (name: string) => tables.has(tableKey(name));
  return (
    own.every(({ names }) => [...names].some(isMade)) &&
    claims.every(({ pattern, prefix }) =>
      prefix ? made.some(name => name.startsWith(pattern)) : isMade(pattern),
    )
  );
}

function tableKey(name: string): string {
  return tableOf(name).toLowerCase();
}
