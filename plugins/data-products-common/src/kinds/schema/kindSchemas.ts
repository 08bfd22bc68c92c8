import { HandoffKind } from '../entities';
import { dataProductSchema } from './dataProductSchema';
import { decisionPathSchema } from './decisionPathSchema';
import { glossaryTermSchema } from './glossaryTermSchema';
import { KindSchema } from './KindSchema';

/**
 * The schema of every kind that Handoff adds. The processor, the model layer
 * and {@link validateHandoffEntity} are all made of these.
 *
 * @public
 */
export const HANDOFF_KIND_SCHEMAS: Readonly<Record<HandoffKind, KindSchema>> = {
  DataProduct: dataProductSchema,
  DecisionPath: decisionPathSchema,
  GlossaryTerm: glossaryTermSchema,
};
