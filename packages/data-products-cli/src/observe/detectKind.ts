import { Kind } from './InputFile';

/** What a document is, by what is in it. */
export function detectKind(value: unknown): Kind | undefined {
  const has = (field: string) => hasField(value, field);
  if (
    schemaOf(value).includes('/dbt/') ||
    (has('results') && has('metadata')) ||
    (has('sources') && has('meta'))
  ) {
    return 'dbt';
  }
  if (has('eventTime') && (has('run') || has('job') || has('dataset'))) {
    return 'openlineage';
  }
  return has('value') && has('observedAt') ? 'observations' : undefined;
}

/** Whether a document is dbt's `manifest.json`, which is sent along with others. */
export function isManifest(value: unknown): boolean {
  return (
    schemaOf(value).includes('/dbt/manifest/') ||
    (hasField(value, 'nodes') && hasField(value, 'metadata'))
  );
}

function schemaOf(value: unknown): string {
  const { metadata } = (value ?? {}) as { metadata?: Record<string, unknown> };
  return String(metadata?.dbt_schema_version ?? '');
}

function hasField(value: unknown, field: string): boolean {
  return (
    typeof value === 'object' && value !== null && Object.hasOwn(value, field)
  );
}
