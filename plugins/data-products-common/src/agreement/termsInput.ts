import { z } from 'zod';
import { CRITICALITIES } from '../kinds/entities';
import { parseDuration } from '../sla/duration';
import { INDICATOR_TRAITS } from '../sla/indicatorTraits';
import { readDailyDue } from '../sla/judging/timeOfDay';
import { INDICATORS, Objective } from '../sla/Objective';
import { CHANGE_SILENCES } from './Agreement';

const MAX_OBJECTIVES = 200;
const LONGEST_TEXT = 4_000;

// Neither database keeps it, or shows it.
const text = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_TEXT)
  .refine(value => !/[\0\p{Surrogate}]/u.test(value), {
    message: 'holds characters that cannot be kept; remove them',
  });

const duration = z
  .string()
  .refine(value => /^p/i.test(value) && Boolean(parseDuration(value)), {
    error: issue =>
      `'${issue.input}' is not an ISO 8601 duration such as PT4H or P30D`,
  });

const day = z.iso.date('must be a date such as 2027-01-31');

/**
 * An objective as a side proposes it: in the form in which objectives are
 * answered. `promise` and `source` may be sent along; the words are made anew.
 *
 * @public
 */
export const proposedObjectiveSchema = z
  .object({
    name: text,
    indicator: z.enum(INDICATORS),
    element: text.optional(),
    comparator: z.enum(['at-most', 'at-least', 'equals', 'between']),
    target: z.union([
      z.number(),
      z.string(),
      z.tuple([z.number(), z.number()]),
    ]),
    unit: z.enum(['seconds', 'ratio', 'count', 'time-of-day']),
    countUnit: text.optional(),
    goal: z.number().gt(0).max(1),
    window: duration,
    cadence: duration.optional(),
    driver: text.optional(),
    severity: z.enum(CRITICALITIES),
  })
  .superRefine((objective, context) => {
    const problem = problemOf(objective);
    if (problem) {
      context.addIssue({ code: 'custom', ...problem });
    }
  });

/**
 * An objective as a side proposes it.
 *
 * @public
 */
export type ProposedObjective = z.infer<typeof proposedObjectiveSchema>;

/**
 * Terms as a side proposes them. An objective may be the name of one that the
 * entity promises now, to take it as it is.
 *
 * @public
 */
export const proposedTermsSchema = z
  .strictObject({
    objectives: z
      .array(z.union([text, proposedObjectiveSchema]))
      .min(1, 'name at least one promise')
      .max(MAX_OBJECTIVES),
    responseTimes: z
      .strictObject({
        acknowledge: duration.optional(),
        restore: duration.optional(),
      })
      .optional(),
    changes: z
      .strictObject({
        answerWithin: duration.optional(),
        silence: z.enum(CHANGE_SILENCES).optional(),
      })
      .optional(),
    remediation: text.optional(),
    access: text.optional(),
    reviewOn: day.optional(),
    renewOn: day,
    notes: text.optional(),
  })
  .refine(({ reviewOn, renewOn }) => !reviewOn || reviewOn <= renewOn, {
    path: ['reviewOn'],
    message: 'is after renewOn: review before the agreement ends',
  });

/**
 * Terms as a side proposes them.
 *
 * @public
 */
export type ProposedTerms = z.infer<typeof proposedTermsSchema>;

function problemOf({
  indicator,
  comparator,
  target,
  unit,
}: Pick<Objective, 'indicator' | 'comparator' | 'target' | 'unit'>):
  | { path: string[]; message: string }
  | undefined {
  const usual = INDICATOR_TRAITS[indicator].unit;
  const units =
    usual === 'seconds' || usual === 'time-of-day'
      ? ['seconds', 'time-of-day']
      : ['ratio', 'count'];
  if (!units.includes(unit)) {
    return {
      path: ['unit'],
      message: `${indicator} is measured as ${units.join(
        ' or ',
      )}, not as ${unit}`,
    };
  }
  const path = ['target'];
  if (unit === 'time-of-day') {
    try {
      readDailyDue(String(target));
      return undefined;
    } catch (error) {
      return { path, message: (error as Error).message };
    }
  }
  const bounds = Array.isArray(target) ? target : [target];
  if (
    bounds.length !== (comparator === 'between' ? 2 : 1) ||
    !bounds.every(Number.isFinite)
  ) {
    return {
      path,
      message:
        comparator === 'between'
          ? 'must be two numbers, as the comparator is between'
          : `must be a number, as ${indicator} is measured in ${unit}`,
    };
  }
  const [low, high = low] = bounds as number[];
  if (low < 0 || high < low || (unit === 'ratio' && high > 1)) {
    return {
      path,
      message:
        unit === 'ratio'
          ? 'must be a share between 0 and 1'
          : 'must not be negative, and the lower bound comes first',
    };
  }
  return undefined;
}
