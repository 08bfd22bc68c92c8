import { describeRef } from '../../kinds';
import { ReadinessCheck } from '../Check';
import { ReadinessEvidence } from '../Evidence';
import { consumerName } from './references';
import {
  evaluateDrill,
  evaluateObjectivesMet,
  evaluateObservedLately,
  evaluateReview,
  evaluateRollback,
} from './sharedChecks';
import {
  asObject,
  count,
  fail,
  isStated,
  pass,
  passUnlessMissing,
  specOf,
  unknown,
} from './results';

const APPLIES_TO = { kind: 'DataProduct' };

const IN_USE = {
  $all: [
    APPLIES_TO,
    { 'spec.lifecycle': { $in: ['production', 'deprecated'] } },
  ],
};

function role(evidence: ReadinessEvidence, name: string) {
  return evidence.roles.find(candidate => candidate.role === name);
}

/**
 * The checks of data products, in the order in which they are shown.
 *
 * Required is what nobody should rely on a product without; what release
 * processes bring (agreements, drills) is recommended until an installation
 * says otherwise in its config.
 *
 * @public
 */
export const DATA_PRODUCT_CHECKS: readonly ReadinessCheck[] = [
  {
    id: 'accountable-owner',
    title: 'One accountable owner',
    passCondition: 'The owner exists in the catalog and has members.',
    category: 'ownership',
    responsible: 'owner',
    severity: 'required',
    weight: 10,
    appliesTo: APPLIES_TO,
    remediation:
      'Name a group that exists and has members, or a person, in spec.owner.',
    evaluate(evidence) {
      const owner = role(evidence, 'owner');
      if (!owner || owner.vacant) {
        return fail(
          `The owner is vacant: ${owner?.reason ?? 'nobody is named'}.`,
        );
      }
      return pass(
        `${owner.names.join(', ')}: ${count(owner.people, 'person')}.`,
      );
    },
  },
  {
    id: 'roles-filled',
    title: 'Roles filled',
    passCondition:
      'Steward, producer, operator, schema approver and quality monitor are each filled by at least one person.',
    category: 'ownership',
    responsible: 'owner',
    severity: 'required',
    weight: 8,
    appliesTo: APPLIES_TO,
    remediation: 'Name who fills each vacant role, or fill the group it names.',
    evaluate(evidence) {
      const vacant = evidence.roles.filter(
        ({ role: name, vacant: isVacant }) =>
          isVacant && name !== 'owner' && name !== 'consumer',
      );
      return vacant.length
        ? fail(
            `Vacant: ${vacant
              .map(
                ({ role: name, reason }) =>
                  `${name.replace('-', ' ')} (${reason ?? 'nobody is named'})`,
              )
              .join('; ')}.`,
          )
        : pass('Every role is filled.');
    },
  },
  {
    id: 'incident-contact',
    title: 'Incident contact',
    passCondition: 'There is a contact for incidents.',
    category: 'ownership',
    responsible: 'operator',
    severity: 'required',
    weight: 8,
    appliesTo: APPLIES_TO,
    remediation:
      'Add a contact with `for: incident` to spec.contacts, or an issues channel to the contract.',
    evaluate(evidence) {
      const contacts = evidence.contacts.incident ?? 0;
      return contacts
        ? pass(`${count(contacts, 'contact')} for incidents.`)
        : fail('Nobody is named to call in an incident.');
    },
  },
  {
    id: 'escalation',
    title: 'Escalation',
    passCondition: 'The escalation ladder has at least two rungs.',
    category: 'ownership',
    responsible: 'owner',
    severity: 'recommended',
    weight: 3,
    appliesTo: APPLIES_TO,
    remediation: 'Say in spec.escalation who is told next, and after how long.',
    evaluate(evidence) {
      return evidence.escalation >= 2
        ? pass(`${count(evidence.escalation, 'rung')}.`)
        : fail(
            evidence.escalation
              ? 'The ladder ends after its first rung.'
              : 'There is no escalation.',
          );
    },
  },
  {
    id: 'purpose-and-limitations',
    title: 'Purpose and limitations',
    passCondition:
      'Both the purpose and the known limitations are written down.',
    category: 'governance',
    responsible: 'steward',
    severity: 'recommended',
    weight: 4,
    appliesTo: APPLIES_TO,
    remediation:
      'Write spec.purpose and spec.limitations: one honest sentence each.',
    evaluate(evidence) {
      const spec = specOf(evidence);
      return passUnlessMissing(
        ['purpose', 'limitations'].filter(field => !isStated(spec[field])),
        'Both are written down.',
      );
    },
  },
  {
    id: 'documentation',
    title: 'Documentation',
    passCondition:
      'The product has a description, and its columns have descriptions or it links to its documentation.',
    category: 'governance',
    responsible: 'steward',
    severity: 'recommended',
    weight: 4,
    appliesTo: APPLIES_TO,
    remediation:
      'Describe the product and at least 80 % of its columns, or add TechDocs or a link of type docs.',
    evaluate(evidence) {
      const metadata = asObject(evidence.entity.metadata) ?? {};
      if (!isStated(metadata.description)) {
        return fail('The product has no description.');
      }
      const annotations = asObject(metadata.annotations) ?? {};
      const links = Array.isArray(metadata.links) ? metadata.links : [];
      if (
        isStated(annotations['backstage.io/techdocs-ref']) ||
        links.some(link => /doc/i.test(String(asObject(link)?.type ?? '')))
      ) {
        return pass('Described, with documentation of its own.');
      }
      const { columns = 0, described = 0 } = evidence.contract ?? {};
      if (!columns) {
        return fail(
          'Described, but neither columns nor documentation explain it.',
        );
      }
      return described >= columns * 0.8
        ? pass(`${described} of ${count(columns, 'column')} described.`)
        : fail(`Only ${described} of ${count(columns, 'column')} described.`);
    },
  },
  {
    id: 'contract',
    title: 'Contract',
    passCondition:
      'An Open Data Contract Standard document without errors describes at least one schema with columns.',
    category: 'contract',
    responsible: 'producer',
    severity: 'required',
    weight: 10,
    appliesTo: APPLIES_TO,
    remediation:
      'Attach an ODCS contract with spec.contract, and mend what its Contract tab lists.',
    evaluate({ contract }) {
      if (!contract) {
        return fail('There is no contract.');
      }
      if (contract.errorCount) {
        return fail(
          `The contract has ${count(contract.errorCount, 'error')}, first: ${
            contract.errors[0]
          }`,
        );
      }
      return contract.columns
        ? pass(
            `Version ${contract.version ?? '(none)'}: ${count(
              contract.schemas,
              'schema',
            )}, ${count(contract.columns, 'column')}.`,
          )
        : fail('The contract describes no columns.');
    },
  },
  {
    id: 'grain-and-keys',
    title: 'Grain and keys',
    passCondition: 'Every schema of the contract names its primary key.',
    category: 'contract',
    responsible: 'producer',
    severity: 'recommended',
    weight: 4,
    appliesTo: APPLIES_TO,
    remediation:
      'Mark the primary key columns, and say what one row stands for, in the contract.',
    evaluate({ contract }) {
      if (!contract || !contract.schemas) {
        return fail('There is no contract with a schema.');
      }
      return contract.keyed === contract.schemas
        ? pass(`All of ${count(contract.schemas, 'schema')} have a key.`)
        : fail(
            `${contract.schemas - contract.keyed} of ${count(
              contract.schemas,
              'schema',
            )} have no key.`,
          );
    },
  },
  {
    id: 'quality-expectations',
    title: 'Quality expectations',
    passCondition: 'At least one quality rule of the contract has a threshold.',
    category: 'quality',
    responsible: 'quality-monitor',
    severity: 'required',
    weight: 8,
    appliesTo: APPLIES_TO,
    remediation:
      'Give the contract quality rules with a threshold, such as nullValues mustBe 0.',
    evaluate({ contract }) {
      if (!contract || !contract.qualityRules) {
        return fail('No quality rule is declared.');
      }
      return contract.thresholds
        ? pass(
            `${contract.thresholds} of ${count(
              contract.qualityRules,
              'quality rule',
            )} with a threshold.`,
          )
        : fail(
            `None of ${count(
              contract.qualityRules,
              'quality rule',
            )} has a threshold.`,
          );
    },
  },
  {
    id: 'objectives-declared',
    title: 'Objectives declared',
    passCondition: 'At least one objective is promised, freshness among them.',
    category: 'quality',
    responsible: 'owner',
    severity: 'required',
    weight: 6,
    appliesTo: APPLIES_TO,
    remediation:
      'Promise how fresh the data is, in spec.objectives or the contract’s SLA properties.',
    evaluate({ objectives }) {
      if (!objectives.length) {
        return fail('Nothing is promised.');
      }
      return objectives.some(({ indicator }) =>
        ['freshness', 'latency', 'delivery-time'].includes(indicator),
      )
        ? pass(`${count(objectives.length, 'objective')} promised.`)
        : fail(
            `${count(
              objectives.length,
              'objective',
            )} promised, but not how fresh the data is.`,
          );
    },
  },
  {
    id: 'agreement-current',
    title: 'Agreement signed',
    passCondition:
      'Every consumer has an agreement that both sides signed, that has not ended, and that no weaker promise breaches.',
    category: 'contract',
    responsible: 'owner',
    severity: 'recommended',
    weight: 5,
    appliesTo: {
      $all: [IN_USE, { 'spec.consumers': { $exists: true } }],
    },
    remediation:
      'Propose an agreement to each consumer, and have both sides sign. Where a promise became weaker, restore it or agree anew.',
    evaluate(evidence, now) {
      const agreements = evidence.agreements ?? [];
      if (!agreements.length) {
        return unknown('No agreement recorded yet.');
      }
      const time = now.toISOString();
      const consumers =
        evidence.roles.find(({ role: name }) => name === 'consumer')?.refs ??
        [];
      const current = agreements.filter(
        ({ state, until }) =>
          state === 'active' && (until === undefined || time < until),
      );
      const ends = current.flatMap(({ until }) => until ?? []).sort()[0];
      const without = consumers.filter(
        consumer => !current.some(agreement => agreement.consumer === consumer),
      );
      if (without.length) {
        return fail(
          `No current agreement with ${without
            .map(consumer => consumerName(evidence, consumer))
            .join(', ')}.`,
          ends,
        );
      }
      const breached = current.filter(agreement => agreement.breached);
      return breached.length
        ? fail(
            `Promised is less than was agreed with ${breached
              .map(({ consumer }) => consumerName(evidence, consumer))
              .join(', ')}.`,
            ends,
          )
        : pass(`${count(current.length, 'agreement')} in force.`, ends);
    },
  },
  {
    id: 'objectives-met',
    title: 'Objectives met',
    passCondition: 'Every objective is kept.',
    category: 'quality',
    responsible: 'operator',
    severity: 'recommended',
    weight: 6,
    appliesTo: IN_USE,
    remediation:
      'Restore what is broken, and report observations for the rest.',
    evaluate: evaluateObjectivesMet,
  },
  {
    id: 'observed-lately',
    title: 'Observed lately',
    passCondition: 'Every objective was observed within its cadence.',
    category: 'quality',
    responsible: 'quality-monitor',
    severity: 'recommended',
    weight: 4,
    appliesTo: IN_USE,
    remediation: 'Have the pipeline report an observation for each objective.',
    evaluate: evaluateObservedLately,
  },
  {
    id: 'runbook',
    title: 'Runbook',
    passCondition: 'There is a link to a runbook.',
    category: 'operations',
    responsible: 'operator',
    severity: 'required',
    weight: 6,
    appliesTo: IN_USE,
    remediation: 'Link the runbook in spec.runbook.',
    evaluate(evidence) {
      return isStated(specOf(evidence).runbook)
        ? pass('The runbook is linked.')
        : fail('There is no runbook.');
    },
  },
  {
    id: 'rollback',
    title: 'Rollback',
    passCondition:
      'A procedure and the version that it restores are written down.',
    category: 'operations',
    responsible: 'operator',
    severity: 'required',
    weight: 6,
    appliesTo: IN_USE,
    remediation:
      'Write spec.rollback.procedure and spec.rollback.lastKnownGood.',
    evaluate: evaluateRollback,
  },
  {
    id: 'drill',
    title: 'Drill in the last 90 days',
    passCondition: 'A drill was recorded in the last 90 days.',
    category: 'operations',
    responsible: 'operator',
    severity: 'recommended',
    weight: 3,
    appliesTo: IN_USE,
    remediation: 'Plan a drill: restore the last known good version once.',
    evaluate: evaluateDrill,
  },
  {
    id: 'inputs-resolved',
    title: 'Inputs resolved',
    passCondition:
      'Everything that the product is made from is in the catalog.',
    category: 'governance',
    responsible: 'producer',
    severity: 'required',
    weight: 5,
    appliesTo: {
      $all: [APPLIES_TO, { $not: { 'spec.type': 'source-aligned' } }],
    },
    remediation:
      'Register each missing input, or correct its ref in spec.inputs.',
    evaluate({ inputs }) {
      if (!inputs.length) {
        return fail('No input is named.');
      }
      return passUnlessMissing(
        inputs.filter(({ found }) => !found).map(({ ref }) => describeRef(ref)),
        `All of ${count(inputs.length, 'input')} are in the catalog.`,
        'Not in the catalog: ',
      );
    },
  },
  {
    id: 'classification-and-access',
    title: 'Classification and access',
    passCondition:
      'The data is classified, and it is written down how one gets access.',
    category: 'governance',
    responsible: 'steward',
    severity: 'required',
    weight: 6,
    appliesTo: APPLIES_TO,
    remediation: 'Fill spec.classification and spec.access.',
    evaluate(evidence) {
      const spec = specOf(evidence);
      const access = asObject(spec.access);
      return passUnlessMissing(
        [
          ...(isStated(spec.classification) ? [] : ['classification']),
          ...(isStated(access?.method) || isStated(access?.request)
            ? []
            : ['how to get access']),
        ],
        `Classified as ${spec.classification}, with a way to get access.`,
      );
    },
  },
  {
    id: 'glossary',
    title: 'Glossary',
    passCondition:
      'At least one glossary term is linked, and all of them exist.',
    category: 'governance',
    responsible: 'steward',
    severity: 'recommended',
    weight: 3,
    appliesTo: {
      $all: [APPLIES_TO, { $not: { 'spec.type': 'source-aligned' } }],
    },
    remediation: 'Link the terms that the product counts by in spec.glossary.',
    evaluate: ({ glossary }) => {
      if (!glossary.length) {
        return fail('No glossary term is linked.');
      }
      return passUnlessMissing(
        glossary
          .filter(({ found }) => !found)
          .map(({ ref }) => describeRef(ref)),
        `${count(glossary.length, 'term')} linked.`,
        'Not in the catalog: ',
      );
    },
  },
  {
    id: 'review-current',
    title: 'Review not overdue',
    passCondition: 'The last review is more recent than its rhythm demands.',
    category: 'governance',
    responsible: 'owner',
    severity: 'recommended',
    weight: 4,
    appliesTo: APPLIES_TO,
    remediation: 'Review the product, then set spec.review.last to that day.',
    evaluate: evaluateReview,
  },
  {
    id: 'release-signed-off',
    title: 'Release signed off',
    passCondition:
      'The version that is declared was signed off, with the content that it has.',
    category: 'governance',
    responsible: 'schema-approver',
    severity: 'required',
    weight: 6,
    // What many rely on is at risk, not ready, until somebody has signed it.
    appliesTo: {
      $all: [
        APPLIES_TO,
        { 'spec.lifecycle': 'production' },
        { 'spec.criticality': { $in: ['high', 'critical'] } },
      ],
    },
    remediation:
      'Request the handoff of the release and collect its sign-offs.',
    evaluate(evidence, now) {
      const signOffs = evidence.signOffs ?? [];
      if (!signOffs.length) {
        return unknown('No sign-off recorded yet.');
      }
      const { version } = specOf(evidence);
      const ofRelease = signOffs.filter(({ release }) => release === version);
      if (!ofRelease.length) {
        return fail(`Release ${version ?? '(none)'} is not signed off.`);
      }
      const ofContent = ofRelease.filter(
        ({ fingerprint }) => fingerprint === evidence.contentFingerprint,
      );
      if (!ofContent.length) {
        return fail(
          `Release ${version} was signed off, and has changed since.`,
        );
      }
      const time = now.toISOString();
      const current = ofContent.filter(
        ({ until }) => until === undefined || time < until,
      );
      if (!current.length) {
        return fail(`The sign-off of release ${version} had to be renewed.`);
      }
      const ends = current.map(({ until }) => until);
      return pass(
        `Release ${version} is signed off.`,
        // The last of them to end, where each of them ends.
        ends.includes(undefined) ? undefined : ends.sort().at(-1),
      );
    },
  },
];
