import { stringifyEntityRef } from '@backstage/catalog-model';
import { DecisionPathEntity } from '../kinds';
import { Briefing, BriefingFact } from './Briefing';
import { BriefingSources } from './BriefingSources';
import { fact } from './briefingText';
import { describeInstant } from './describeTime';
import { nameParties, PartyNames } from './nameParties';
import { agreementsSection } from './sections/agreements';
import { decisionSection } from './sections/decision';
import { expectationsSection } from './sections/expectations';
import { peopleSection } from './sections/people';
import { promisesSection } from './sections/promises';
import { recoverySection } from './sections/recovery';
import { risksSection } from './sections/risks';
import { signOffsSection } from './sections/signOffs';
import { waiversSection } from './sections/waivers';

/**
 * Makes the briefing of a release for the team that receives it: what to expect,
 * what was promised and how it was kept, what is risky, who signed, whom to call
 * and how to go back. Its words are English, as those of the checks are.
 *
 * Nothing is left out because it is missing: the briefing says so. Where a
 * source cannot be read, its section says why, and the others stand.
 *
 * @public
 */
export function composeBriefing(sources: BriefingSources): Briefing {
  const { entity } = sources;
  const { metadata, spec } = entity;
  const parties = nameParties(sources);
  const title = metadata.title ?? metadata.name;
  const path = isDecisionPath(entity) ? entity : undefined;
  return {
    title: spec.version
      ? `Briefing: ${title}, release ${spec.version}`
      : `Briefing: ${title}`,
    facts: headFacts(sources, parties),
    sections: [
      ...(path ? [decisionSection(path, sources, parties)] : []),
      expectationsSection(sources, parties),
      promisesSection(sources, parties),
      risksSection(sources, parties),
      waiversSection(sources, parties),
      signOffsSection(sources, parties),
      // Only what is promised by data products is agreed upon.
      ...(path ? [] : [agreementsSection(sources, parties)]),
      peopleSection(sources, parties),
      recoverySection(sources),
    ],
  };
}

function headFacts(
  { entity, now }: BriefingSources,
  parties: PartyNames,
): BriefingFact[] {
  const { metadata, spec } = entity;
  return [
    {
      label: entity.kind === 'DecisionPath' ? 'Decision path' : 'Data product',
      value: parties.name(stringifyEntityRef(entity)),
    },
    fact('In short', metadata.description, 'No description is declared.'),
    fact('Release', spec.version, 'No release is declared.'),
    fact('Lifecycle', spec.lifecycle, 'No lifecycle is declared.'),
    fact('Criticality', spec.criticality, 'No criticality is declared.'),
    fact('Domain', spec.domain, 'No domain is declared.'),
    {
      label: 'Accountable',
      value: parties.written(spec.owner, 'group', 'No owner is declared.'),
    },
    { label: 'As of', value: [describeInstant(now.toISOString())] },
  ];
}

function isDecisionPath(
  entity: BriefingSources['entity'],
): entity is DecisionPathEntity {
  return entity.kind === 'DecisionPath';
}
