import { fieldOf, JsonRecord, textField, timeField } from '../jsonValue';
import { DbtManifest } from './DbtManifest';

/** What all results of one dbt artifact share. */
export interface DbtRun {
  /** dbt's `invocation_id`, or when the artifact was made. */
  id: string;
  /** Epoch ms; dates a result that has no time of its own. */
  generatedAt: number | undefined;
  manifest: DbtManifest | undefined;
}

/** Who measured it. */
export const DBT_SOURCE = 'dbt';

/** Reads what an artifact says of its run; until dbt 0.18 under another name. */
export function readRun(
  document: JsonRecord,
  manifest: DbtManifest | undefined,
): DbtRun {
  const metadata = fieldOf(document, 'metadata') ?? fieldOf(document, 'meta');
  return {
    id:
      textField(metadata, 'invocation_id') ??
      textField(metadata, 'generated_at') ??
      '',
    generatedAt: timeField(metadata, 'generated_at'),
    manifest,
  };
}
