import { z } from 'zod';

/** The name of a person of the example company. */
const person = z.string();
const days = z.number().int().positive();

const termsSchema = z.looseObject({
  objectives: z.array(z.unknown()),
  renewIn: days,
  reviewIn: days.optional(),
});

const agreementSchema = z.strictObject({
  id: z.uuid(),
  entity: z.string(),
  consumer: z.string(),
  steps: z.array(
    z.union([
      z.strictObject({ as: person, propose: termsSchema }),
      z.strictObject({ as: person, counterPropose: termsSchema }),
      z.strictObject({ as: person, sign: z.literal(true) }),
      z.strictObject({ as: person, terminate: z.string() }),
    ]),
  ),
});

const handoffSchema = z.strictObject({
  id: z.uuid(),
  entity: z.string(),
  release: z.string(),
  checklist: z.string(),
  steps: z.array(
    z.union([
      z.strictObject({ as: person, request: z.string() }),
      z.strictObject({
        as: person,
        /** The id of the item. */
        approve: z.string(),
        comment: z.string().optional(),
        evidence: z.record(z.string(), z.string()).optional(),
      }),
      z.strictObject({ as: person, reject: z.string(), comment: z.string() }),
      z.strictObject({ as: person, complete: z.literal(true) }),
    ]),
  ),
});

const waiverSchema = z.strictObject({
  id: z.uuid(),
  entity: z.string(),
  check: z.string(),
  steps: z.array(
    z.union([
      z.strictObject({ as: person, request: z.string(), endsIn: days }),
      z.strictObject({ as: person, approve: z.string() }),
    ]),
  ),
});

const changeSchema = z.strictObject({
  id: z.uuid(),
  entity: z.string(),
  /** File of the contract that it starts from, relative to the script. */
  contract: z.string(),
  version: z.string(),
  /** Columns that it drops, as `schema.column`. */
  without: z.array(z.string()),
  steps: z.array(
    z.union([
      z.strictObject({
        as: person,
        propose: z.string(),
        because: z.string(),
        url: z.url(),
      }),
      z.strictObject({ as: person, accept: z.string() }),
      z.strictObject({ as: person, object: z.string() }),
    ]),
  ),
});

/** What the people of the example company do, in order. Times are in days. */
export const peopleScriptSchema = z.strictObject({
  agreements: z.array(agreementSchema).default([]),
  handoffs: z.array(handoffSchema).default([]),
  waivers: z.array(waiverSchema).default([]),
  changes: z.array(changeSchema).default([]),
});

/** What the people of the example company do, in order. */
export type PeopleScript = z.infer<typeof peopleScriptSchema>;

/** Terms as the API takes them, with dates in place of days from now. */
export function toProposedTerms(
  { renewIn, reviewIn, ...terms }: z.infer<typeof termsSchema>,
  now: Date,
): object {
  return {
    ...terms,
    renewOn: inDays(renewIn, now).slice(0, 10),
    reviewOn: reviewIn && inDays(reviewIn, now).slice(0, 10),
  };
}

/** ISO 8601. */
export function inDays(count: number, now: Date): string {
  return new Date(now.getTime() + count * 86_400_000).toISOString();
}
