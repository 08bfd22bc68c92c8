import { fieldOf, listField, textField } from '../jsonValue';
import { SchemaReading } from '../schema/SchemaReading';
import { LineageDataset } from './LineageDataset';
import { LineageRun } from './LineageRun';

/** Deeper and wider than any real table is. */
const MAX_DEPTH = 32;
const MAX_FIELDS = 20_000;

/** Reads the facet `schema`; nothing when it lists no fields. */
export function readSchema(
  { dataset, table, facets }: LineageDataset,
  { id, at, source }: LineageRun,
): SchemaReading | undefined {
  const fields: SchemaReading['fields'] = [];
  collect(facets.schema?.value, '', 0, fields);
  return fields.length
    ? {
        runId: id,
        datasets: [dataset],
        table,
        fields,
        observedAt: new Date(at).toISOString(),
        source,
      }
    : undefined;
}

function collect(
  parent: unknown,
  prefix: string,
  depth: number,
  fields: SchemaReading['fields'],
): void {
  if (depth > MAX_DEPTH || fieldOf(parent, 'fields') === undefined) {
    return;
  }
  for (const field of listField(parent, 'fields')) {
    const name = textField(field, 'name');
    if (name && fields.length < MAX_FIELDS) {
      const path = prefix + name;
      fields.push({ name: path, type: textField(field, 'type') });
      collect(field, `${path}.`, depth + 1, fields);
    }
  }
}
