import { fieldOf, recordOf } from '../jsonValue';
import { PipelineReading, PipelineRemark } from '../PipelineObservation';
import { readDbtArtifact } from './readDbtArtifact';

/**
 * Reads what is sent to `POST /observations/dbt`: an artifact as dbt wrote it,
 * or `{ "artifacts": [...], "manifest": {...} }`.
 *
 * @returns what {@link readDbtArtifact} makes of all artifacts; pointers lead
 *   into what was sent. It never throws.
 * @public
 */
export function readDbtUpload(body: unknown): PipelineReading {
  const artifacts = fieldOf(body, 'artifacts');
  if (!recordOf(body) || artifacts === undefined) {
    return readDbtArtifact(body);
  }
  if (!Array.isArray(artifacts)) {
    return {
      observations: [],
      refused: [
        {
          where: '/artifacts',
          reason: 'must be a list of artifacts such as run_results.json',
        },
      ],
      ignored: [],
    };
  }
  const manifest = fieldOf(body, 'manifest');
  const whole: PipelineReading = { observations: [], refused: [], ignored: [] };
  artifacts.forEach((artifact, index) => {
    const { observations, refused, ignored } = readDbtArtifact(
      artifact,
      manifest,
    );
    const below = ({ where, reason }: PipelineRemark) => ({
      where: `/artifacts/${index}${where}`,
      reason,
    });
    whole.observations.push(...observations);
    whole.refused.push(...refused.map(below));
    whole.ignored.push(...ignored.map(below));
  });
  return whole;
}
