import { JsonObject } from '@backstage/types';
import { describeRef, REQUIRED_STAGES } from '../../kinds';
import { ReadinessCheck } from '../Check';
import { ReadinessEvidence } from '../Evidence';
import { inputOf, partyOf } from './references';
import { evaluateCost, evaluateRollback } from './sharedChecks';
import {
  asObject,
  count,
  fail,
  isStated,
  pass,
  passUnlessMissing,
  specOf,
} from './results';

const APPLIES_TO = { kind: 'DecisionPath' };

const SIGNALS = ['freshness', 'quality', 'cost', 'usage'] as const;

function stepsOf(evidence: ReadinessEvidence): JsonObject[] {
  const { steps } = specOf(evidence);
  return (Array.isArray(steps) ? steps : [])
    .map(asObject)
    .filter((step): step is JsonObject => step !== undefined);
}

/**
 * The checks of decision paths: the release conversation, in its order.
 *
 * @public
 */
export const DECISION_PATH_CHECKS: readonly ReadinessCheck[] = [
  {
    id: 'decision-named',
    title: 'Decision named',
    passCondition:
      'The decision is written down, with who takes it and how often.',
    category: 'decision',
    responsible: 'owner',
    severity: 'required',
    weight: 8,
    appliesTo: APPLIES_TO,
    remediation:
      'Write spec.decision, spec.decisionMakers and spec.cadence: what is decided, by whom, how often.',
    evaluate(evidence) {
      const spec = specOf(evidence);
      const missing = (
        [
          ['decision', 'what is decided'],
          ['decisionMakers', 'who decides'],
          ['cadence', 'how often'],
        ] as const
      )
        .filter(([field]) => !isStated(spec[field]))
        .map(([, words]) => words);
      return passUnlessMissing(missing, `Decides: ${spec.decision}.`);
    },
  },
  {
    id: 'named-owner',
    title: 'One named owner',
    passCondition: 'One person of the catalog answers for the whole path.',
    category: 'ownership',
    responsible: 'owner',
    severity: 'required',
    weight: 10,
    appliesTo: APPLIES_TO,
    remediation: 'Name one person in spec.owner: user:default/their-name.',
    evaluate({ roles }) {
      const owner = roles.find(({ role }) => role === 'owner');
      if (!owner || owner.vacant) {
        return fail(
          `The owner is vacant: ${owner?.reason ?? 'nobody is named'}.`,
        );
      }
      return owner.refs.length === 1 && owner.refs[0].startsWith('user:')
        ? pass(`${owner.names[0]} answers for the path.`)
        : fail(
            `${owner.names.join(', ')} is a group of ${count(
              owner.people,
              'person',
            )}: a path needs one name.`,
          );
    },
  },
  {
    id: 'source-contract',
    title: 'Source contract',
    passCondition:
      'Every source is a data product with a contract, or its contract is named.',
    category: 'contract',
    responsible: 'producer',
    severity: 'required',
    weight: 8,
    appliesTo: APPLIES_TO,
    remediation:
      'Give the sources contracts, and name them in spec.contracts.source.',
    evaluate(evidence) {
      const contracts = asObject(specOf(evidence).contracts);
      const named = contracts?.source;
      if (isStated(named)) {
        const sources = (Array.isArray(named) ? named : [named]).map(String);
        const bare = sources.flatMap(source => {
          if (source.includes('://')) {
            return [];
          }
          const input = inputOf(evidence, source);
          if (!input?.found) {
            return [
              `${describeRef(input?.ref ?? source)} is not in the catalog`,
            ];
          }
          return input.contract === false
            ? [`${describeRef(input.ref)} has no contract`]
            : [];
        });
        return passUnlessMissing(
          bare,
          `${count(sources.length, 'source contract')} named.`,
          'Without a contract: ',
        );
      }
      const sources = stepsOf(evidence).filter(
        ({ stage }) => stage === 'source',
      );
      if (!sources.length) {
        return fail('No source is named.');
      }
      return passUnlessMissing(
        sources
          .filter(({ entity }) => !inputOf(evidence, entity)?.contract)
          .map(({ name }) => String(name)),
        `All of ${count(sources.length, 'source')} have a contract.`,
        'Without a contract: ',
      );
    },
  },
  {
    id: 'transformation-contract',
    title: 'Transformation contract',
    passCondition:
      'Grain, keys, treatment of nulls and accepted ranges are written down.',
    category: 'contract',
    responsible: 'producer',
    severity: 'required',
    weight: 6,
    appliesTo: APPLIES_TO,
    remediation:
      'Write grain, keys, nulls and acceptedRanges in spec.contracts.transformation.',
    evaluate(evidence) {
      const contracts = asObject(specOf(evidence).contracts);
      const transformation = asObject(contracts?.transformation) ?? {};
      const missing = (
        [
          ['grain', 'grain'],
          ['keys', 'keys'],
          ['nulls', 'nulls'],
          ['acceptedRanges', 'accepted ranges'],
        ] as const
      )
        .filter(([field]) => !isStated(transformation[field]))
        .map(([, words]) => words);
      return passUnlessMissing(missing, 'All four are written down.');
    },
  },
  {
    id: 'policy-enforcement',
    title: 'Policy enforcement',
    passCondition:
      'Sensitive fields are listed (none is an answer), and a group reviews their use.',
    category: 'governance',
    responsible: 'schema-approver',
    severity: 'required',
    weight: 6,
    appliesTo: APPLIES_TO,
    remediation: 'Fill spec.policy: sensitiveFields and reviewGate.',
    evaluate(evidence) {
      const policy = asObject(specOf(evidence).policy);
      const reviewer = partyOf(evidence, policy?.reviewGate);
      if (isStated(policy?.reviewGate) && !reviewer.found) {
        return fail(
          `${reviewer.name}, who is to review, is not in the catalog.`,
        );
      }
      return passUnlessMissing(
        [
          ...(policy?.sensitiveFields === undefined
            ? ['sensitive fields']
            : []),
          ...(isStated(policy?.reviewGate) ? [] : ['who reviews']),
        ],
        `Reviewed by ${reviewer.name}.`,
      );
    },
  },
  {
    id: 'cost-visibility',
    title: 'Cost visibility',
    passCondition: 'Somebody answers for the cost, within a budget.',
    category: 'operations',
    responsible: 'owner',
    severity: 'recommended',
    weight: 4,
    appliesTo: APPLIES_TO,
    remediation: 'Fill spec.cost: owner and budget.',
    evaluate: evaluateCost,
  },
  {
    id: 'feedback-path',
    title: 'Feedback path',
    passCondition:
      'Who finds a wrong number knows where to say so, and somebody answers in time.',
    category: 'decision',
    responsible: 'owner',
    severity: 'required',
    weight: 6,
    appliesTo: APPLIES_TO,
    remediation:
      'Fill spec.feedback: channel, target, responder and responseTime.',
    evaluate(evidence) {
      const feedback = asObject(specOf(evidence).feedback) ?? {};
      const missing = (
        [
          ['target', 'where to say so'],
          ['responder', 'who answers'],
          ['responseTime', 'how fast'],
        ] as const
      )
        .filter(([field]) => !isStated(feedback[field]))
        .map(([, words]) => words);
      const responder = partyOf(evidence, feedback.responder);
      if (isStated(feedback.responder) && !responder.found) {
        return fail(
          `${responder.name}, who is to answer, is not in the catalog.`,
        );
      }
      return passUnlessMissing(
        missing,
        `${responder.name} answers in ${feedback.target}.`,
      );
    },
  },
  {
    id: 'path-rollback',
    title: 'Rollback',
    passCondition:
      'A procedure and the version that it restores are written down.',
    category: 'operations',
    responsible: 'operator',
    severity: 'required',
    weight: 6,
    appliesTo: APPLIES_TO,
    remediation:
      'Write spec.rollback.procedure and spec.rollback.lastKnownGood.',
    evaluate: evaluateRollback,
  },
  {
    id: 'four-signals',
    title: 'Four signals',
    passCondition: 'Freshness, quality, cost and usage each have a signal.',
    category: 'quality',
    responsible: 'quality-monitor',
    severity: 'recommended',
    weight: 6,
    appliesTo: APPLIES_TO,
    remediation:
      'Name a signal for each in spec.signals: an objective (ref#name) or a link.',
    evaluate(evidence) {
      const signals = asObject(specOf(evidence).signals) ?? {};
      return passUnlessMissing(
        SIGNALS.filter(signal => !isStated(signals[signal])),
        'All four signals are named.',
      );
    },
  },
  {
    id: 'steps-complete',
    title: 'Steps complete',
    passCondition:
      'The steps lead from a source to the decision and back by feedback, and every entity on the way is in the catalog.',
    category: 'decision',
    responsible: 'owner',
    severity: 'required',
    weight: 8,
    appliesTo: APPLIES_TO,
    remediation: 'Add the missing steps to spec.steps, in order.',
    evaluate(evidence) {
      const steps = stepsOf(evidence);
      const missing = REQUIRED_STAGES.filter(
        ({ stages }) =>
          !steps.some(({ stage }) => stages.some(known => known === stage)),
      ).map(({ title }) => title);
      if (missing.length) {
        return fail(`The steps lack ${missing.join(', ')}.`);
      }
      const lost = steps.flatMap(({ entity }) => {
        const input = inputOf(evidence, entity);
        return !isStated(entity) || input?.found
          ? []
          : [describeRef(input?.ref ?? String(entity))];
      });
      return passUnlessMissing(
        [...new Set(lost)],
        `${count(steps.length, 'step')} from source to feedback.`,
        'Not in the catalog: ',
      );
    },
  },
];
