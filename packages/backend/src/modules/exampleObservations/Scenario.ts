import { parseDuration } from '@handoff/backstage-plugin-data-products-common';
import { z } from 'zod';

/** What goes wrong with an objective. */
const troubleSchema = z.strictObject({
  entity: z.string(),
  /** A name, or the start of one with a trailing `*`. */
  objective: z.string(),
  /**
   * `late`: nothing new comes; `silent`: nothing is reported; `worse`: values
   * are worse; `fewer`: counts are smaller.
   */
  what: z.enum(['late', 'silent', 'worse', 'fewer']),
  daysAgo: z.number().int().min(0),
  /** Time of day, UTC. */
  at: z.string().regex(/^\d\d:\d\d$/),
  /** ISO 8601 duration; without one it goes on until now. */
  for: z
    .string()
    .refine(text => parseDuration(text) !== undefined)
    .optional(),
  /** How much: in the unit of the objective, or for `fewer` as a share. */
  by: z.number().positive().optional(),
});

/** The form of `examples/observations.yaml`. */
export const scenarioSchema = z.strictObject({
  seed: z.number().int(),
  days: z.number().int().positive(),
  troubles: z.array(troubleSchema),
  unobserved: z.array(z.string()),
});

/** @see scenarioSchema */
export type Scenario = z.infer<typeof scenarioSchema>;

/** A trouble in real time: milliseconds since 1970. */
export interface Trouble {
  what: z.infer<typeof troubleSchema>['what'];
  from: number;
  to: number;
  by: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The troubles of one objective, counted from the day of `start`. A trouble
 * that would only come later that day came the day before.
 */
export function troublesOf(
  scenario: Scenario,
  entityRef: string,
  objective: string,
  start: Date,
): Trouble[] {
  return scenario.troubles
    .filter(
      trouble =>
        trouble.entity === entityRef &&
        (trouble.objective.endsWith('*')
          ? objective.startsWith(trouble.objective.slice(0, -1))
          : objective === trouble.objective),
    )
    .map(({ what, daysAgo, at, for: duration, by = 1 }) => {
      const midnight = Math.floor(start.getTime() / DAY_MS) * DAY_MS;
      const [hours, minutes] = at.split(':').map(Number);
      const due =
        midnight - daysAgo * DAY_MS + (hours * 60 + minutes) * 60 * 1000;
      const from = due > start.getTime() ? due - DAY_MS : due;
      return {
        what,
        from,
        to: duration ? from + parseDuration(duration)! * 1000 : Infinity,
        by,
      };
    });
}
