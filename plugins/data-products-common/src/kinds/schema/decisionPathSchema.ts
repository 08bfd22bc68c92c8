import { DECISION_PATH_TYPES, STEP_STAGES } from '../entities';
import {
  duration,
  fields,
  listOf,
  oneOf,
  period,
  ref,
  refOrRefs,
  refsOrUrls,
  signal,
  text,
  textOrTexts,
  url,
} from './fieldSchemas';
import { createKindSchema, KindSchema } from './KindSchema';
import { scoredFields } from './scoredFields';

const step = fields(
  'One step of the path.',
  {
    stage: oneOf(STEP_STAGES, 'Which part of the way the step is.'),
    name: text('What people call the step.'),
    entity: ref('What does the step.', 'dataproduct:customer-360'),
    owner: ref(
      'Who answers for the step, where the entity does not say.',
      'group:data-platform',
    ),
    description: text('What happens in the step.'),
  },
  ['stage', 'name'],
);

/**
 * The schema of the kind `DecisionPath`.
 *
 * @public
 */
export const decisionPathSchema: KindSchema = createKindSchema({
  kind: 'DecisionPath',
  description:
    'The way from source events to a business decision and back, with one named owner.',
  spec: fields(
    'What is decided, by whom, and by way of which steps.',
    {
      type: oneOf(
        DECISION_PATH_TYPES,
        'What sort of decision the path serves.',
      ),
      ...scoredFields,
      decision: text('The business decision, in words.'),
      decisionMakers: refOrRefs('Who decides.', 'group:executives'),
      cadence: period('How often it is decided.'),
      steps: listOf('The steps in order, from source event to feedback.', step),
      signals: fields('Where the four signals of the path are read.', {
        freshness: signal('Is the data recent?'),
        quality: signal('Is the data right?'),
        cost: signal('What does the path cost?'),
        usage: signal('Is the result used?'),
      }),
      contracts: fields('What the path relies on.', {
        source: refsOrUrls('The contract of the source.'),
        transformation: fields('What the transformation guarantees.', {
          grain: text('What one row stands for.'),
          keys: textOrTexts('What identifies a row.'),
          nulls: text('How missing values are treated.'),
          acceptedRanges: text('Which values are plausible.'),
          url: url('Where the transformation contract is written.'),
        }),
      }),
      feedback: fields(
        'Where somebody reports a wrong number.',
        {
          channel: text('The medium: slack, email, url, …'),
          target: text('A channel name, an address or a URL.'),
          responder: ref('Who answers.', 'user:growth-lead'),
          responseTime: duration('How fast.'),
        },
        ['channel', 'target'],
      ),
      policy: fields('Which rules hold on the way.', {
        sensitiveFields: textOrTexts('Fields that need protection.'),
        reviewGate: ref(
          'Who reviews changes that touch them.',
          'group:data-governance',
        ),
      }),
    },
    // A path without an owner is a finding, not a malformed entity.
    ['type', 'lifecycle'],
  ),
  example: {
    metadata: { name: 'monthly-active-customers' },
    spec: {
      type: 'reporting',
      lifecycle: 'production',
      owner: 'user:growth-lead',
      decision: "Whether to raise next quarter's acquisition budget",
      steps: [
        {
          stage: 'source',
          name: 'Product events',
          entity: 'component:web-events',
        },
        { stage: 'decision', name: 'Quarterly budget round' },
      ],
    },
  },
});
