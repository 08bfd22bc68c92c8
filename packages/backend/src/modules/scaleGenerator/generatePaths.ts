import { Entity } from '@backstage/catalog-model';
import {
  HANDOFF_API_VERSION,
  StepSpec,
} from '@handoff/backstage-plugin-data-products-common';
import { generatedMetadata, generatedRef } from './generatedMetadata';
import { GeneratedTeam } from './generateOrganization';
import { SeededRandom } from './SeededRandom';
import { REGIONS, SUBJECTS } from './words';

const CRITICALITIES = { medium: 30, high: 50, critical: 20 };

/** `count` decision paths along products of the same domain. */
export function generatePaths(
  count: number,
  products: readonly Entity[],
  teams: readonly GeneratedTeam[],
  random: SeededRandom,
): Entity[] {
  return Array.from({ length: count }, (_, index) => {
    const team = random.pick(teams);
    const subject = random.pick(SUBJECTS[team.domain]);
    const region = random.pick(REGIONS);
    const [source, middle, last] = [1, 2, 3].map(() =>
      generatedRef('dataproduct', random.pick(products).metadata.name),
    );
    const steps: StepSpec[] = [
      { stage: 'source', name: `Recorded ${subject}`, entity: source },
      { stage: 'transformation', name: 'Joined', entity: middle },
      { stage: 'exposure', name: 'Report', entity: last },
      { stage: 'decision', name: 'Planning round' },
    ];
    if (random.chance(team.care)) {
      steps.push({ stage: 'feedback', name: 'Report a wrong number' });
    }
    const owner = team.people.length > 0 ? random.pick(team.people) : undefined;
    return {
      apiVersion: HANDOFF_API_VERSION,
      kind: 'DecisionPath',
      metadata: generatedMetadata(
        `plan-${subject.replaceAll(' ', '-')}-${index + 1}`,
        `Plan of ${subject}, ${region}`,
      ),
      spec: {
        type: 'reporting',
        lifecycle: 'production',
        version: `${random.integer(1, 5)}.0.0`,
        criticality: random.pickWeighted(CRITICALITIES),
        domain: generatedRef('domain', team.domain),
        ...(owner && random.chance(0.9) && { owner }),
        decision: `How many ${subject} to plan for in ${region}`,
        decisionMakers: [team.ref],
        cadence: random.pick(['P7D', 'P1M', 'P3M']),
        steps,
      },
    };
  });
}
