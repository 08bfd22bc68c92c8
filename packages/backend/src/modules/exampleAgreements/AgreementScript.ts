import { z } from 'zod';

const termsSchema = z.looseObject({
  objectives: z.array(z.unknown()),
  /** Days from now. */
  renewIn: z.number().int().positive(),
  reviewIn: z.number().int().positive().optional(),
});

const stepSchema = z.union([
  z.strictObject({ as: z.string(), propose: termsSchema }),
  z.strictObject({ as: z.string(), counterPropose: termsSchema }),
  z.strictObject({ as: z.string(), sign: z.literal(true) }),
  z.strictObject({ as: z.string(), terminate: z.string() }),
]);

/** What one person of the example company does. */
export type AgreementStep = z.infer<typeof stepSchema>;

/** What the people of the example company agree upon, in order. */
export const agreementScriptSchema = z.strictObject({
  agreements: z.array(
    z.strictObject({
      id: z.uuid(),
      entity: z.string(),
      consumer: z.string(),
      steps: z.array(stepSchema),
    }),
  ),
});

/** What the people of the example company agree upon, in order. */
export type AgreementScript = z.infer<typeof agreementScriptSchema>;

/** Terms as the API takes them, with dates in place of days from now. */
export function toProposedTerms(
  { renewIn, reviewIn, ...terms }: z.infer<typeof termsSchema>,
  now: Date,
): object {
  const inDays = (days: number) =>
    new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  return {
    ...terms,
    renewOn: inDays(renewIn),
    reviewOn: reviewIn === undefined ? undefined : inDays(reviewIn),
  };
}
