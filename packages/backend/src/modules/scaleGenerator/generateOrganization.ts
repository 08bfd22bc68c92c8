import { Entity } from '@backstage/catalog-model';
import { generatedMetadata, generatedRef } from './generatedMetadata';
import { SeededRandom } from './SeededRandom';
import { FAMILY_NAMES, GIVEN_NAMES, SUBJECTS } from './words';

/** A team, with how carefully it works: 0 not at all, 1 in every respect. */
export interface GeneratedTeam {
  ref: string;
  care: number;
  domain: string;
  /** Refs of its people; empty when everyone has left. */
  people: string[];
}

/** The entities of an organization, and its teams for the products to belong to. */
export interface GeneratedOrganization {
  entities: Entity[];
  teams: GeneratedTeam[];
}

/**
 * A company of nested groups: departments by domain, teams in them, squads in
 * some of the teams. One team in twenty has lost all of its people.
 */
export function generateOrganization(
  products: number,
  random: SeededRandom,
): GeneratedOrganization {
  const entities: Entity[] = [];
  const teams: GeneratedTeam[] = [];
  const domains = Object.keys(SUBJECTS);
  // About forty products a team, as in companies of that size.
  const teamsPerDomain = Math.max(
    1,
    Math.round(products / 40 / domains.length),
  );

  const addGroup = (
    name: string,
    title: string,
    type: string,
    parent?: string,
  ) => {
    entities.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: generatedMetadata(name, title),
      spec: { type, parent, children: [] },
    });
    return generatedRef('group', name);
  };

  const addTeam = (
    name: string,
    title: string,
    type: string,
    domain: string,
    parent: string,
  ) => {
    const ref = addGroup(name, title, type, parent);
    const size = random.chance(0.05) ? 0 : random.integer(3, 9);
    const people: string[] = [];
    for (let i = 1; i <= size; i++) {
      const person = generatePerson(`${name}-${i}`, ref, random);
      entities.push(person);
      people.push(generatedRef('user', person.metadata.name));
    }
    teams.push({ ref, domain, people, care: random.next() });
    return ref;
  };

  const company = addGroup('company', 'Generated company', 'company');
  for (const domain of domains) {
    const label = domain[0].toUpperCase() + domain.slice(1);
    const department = addGroup(domain, label, 'department', company);
    entities.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Domain',
      metadata: generatedMetadata(domain, label),
      spec: { owner: department, type: 'business' },
    });
    for (let i = 1; i <= teamsPerDomain; i++) {
      const name = `${domain}-team-${i}`;
      const title = `${label} team ${i}`;
      const team = addTeam(name, title, 'team', domain, department);
      if (random.chance(0.25)) {
        addTeam(`${name}-squad`, `${title}, squad`, 'squad', domain, team);
      }
    }
  }
  return { entities, teams };
}

function generatePerson(
  name: string,
  team: string,
  random: SeededRandom,
): Entity {
  const displayName = `${random.pick(GIVEN_NAMES)} ${random.pick(
    FAMILY_NAMES,
  )}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: generatedMetadata(name, displayName),
    spec: {
      profile: { displayName, email: `${name}@generated.example` },
      memberOf: [team],
    },
  };
}
