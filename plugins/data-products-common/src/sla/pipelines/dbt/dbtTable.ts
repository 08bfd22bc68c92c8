import { textField } from '../jsonValue';
import { DbtManifest, relationOf, tableOf } from './DbtManifest';
import { relationParts } from './relationName';

/** A table that dbt made or reads, as observations name it. */
export interface DbtTable {
  datasets: string[];
  table: string;
}

/**
 * The table of a model, seed, snapshot or source.
 *
 * Entities may claim it as `dbt://<project>/<unique_id>` or as
 * `<database>.<schema>.<identifier>`. The project is the one in the id, which
 * every artifact has; of a package, also the project that it is used in.
 *
 * @param uniqueId - as in `model.shop.customers`
 * @param manifest - tells the relation; without it only the results do
 * @param relationName - quoted, as newer results have it
 */
export function dbtTable(
  uniqueId: string,
  manifest: DbtManifest | undefined,
  relationName?: string,
): DbtTable {
  const [, project = ''] = uniqueId.split('.');
  const node = manifest?.node(uniqueId);
  const relation = relationParts(
    relationName ?? (node && textField(node, 'relation_name')) ?? '',
  );
  const root = manifest?.project;
  return {
    datasets: [
      ...new Set([
        `dbt://${project}/${uniqueId}`,
        ...(root && root !== project ? [`dbt://${root}/${uniqueId}`] : []),
        ...((node && [relationOf(node)]) ?? []),
        relation?.join('.'),
      ]),
    ].filter((name): name is string => name !== undefined),
    table: (node && tableOf(node)) ?? relation?.at(-1) ?? nameInId(uniqueId),
  };
}

/** The name within `model.shop.customers`, `model.shop.customers.v2`, `source.shop.crm.customers`. */
export function nameInId(uniqueId: string): string {
  const [kind, , ...names] = uniqueId.split('.');
  return (kind === 'source' ? names.slice(1).join('.') : names[0]) || uniqueId;
}
