import { Entity } from '@backstage/catalog-model';
import { DATASETS_ANNOTATION } from '../kinds';

/**
 * Data that an entity answers for, as pipelines name it.
 *
 * @public
 */
export interface DatasetClaim {
  /** The technical name; with `prefix`, what it begins with. */
  pattern: string;
  /** Whether every name that begins with the pattern is meant. */
  prefix: boolean;
}

/**
 * The datasets that an entity claims by its `handoff/datasets` annotation: a
 * comma separated list of names, each exact or with one trailing `*`. A claim
 * on everything, a bare `*`, is none.
 *
 * @public
 */
export function datasetClaims(entity: Entity): DatasetClaim[] {
  const annotation = entity.metadata.annotations?.[DATASETS_ANNOTATION];
  const names = String(annotation ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '' && name !== '*');
  return [...new Set(names)].map(name =>
    name.endsWith('*')
      ? { pattern: name.slice(0, -1), prefix: true }
      : { pattern: name, prefix: false },
  );
}

/**
 * Whether a claim is for a dataset. Names are compared as they stand, because
 * many systems tell upper from lower case.
 *
 * @public
 */
export function matchesDataset(claim: DatasetClaim, dataset: string): boolean {
  return claim.prefix
    ? dataset.startsWith(claim.pattern)
    : dataset === claim.pattern;
}
