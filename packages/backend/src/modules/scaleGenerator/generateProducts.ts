import { Entity } from '@backstage/catalog-model';
import {
  Criticality,
  HANDOFF_API_VERSION,
  Lifecycle,
} from '@handoff/backstage-plugin-data-products-common';
import { generateContract } from './generateContract';
import { generatedMetadata, generatedRef } from './generatedMetadata';
import { GeneratedTeam } from './generateOrganization';
import { SeededRandom } from './SeededRandom';
import { FORMS, REGIONS, SUBJECTS } from './words';

// How the properties of products are spread in companies that have many: most
// are in use, few are critical.
const LIFECYCLES: Record<Lifecycle, number> = {
  experimental: 12,
  development: 13,
  production: 62,
  deprecated: 9,
  retired: 4,
};
const CRITICALITIES: Record<Criticality, number> = {
  low: 35,
  medium: 42,
  high: 18,
  critical: 5,
};
const TYPES = {
  'source-aligned': 30,
  aggregate: 34,
  'consumer-aligned': 18,
  'feature-set': 6,
  dashboard: 12,
};
const CLASSIFICATIONS = {
  public: 4,
  internal: 66,
  confidential: 24,
  restricted: 6,
};

/** `count` data products of the teams, each reading from products before it. */
export function generateProducts(
  count: number,
  teams: readonly GeneratedTeam[],
  random: SeededRandom,
): Entity[] {
  const refs: string[] = [];
  const bySize = random.shuffled(teams);
  return Array.from({ length: count }, (_, index) => {
    // Few teams own many products, many own few.
    const team = bySize[Math.floor(bySize.length * random.next() ** 2)];
    const product = generateProduct(index, team, teams, refs, random);
    refs.push(generatedRef('dataproduct', product.metadata.name));
    return product;
  });
}

function generateProduct(
  index: number,
  team: GeneratedTeam,
  teams: readonly GeneratedTeam[],
  earlier: readonly string[],
  random: SeededRandom,
): Entity {
  const { care } = team;
  const subject = random.pick(SUBJECTS[team.domain]);
  const form = random.pick(FORMS);
  const region = random.pick(REGIONS);
  const name = `${subject}-${form}-${region}-${index + 1}`
    .toLocaleLowerCase('en-US')
    .replaceAll(' ', '-');
  const title = `${subject[0].toUpperCase()}${subject.slice(
    1,
  )}, ${region}, ${form}`;
  const person = team.people.length > 0 ? random.pick(team.people) : undefined;
  // What is declared at all depends on the team; each thing a little on chance.
  const declares = () => random.chance(0.15 + 0.8 * care);

  return {
    apiVersion: HANDOFF_API_VERSION,
    kind: 'DataProduct',
    metadata: generatedMetadata(name, title, {
      description: `The ${subject} of ${region}, ${form}.`,
      tags: [team.domain, form],
    }),
    spec: {
      type: random.pickWeighted(TYPES),
      lifecycle: random.pickWeighted(LIFECYCLES),
      criticality: random.pickWeighted(CRITICALITIES),
      version: `${random.integer(0, 6)}.${random.integer(0, 12)}.0`,
      domain: generatedRef('domain', team.domain),
      // One in fifty belongs to a team that is no longer there.
      owner: random.chance(0.02)
        ? generatedRef('group', `${team.domain}-team-dissolved`)
        : team.ref,
      ...(declares() && { producers: [team.ref] }),
      ...(declares() && person && { stewards: [person] }),
      ...(declares() && { operators: [random.pick(teams).ref] }),
      ...(declares() && {
        consumers: random
          .sample(teams, random.integer(1, 4))
          .map(({ ref }) => ref),
      }),
      ...(declares() && { schemaApprovers: [team.ref] }),
      ...(declares() && { qualityMonitors: [team.ref] }),
      ...(declares() && {
        contacts: [
          {
            for: 'incident',
            channel: 'pagerduty',
            target: `https://oncall.generated.example/${name}`,
            responseTime: random.pick(['PT15M', 'PT30M', 'PT1H', 'PT4H']),
          },
          { for: 'question', channel: 'slack', target: `#${team.domain}-data` },
        ],
        escalation: [{ after: 'PT0S', notify: team.ref }],
      }),
      ...(declares() && {
        purpose: `Planning with the ${subject} of ${region}.`,
        limitations: 'Nothing before 2023.',
      }),
      ...(earlier.length > 0 &&
        random.chance(0.7) && {
          inputs: random.sample(earlier, random.integer(1, 3)),
        }),
      classification: random.pickWeighted(CLASSIFICATIONS),
      ...(random.chance(0.3) && {
        contract: generateContract(name, care, random),
      }),
      ...(declares() && {
        objectives: [
          {
            name: 'fresh',
            indicator: 'freshness',
            target: random.pick(['PT1H', 'PT6H', 'P1D']),
            goal: 0.99,
            window: 'P30D',
          },
        ],
      }),
      ...(declares() && { review: { every: 'P3M', last: reviewDate(random) } }),
      ...(declares() && {
        runbook: `https://runbooks.generated.example/${name}`,
      }),
      ...(declares() && {
        rollback: { procedure: `https://runbooks.generated.example/${name}` },
      }),
    },
  };
}

// Fixed dates: the same seed gives the same products on every day.
function reviewDate(random: SeededRandom): string {
  const month = String(random.integer(1, 10)).padStart(2, '0');
  return `2026-${month}-15`;
}
