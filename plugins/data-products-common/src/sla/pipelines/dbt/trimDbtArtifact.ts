import {
  fieldOf,
  JsonRecord,
  listField,
  recordField,
  recordOf,
  textField,
} from '../jsonValue';
import { DbtManifest } from './DbtManifest';

const RESULT_FIELDS = [
  'unique_id',
  'status',
  'state',
  'failures',
  'message',
  'error',
  'relation_name',
  'max_loaded_at',
  'snapshotted_at',
];

/** All that is read of a compiled query stands in its first lines. */
const MAX_CODE = 10_000;

/**
 * The part of an artifact that {@link readDbtArtifact} reads. Compiled queries
 * are most of an artifact, and of a test that the manifest knows none is needed.
 */
export function trimDbtArtifact(
  artifact: unknown,
  manifest: DbtManifest | undefined,
): unknown {
  const root = recordOf(artifact);
  if (!root) {
    return artifact;
  }
  const sources = recordField(root, 'sources');
  const trim = (result: unknown) => trimResult(result, manifest);
  return {
    ...pick(root, ['metadata', 'meta']),
    ...(Array.isArray(fieldOf(root, 'results'))
      ? { results: listField(root, 'results').map(trim) }
      : {}),
    ...(sources
      ? {
          sources: Object.fromEntries(
            Object.entries(sources).map(([id, row]) => [id, trim(row)]),
          ),
        }
      : {}),
  };
}

function trimResult(
  result: unknown,
  manifest: DbtManifest | undefined,
): unknown {
  const record = recordOf(result);
  if (!record) {
    return result;
  }
  const code =
    fieldOf(record, 'compiled_code') ?? fieldOf(record, 'compiled_sql');
  const id = textField(record, 'unique_id') ?? '';
  const response = recordField(record, 'adapter_response');
  return {
    ...pick(record, RESULT_FIELDS),
    ...(Array.isArray(fieldOf(record, 'timing'))
      ? {
          timing: listField(record, 'timing').map(step => ({
            completed_at: fieldOf(step, 'completed_at'),
          })),
        }
      : {}),
    ...(response
      ? { adapter_response: pick(response, ['code', 'rows_affected']) }
      : {}),
    ...(typeof code === 'string' && !manifest?.node(id)
      ? { compiled_code: code.slice(0, MAX_CODE) }
      : {}),
  };
}

function pick(record: JsonRecord, fields: readonly string[]): JsonRecord {
  return Object.fromEntries(
    fields.flatMap(field => {
      const value = fieldOf(record, field);
      return value === undefined ? [] : [[field, value]];
    }),
  );
}
