import {
  fieldOf,
  JsonRecord,
  listField,
  recordField,
  recordOf,
  textField,
} from '../jsonValue';
import { DbtManifest, dependenciesOf, isEphemeral } from './DbtManifest';

const NODE_FIELDS = [
  'name',
  'alias',
  'identifier',
  'database',
  'schema',
  'relation_name',
  'column_name',
  'attached_node',
];

/**
 * The part of a dbt manifest that reading some artifacts takes: a manifest of
 * 50 MB, which holds all code of the project, becomes a few kilobytes.
 * {@link readDbtArtifact} reads the same from it as from the whole.
 *
 * @param manifest - as JSON gives it; what is no manifest is returned as it is
 * @param artifacts - those that are to be read with it
 */
export function trimDbtManifest(
  manifest: unknown,
  artifacts: readonly unknown[],
): unknown {
  const whole = DbtManifest.create(manifest);
  if (!whole) {
    return manifest;
  }
  const nodes = new Map<string, JsonRecord>();
  const take = (id: string) => {
    const node = whole.node(id);
    if (node) {
      nodes.set(id, trimNode(node));
    }
    return node;
  };
  const takeRead = (id: string) => {
    if (nodes.has(id)) {
      return;
    }
    const node = take(id);
    if (node && isEphemeral(node)) {
      dependenciesOf(node).forEach(takeRead);
    }
  };
  for (const id of artifacts.flatMap(idsIn)) {
    const node = take(id);
    if (node) {
      // What it reads is needed, but not what that reads in its turn.
      [textField(node, 'attached_node') ?? [], dependenciesOf(node)]
        .flat()
        .forEach(takeRead);
    }
  }
  const metadata = fieldOf(manifest, 'metadata');
  return {
    metadata: {
      dbt_schema_version: textField(metadata, 'dbt_schema_version'),
      project_name: textField(metadata, 'project_name'),
    },
    nodes: Object.fromEntries(nodes),
  };
}

function idsIn(artifact: unknown): string[] {
  return [
    ...Object.keys(recordField(artifact, 'sources') ?? {}),
    ...listField(artifact, 'results').flatMap(
      result => textField(result, 'unique_id') ?? [],
    ),
  ];
}

function trimNode(node: JsonRecord): JsonRecord {
  const reads = dependenciesOf(node);
  const metadata = recordField(node, 'test_metadata');
  const kwargs = recordOf(fieldOf(metadata, 'kwargs'));
  return {
    ...Object.fromEntries(
      NODE_FIELDS.map(field => [field, textField(node, field)]),
    ),
    test_metadata: metadata && {
      name: textField(metadata, 'name'),
      kwargs: {
        column_name: textField(kwargs, 'column_name'),
        model: textField(kwargs, 'model'),
      },
    },
    config: isEphemeral(node) ? { materialized: 'ephemeral' } : undefined,
    depends_on: reads.length ? { nodes: reads } : undefined,
  };
}
