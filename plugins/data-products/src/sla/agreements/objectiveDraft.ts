import {
  Objective,
  parseDuration,
  ProposedObjective,
  proposedObjectiveSchema,
} from '@handoff/backstage-plugin-data-products-common';
import { durationText, readDuration } from './durationText';

/** What of a promise can be written anew, as text. */
export const OBJECTIVE_FIELDS = [
  'target',
  'upper',
  'goal',
  'window',
  'cadence',
] as const;

/** One of {@link OBJECTIVE_FIELDS}; `upper` is the second bound of a range. */
export type ObjectiveField = (typeof OBJECTIVE_FIELDS)[number];

/** What is wrong with a field: which words say so. */
export type ObjectiveProblem =
  | Objective['unit']
  | 'order'
  | 'goal'
  | 'duration';

/** A promise as somebody writes it. */
export interface ObjectiveDraft {
  /** As it was before. */
  objective: Objective;
  /** Whether it is among the terms. */
  included: boolean;
  fields: Record<ObjectiveField, string>;
}

/** A promise to be written on, in the words that it has. */
export function draftObjective(
  objective: Objective,
  included: boolean,
): ObjectiveDraft {
  return { objective, included, fields: fieldsOf(objective) };
}

/** Whether anything was written that was not there. */
export function isRewritten({ objective, fields }: ObjectiveDraft): boolean {
  const before = fieldsOf(objective);
  return OBJECTIVE_FIELDS.some(
    field => fields[field].trim() !== before[field].trim(),
  );
}

/**
 * Reads what was written.
 *
 * What was not touched stays as it is, so that nothing changes by being put in
 * words and back.
 *
 * @returns the objective, which holds only without problems
 */
export function readObjectiveDraft(draft: ObjectiveDraft): {
  objective: ProposedObjective;
  problems: Partial<Record<ObjectiveField, ObjectiveProblem>>;
} {
  const { objective, fields } = draft;
  if (!isRewritten(draft)) {
    return { objective, problems: {} };
  }
  const { unit } = objective;
  const before = fieldsOf(objective);
  const problems: Partial<Record<ObjectiveField, ObjectiveProblem>> = {};
  const read = <T>(
    field: ObjectiveField,
    unchanged: T,
    value: T | undefined,
    problem: ObjectiveProblem,
  ): T => {
    if (fields[field].trim() === before[field].trim()) {
      return unchanged;
    }
    if (value === undefined) {
      problems[field] = problem;
      return unchanged;
    }
    return value;
  };

  const [low, high] = boundsOf(objective);
  const lower = read('target', low, readQuantity(fields.target, unit), unit);
  const upper =
    high === undefined
      ? undefined
      : read('upper', high, readQuantity(fields.upper, unit), unit);
  const goal = readPercent(fields.goal);
  const rewritten = {
    ...objective,
    target: (upper === undefined
      ? lower
      : [lower, upper]) as Objective['target'],
    goal: read('goal', objective.goal, goal || undefined, 'goal'),
    window: read(
      'window',
      objective.window,
      readDuration(fields.window),
      'duration',
    ),
    cadence: fields.cadence.trim()
      ? read(
          'cadence',
          objective.cadence,
          readDuration(fields.cadence),
          'duration',
        )
      : undefined,
  };
  if (typeof lower === 'number' && typeof upper === 'number' && upper < lower) {
    problems.upper ??= 'order';
  }
  const { success } = proposedObjectiveSchema.safeParse(rewritten);
  if (!success && Object.keys(problems).length === 0) {
    problems.target = unit;
  }
  return { objective: rewritten, problems };
}

function fieldsOf(objective: Objective): Record<ObjectiveField, string> {
  const { unit, goal, window, cadence } = objective;
  const [low, high] = boundsOf(objective);
  return {
    target: quantityText(low, unit),
    upper: high === undefined ? '' : quantityText(high, unit),
    goal: percentText(goal),
    window: durationText(window),
    cadence: cadence === undefined ? '' : durationText(cadence),
  };
}

function boundsOf({
  target,
}: Objective): [number | string, (number | string)?] {
  return Array.isArray(target) ? target : [target];
}

function quantityText(value: number | string, unit: Objective['unit']): string {
  switch (unit) {
    case 'seconds':
      return durationText(`PT${value}S`);
    case 'ratio':
      return percentText(Number(value));
    default:
      return String(value);
  }
}

function readQuantity(
  text: string,
  unit: Objective['unit'],
): number | string | undefined {
  switch (unit) {
    case 'seconds':
      return parseDuration(text);
    case 'ratio':
      return readPercent(text);
    case 'time-of-day':
      return text.trim() || undefined;
    default:
      return readNumber(text);
  }
}

/** A share as per cent, without the digits that binary fractions add. */
function percentText(share: number): string {
  return String(Number((share * 100).toPrecision(12)));
}

function readPercent(text: string): number | undefined {
  const percent = readNumber(text.replace(/%\s*$/, ''));
  return percent === undefined || percent > 100
    ? undefined
    : Number((percent / 100).toPrecision(12));
}

/** No separators but a point: a comma means different things to different people. */
function readNumber(text: string): number | undefined {
  const digits = text.replace(/\s/g, '');
  return /^\d+(\.\d+)?$/.test(digits) ? Number(digits) : undefined;
}
