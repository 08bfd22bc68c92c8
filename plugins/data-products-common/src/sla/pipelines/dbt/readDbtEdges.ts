import { DatasetEdge } from '../../../impact/lineage';
import { fieldOf, JsonRecord, listField, textField } from '../jsonValue';
import { DbtManifest, dependenciesOf, isEphemeral } from './DbtManifest';
import { isBuilt, statusOf } from './DbtResult';
import { dbtTable } from './dbtTable';

const WRITTEN = ['success', 'partial success'];

/**
 * Reads from what is sent to `POST /observations/dbt` which tables are made of
 * which: those that were built, of what the manifest says that they read.
 *
 * @param body - `{ "artifacts": [...], "manifest": {...} }`
 * @returns nothing without a manifest. It never throws; what is wrong with an
 *   artifact, {@link readDbtUpload} tells.
 * @public
 */
export function readDbtEdges(body: unknown): DatasetEdge[] {
  const manifest = DbtManifest.create(fieldOf(body, 'manifest'));
  if (!manifest) {
    return [];
  }
  const built = new Set(
    listField(body, 'artifacts')
      .flatMap(artifact => listField(artifact, 'results'))
      .filter(result => WRITTEN.includes(statusOf(result)))
      .flatMap(result => textField(result, 'unique_id') ?? [])
      .filter(isBuilt),
  );
  return [...built].flatMap(id => {
    const node = manifest.node(id);
    return node
      ? tablesRead(node, manifest).map(read => ({
          from: dbtTable(read, manifest).datasets,
          to: dbtTable(id, manifest).datasets,
        }))
      : [];
  });
}

/** What is ephemeral makes no table: what it reads stands for it. */
function tablesRead(node: JsonRecord, manifest: DbtManifest): string[] {
  const read = new Set(dependenciesOf(node));
  const tables: string[] = [];
  for (const id of read) {
    const dependency = manifest.node(id);
    if (dependency && isEphemeral(dependency)) {
      dependenciesOf(dependency).forEach(next => read.add(next));
    } else {
      tables.push(id);
    }
  }
  return tables;
}
