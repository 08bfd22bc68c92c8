import { DbtManifest } from './DbtManifest';
import { trimDbtArtifact } from './trimDbtArtifact';
import { trimDbtManifest } from './trimDbtManifest';

/**
 * What is sent to `POST /observations/dbt` of artifacts and their manifest:
 * only what is read there. A manifest of 50 MB, which holds all code of the
 * project, becomes a few kilobytes, and {@link readDbtUpload} makes the same
 * observations of it.
 *
 * Tests that no manifest knows keep the beginning of their compiled queries,
 * by which they are told apart.
 *
 * @param artifacts - as JSON gives them
 * @param manifest - `manifest.json` of the same project
 * @public
 */
export function trimDbtUpload(
  artifacts: readonly unknown[],
  manifest?: unknown,
): { artifacts: unknown[]; manifest?: unknown } {
  const names = DbtManifest.create(manifest);
  return {
    artifacts: artifacts.map(artifact => trimDbtArtifact(artifact, names)),
    ...(manifest === undefined
      ? {}
      : { manifest: trimDbtManifest(manifest, artifacts) }),
  };
}
