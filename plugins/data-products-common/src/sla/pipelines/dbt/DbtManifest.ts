import {
  fieldOf,
  JsonRecord,
  listField,
  recordField,
  recordOf,
  textField,
} from '../jsonValue';

/**
 * A dbt `manifest.json`, v4 to v12 and what is like them. It can be very
 * large: nothing of it is copied or walked through, only looked up.
 */
export class DbtManifest {
  readonly #root: JsonRecord;

  private constructor(root: JsonRecord) {
    this.#root = root;
  }

  /** Nothing when the document is no manifest. */
  static create(document: unknown): DbtManifest | undefined {
    const root = recordOf(document);
    return root && recordField(root, 'nodes')
      ? new DbtManifest(root)
      : undefined;
  }

  /** A model, seed, snapshot, test or source. */
  node(uniqueId: string): JsonRecord | undefined {
    return (
      recordField(fieldOf(this.#root, 'nodes'), uniqueId) ??
      recordField(fieldOf(this.#root, 'sources'), uniqueId)
    );
  }

  /** The project that was run; a node may be of a package of it. */
  get project(): string | undefined {
    return textField(fieldOf(this.#root, 'metadata'), 'project_name');
  }
}

/** The table that a node makes or reads, as `database.schema.identifier`. */
export function relationOf(node: JsonRecord): string | undefined {
  const identifier = tableOf(node);
  const schema = textField(node, 'schema');
  return identifier && schema
    ? [textField(node, 'database'), schema, identifier]
        .filter(part => part !== undefined)
        .join('.')
    : undefined;
}

/** The own name of the table that a node makes or reads. */
export function tableOf(node: JsonRecord): string | undefined {
  return (
    textField(node, 'alias') ??
    textField(node, 'identifier') ??
    textField(node, 'name')
  );
}

/** Whether a model is only a part of those that read it, and makes no table. */
export function isEphemeral(node: JsonRecord): boolean {
  return textField(fieldOf(node, 'config'), 'materialized') === 'ephemeral';
}

/** The nodes that a model or a test reads. */
export function dependenciesOf(node: JsonRecord): string[] {
  return listField(fieldOf(node, 'depends_on'), 'nodes').filter(
    (id): id is string => typeof id === 'string' && /^(?!test\.)/.test(id),
  );
}
