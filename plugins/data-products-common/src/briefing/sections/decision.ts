import { DecisionPathEntity } from '../../kinds';
import { openableUrl } from '../../ownership';
import { BriefingFact, BriefingSection, BriefingText } from '../Briefing';
import { BriefingSources, BriefingStep } from '../BriefingSources';
import { fact, joined, linkOr, tableOr } from '../briefingText';
import { describePeriod } from '../describeTime';
import { PartyNames } from '../nameParties';

const SIGNALS = ['freshness', 'quality', 'cost', 'usage'] as const;

/** Which decision a path serves, by which steps, and what watches it. */
export function decisionSection(
  path: DecisionPathEntity,
  { steps }: BriefingSources,
  parties: PartyNames,
): BriefingSection {
  return {
    id: 'decision',
    title: 'The decision',
    blocks: [{ type: 'facts', facts: decisionFacts(path, parties) }],
    sections: [
      {
        id: 'steps',
        title: 'Steps',
        blocks: [
          tableOr('The path names no steps.', {
            label: 'Steps',
            columns: ['Stage', 'Step', 'Of', 'Who answers'],
            rows: steps.map(step => stepRow(step, parties)),
          }),
        ],
      },
      {
        id: 'signals',
        title: 'Signals',
        blocks: [
          {
            type: 'facts',
            facts: SIGNALS.map(signal => ({
              label: `${signal.charAt(0).toUpperCase()}${signal.slice(1)}`,
              value: signalText(path.spec.signals?.[signal], parties),
            })),
          },
        ],
      },
    ],
  };
}

function decisionFacts(
  { spec }: DecisionPathEntity,
  parties: PartyNames,
): BriefingFact[] {
  const { feedback, policy, contracts } = spec;
  return [
    fact('Decision', spec.decision, 'No decision is declared.'),
    {
      label: 'Decided by',
      value: parties.written(
        spec.decisionMakers,
        'group',
        'No decision maker is declared.',
      ),
    },
    fact(
      'Rhythm',
      spec.cadence && `every ${describePeriod(spec.cadence)}`,
      'No rhythm is declared.',
    ),
    {
      label: 'Feedback',
      value: feedback
        ? [
            ...linkOr(feedback.target, ''),
            ` (${feedback.channel}), answered by `,
            ...parties.written(feedback.responder, 'user', 'nobody by name'),
            ...(feedback.responseTime
              ? [` within ${describePeriod(feedback.responseTime)}`]
              : []),
          ]
        : [{ missing: 'No way to report a wrong number is declared.' }],
    },
    fact(
      'Sensitive fields',
      [policy?.sensitiveFields ?? []].flat().join(', '),
      'None are declared.',
    ),
    {
      label: 'Review gate',
      value: parties.written(
        policy?.reviewGate,
        'group',
        'No review gate is declared.',
      ),
    },
    {
      label: 'Source contract',
      value: parties.written(
        contracts?.source,
        'DataProduct',
        'No source contract is declared.',
      ),
    },
    {
      label: 'Transformation contract',
      value: transformationText(contracts?.transformation),
    },
  ];
}

function transformationText(
  transformation: NonNullable<
    DecisionPathEntity['spec']['contracts']
  >['transformation'],
): BriefingText {
  const { grain, keys, nulls, acceptedRanges, url } = transformation ?? {};
  const parts = [
    ['grain', grain],
    ['keys', [keys ?? []].flat().join(', ')],
    ['nulls', nulls],
    ['accepted ranges', acceptedRanges],
  ].flatMap(([label, text]): BriefingText[] =>
    text ? [[`${label}: ${text}`]] : [],
  );
  const texts = url ? [...parts, linkOr(url, '')] : parts;
  return texts.length > 0
    ? joined(texts, '; ')
    : [{ missing: 'No transformation contract is declared.' }];
}

function stepRow(step: BriefingStep, parties: PartyNames): BriefingText[] {
  const { stage, name, description, entityRef, ownerRefs } = step;
  return [
    [stage],
    name
      ? [description ? `${name}: ${description}` : name]
      : [{ missing: 'The path has no such step.' }],
    entityRef ? parties.name(entityRef) : [{ missing: 'nothing named' }],
    ownerRefs
      ? parties.names(ownerRefs, 'Nobody.')
      : [{ missing: 'could not be looked up' }],
  ];
}

/** An objective of an entity, as `dataproduct:name#objective`, or a page elsewhere. */
function signalText(
  written: string | undefined,
  parties: PartyNames,
): BriefingText {
  if (!written || openableUrl(written)) {
    return linkOr(written, 'Not declared.');
  }
  const [ref, objective] = written.split('#');
  return [
    ...(objective ? [`${objective} of `] : []),
    ...parties.written(ref, 'DataProduct', ''),
  ];
}
