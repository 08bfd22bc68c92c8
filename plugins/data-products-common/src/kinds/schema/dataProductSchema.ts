import {
  CLASSIFICATIONS,
  CRITICALITIES,
  DATA_PRODUCT_TYPES,
} from '../entities';
import { INDICATORS } from '../../sla/Objective';
import {
  date,
  duration,
  fields,
  listOf,
  objectiveTarget,
  oneOf,
  period,
  refOrRefs,
  text,
  url,
} from './fieldSchemas';
import { createKindSchema, KindSchema } from './KindSchema';
import { scoredFields } from './scoredFields';

const objective = fields(
  'One measurable promise.',
  {
    name: text('Unique within the entity; signals and observations use it.'),
    indicator: oneOf(INDICATORS, 'What is measured.'),
    element: text('A schema, or schema.column; the whole product without it.'),
    target: objectiveTarget('The value that is promised.'),
    comparator: oneOf(
      ['at-most', 'at-least', 'equals'],
      'How a measured value is compared with the target.',
    ),
    unit: text('The unit of the target, when the indicator leaves it open.'),
    goal: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      title: 'a share above 0 and up to 1, such as 0.99 for 99 %',
      description: 'Share of the window in which the target must hold.',
    },
    window: period('The time over which the goal is judged.'),
    severity: oneOf(CRITICALITIES, 'How bad a broken promise is.'),
    cadence: period('How often an observation is expected.'),
    driver: text('Why it was promised: regulatory, analytics, operational, …'),
    description: text('What the promise means, in words.'),
  },
  ['name', 'indicator', 'target'],
);

/**
 * The schema of the kind `DataProduct`.
 *
 * @public
 */
export const dataProductSchema: KindSchema = createKindSchema({
  kind: 'DataProduct',
  description:
    'Data that a team offers others, with a contract, an owner and promises.',
  spec: fields(
    'What the product is, who answers for it and what is promised.',
    {
      type: oneOf(DATA_PRODUCT_TYPES, 'What sort of data product it is.'),
      ...scoredFields,
      inputs: refOrRefs(
        'What the product is made of.',
        'dataproduct:crm-accounts',
      ),
      classification: oneOf(CLASSIFICATIONS, 'Who may see the data.'),
      access: fields('How to get at the data.', {
        method: text('The way in, such as a role or a tool.'),
        request: url('Where access is asked for.'),
      }),
      contract: {
        type: 'object',
        title:
          'an ODCS document, as a map or through a placeholder such as { $yaml: ./contract.yaml }',
        description: 'The Open Data Contract Standard (ODCS 3.x) document.',
      },
      objectives: listOf(
        'Promises, for products without an ODCS contract or beyond it.',
        objective,
      ),
      responseTimes: fields('How fast incidents are handled.', {
        acknowledge: duration('Until somebody answers.'),
        restore: duration('Until the data is right again.'),
      }),
      renewal: date('When the agreement must be signed again.'),
    },
    ['type', 'lifecycle', 'owner'],
  ),
  example: {
    metadata: { name: 'customer-360', title: 'Customer 360' },
    spec: {
      type: 'aggregate',
      lifecycle: 'production',
      owner: 'group:customer-data',
      inputs: ['dataproduct:crm-accounts', 'component:web-events'],
    },
  },
});
