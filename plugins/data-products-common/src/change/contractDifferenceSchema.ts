import { z } from 'zod';

const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
]);

const problem = z.object({
  severity: z.enum(['error', 'warning']),
  pointer: z.string(),
  message: z.string(),
});

/** One change from a contract to a later one, in answers. @public */
export const contractChangeSchema = z.object({
  rule: z.string(),
  class: z.enum(['breaking', 'compatible', 'documentation']),
  path: z.object({
    schema: z.string().optional(),
    column: z.string().optional(),
    part: z
      .object({
        kind: z.enum([
          'quality rule',
          'SLA property',
          'relationship',
          'server',
          'role',
          'team member',
          'support channel',
        ]),
        name: z.string(),
      })
      .optional(),
    field: z.string().optional(),
  }),
  before: value.optional(),
  after: value.optional(),
  reason: z.string(),
});

/** What lies between two contracts, in answers. @public */
export const contractDifferenceSchema = z.object({
  changes: z.array(contractChangeSchema),
  suggestedRenames: z.array(
    z.object({
      schema: z.string().optional(),
      before: z.string(),
      after: z.string(),
      likeness: z.number(),
      reason: z.string(),
    }),
  ),
  step: z.enum(['major', 'minor', 'patch', 'none']),
  versions: z.object({
    before: z.string().optional(),
    after: z.string().optional(),
  }),
  complete: z.boolean(),
  problems: z.object({ before: z.array(problem), after: z.array(problem) }),
});
