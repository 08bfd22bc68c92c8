import {
  fieldOf,
  JsonRecord,
  recordField,
  recordOf,
  textField,
} from '../jsonValue';
import { PipelineReading } from '../PipelineObservation';
import { DbtManifest } from './DbtManifest';
import { readRun } from './DbtRun';
import { readFreshness } from './readFreshness';
import { readRunResults } from './readRunResults';

type ArtifactKind = 'run-results' | 'sources' | 'freshness';

/** The versions before had no ids, or other names for everything. */
const OLDEST: Readonly<Record<ArtifactKind, number>> = {
  'run-results': 3,
  sources: 1,
  freshness: 0,
};

/**
 * Reads what dbt wrote about a run: `run_results.json` v3 to v6,
 * `sources.json` v1 to v3 and its form without a version until dbt 0.18, and
 * `freshness.json` of dbt 2. Newer versions are read as the newest known.
 *
 * - A model, seed or snapshot that was built is as fresh as its build; where
 *   the build wrote the whole table and counted its rows, they are its volume.
 * - A source is as fresh as its `max_loaded_at`.
 * - A test is an observation of completeness, uniqueness, validity,
 *   consistency or schema conformance, by the kind of test, of the column and
 *   of the table; as a share, exact where the rows of the table are known, and
 *   as a number of rows.
 * - What ended in an error or was skipped could not be measured.
 *
 * @param document - as JSON gives it
 * @param manifest - `manifest.json` of the same project, v4 to v12. Without
 *   it, tables have no relation names, and some tests cannot be told apart.
 * @returns what was measured, and what was refused with where and why. It
 *   never throws.
 * @public
 */
export function readDbtArtifact(
  document: unknown,
  manifest?: unknown,
): PipelineReading {
  const root = recordOf(document);
  const kind = root && kindOf(root);
  if (!root || !kind) {
    return refuse(
      root && DbtManifest.create(root)
        ? 'the document is a manifest, which names things and measures none: send it along with run_results.json or sources.json'
        : 'the document is no artifact of dbt that measures data: send run_results.json, sources.json or freshness.json',
    );
  }
  const version = versionOf(root);
  if (version !== undefined && version < OLDEST[kind]) {
    return refuse(
      `${kind} v${version} is too old: v${OLDEST[kind]} is the first that can be read; update dbt`,
      '/metadata/dbt_schema_version',
    );
  }
  if (
    !Array.isArray(fieldOf(root, 'results')) &&
    !recordField(root, 'sources')
  ) {
    return refuse(`${kind} needs a list of "results"`);
  }
  const names =
    manifest === undefined ? undefined : DbtManifest.create(manifest);
  const run = readRun(root, names);
  const reading =
    kind === 'run-results'
      ? readRunResults(root, run)
      : readFreshness(root, run);
  if (manifest !== undefined && !names) {
    reading.refused.push({
      where: '',
      reason:
        'what was sent along is no manifest.json, which has "nodes": the results were read without it',
    });
  }
  return reading;
}

function refuse(reason: string, where: string = ''): PipelineReading {
  return { observations: [], refused: [{ where, reason }], ignored: [] };
}

/** By what it says it is, else by its form. */
function kindOf(root: JsonRecord): ArtifactKind | undefined {
  const [, said] = schemaOf(root);
  if (said !== undefined) {
    return Object.hasOwn(OLDEST, said) ? (said as ArtifactKind) : undefined;
  }
  if (recordField(root, 'sources') && recordField(root, 'meta')) {
    return 'sources';
  }
  const results = fieldOf(root, 'results');
  if (!Array.isArray(results)) {
    return undefined;
  }
  const isAged = (row: unknown) =>
    fieldOf(row, 'max_loaded_at') !== undefined ||
    textField(row, 'unique_id')?.startsWith('source.');
  if (results.some(isAged)) {
    return 'sources';
  }
  const isRun =
    results.length === 0 || results.some(row => textField(row, 'unique_id'));
  return isRun ? 'run-results' : undefined;
}

function versionOf(root: JsonRecord): number | undefined {
  const [, , version] = schemaOf(root);
  return version === undefined ? undefined : Number(version);
}

/** `https://schemas.getdbt.com/dbt/run-results/v6.json`, in its parts. */
function schemaOf(root: JsonRecord): RegExpExecArray | [] {
  return (
    /\/dbt\/([a-z-]+)\/v(\d{1,6})\.json$/.exec(
      textField(fieldOf(root, 'metadata'), 'dbt_schema_version') ?? '',
    ) ?? []
  );
}
