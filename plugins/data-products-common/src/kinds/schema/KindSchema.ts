import { JsonObject } from '@backstage/types';
import { HANDOFF_API_VERSION, HandoffKind } from '../entities';

/**
 * The JSON Schema of a kind, in the form that Backstage's own kinds have: the
 * first part refers to Backstage's `Entity`, the second is what the kind adds.
 *
 * @public
 */
export type KindSchema = JsonObject & {
  $id: string;
  description: string;
  allOf: [{ $ref: 'Entity' }, JsonObject];
};

/** Puts a kind's schema together from the schema of its `spec`. */
export function createKindSchema(options: {
  kind: HandoffKind;
  description: string;
  spec: JsonObject;
  example: JsonObject;
}): KindSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema',
    $id: `Handoff${options.kind}V1alpha1`,
    description: options.description,
    examples: [
      {
        apiVersion: HANDOFF_API_VERSION,
        kind: options.kind,
        ...options.example,
      },
    ],
    allOf: [
      { $ref: 'Entity' },
      {
        type: 'object',
        required: ['spec'],
        properties: {
          apiVersion: { enum: [HANDOFF_API_VERSION] },
          kind: { enum: [options.kind] },
          spec: options.spec,
        },
      },
    ],
  };
}
