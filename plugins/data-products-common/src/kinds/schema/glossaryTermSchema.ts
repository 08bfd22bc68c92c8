import { fields, oneOf, ref, refOrRefs, text, texts } from './fieldSchemas';
import { createKindSchema, KindSchema } from './KindSchema';
import { domain, lifecycle } from './scoredFields';

/**
 * The schema of the kind `GlossaryTerm`.
 *
 * @public
 */
export const glossaryTermSchema: KindSchema = createKindSchema({
  kind: 'GlossaryTerm',
  description: 'A defined word, with its calculation and examples.',
  spec: fields(
    'What the word means.',
    {
      type: oneOf(
        ['metric', 'concept', 'dimension'],
        'Whether it is a number, a thing or a way to slice.',
      ),
      lifecycle,
      owner: ref('Who decides what the word means.', 'group:finance'),
      stewards: refOrRefs(
        'Who keeps the definition right.',
        'user:customer-steward',
      ),
      domain,
      definition: text('What the word means, in one or two sentences.'),
      calculation: text('How the value is calculated.'),
      examples: texts('Cases that count, and cases that do not.'),
      synonyms: texts('Other words for the same thing.'),
    },
    ['definition'],
  ),
  example: {
    metadata: { name: 'active-customer' },
    spec: {
      type: 'metric',
      owner: 'group:growth',
      definition: 'A person who bought something in the last 30 days.',
    },
  },
});
