import {
  canonicalJson,
  Objective,
  ProposedTerms,
} from '@handoff/backstage-plugin-data-products-common';
import { DateTime } from 'luxon';
import { durationText, readDuration } from './durationText';
import {
  draftObjective,
  isRewritten,
  ObjectiveDraft,
  readObjectiveDraft,
} from './objectiveDraft';
import { Terms } from './revisions';

/** The fields of terms beside the promises. */
export type TermsField =
  | 'acknowledge'
  | 'restore'
  | 'remediation'
  | 'access'
  | 'reviewOn'
  | 'renewOn'
  | 'notes';

/** Terms as somebody writes them; an empty field says nothing. */
export interface TermsDraft {
  objectives: ObjectiveDraft[];
  /** Kept as they are. */
  changes?: Terms['changes'];
  fields: Record<TermsField, string>;
}

/** What is wrong with the terms: which words say so. */
export interface TermsProblems {
  promises?: 'promises';
  acknowledge?: 'duration';
  restore?: 'duration';
  reviewOn?: 'reviewOn';
  renewOn?: 'renewOn';
}

/** Terms to begin with: all that is promised now, for a year. */
export function draftTerms(options: {
  promised: readonly Objective[];
  responseTimes?: { acknowledge?: string; restore?: string };
  now: Date;
}): TermsDraft {
  const today = DateTime.fromJSDate(options.now, { zone: 'utc' });
  return {
    objectives: options.promised.map(objective =>
      draftObjective(objective, true),
    ),
    fields: {
      ...timesOf(options.responseTimes),
      remediation: '',
      access: '',
      reviewOn: today.plus({ months: 3 }).toISODate()!,
      renewOn: today.plus({ years: 1 }).toISODate()!,
      notes: '',
    },
  };
}

/** The terms of a revision to be written on, with what is promised besides. */
export function draftAnswer(
  terms: Terms,
  promised: readonly Objective[],
): TermsDraft {
  const agreed = new Set(terms.objectives.map(({ name }) => name));
  return {
    objectives: [
      ...terms.objectives.map(objective => draftObjective(objective, true)),
      ...promised
        .filter(({ name }) => !agreed.has(name))
        .map(objective => draftObjective(objective, false)),
    ],
    changes: terms.changes,
    fields: {
      ...timesOf(terms.responseTimes),
      remediation: terms.remediation ?? '',
      access: terms.access ?? '',
      reviewOn: terms.reviewOn ?? '',
      renewOn: terms.renewOn,
      notes: terms.notes ?? '',
    },
  };
}

/**
 * The terms in force to be written on, with what is promised besides. Their
 * dates are as far from today as they were from when the terms came into force.
 */
export function draftRenewal(
  terms: Terms,
  options: { promised: readonly Objective[]; activeSince: string; now: Date },
): TermsDraft {
  const { fields, ...draft } = draftAnswer(terms, options.promised);
  const today = DateTime.fromJSDate(options.now, { zone: 'utc' }).startOf(
    'day',
  );
  const passed = today.diff(
    DateTime.fromISO(options.activeSince, { zone: 'utc' }).startOf('day'),
    'days',
  );
  const shifted = (date: string) =>
    date && DateTime.fromISO(date, { zone: 'utc' }).plus(passed).toISODate()!;
  return {
    ...draft,
    fields: {
      ...fields,
      reviewOn: shifted(fields.reviewOn),
      renewOn: shifted(fields.renewOn),
    },
  };
}

/**
 * Reads the terms that were written. A promise that is wanted as it is promised
 * now goes by its name.
 *
 * @returns the terms when nothing is wrong with them, else what is; what is
 *   wrong with single promises {@link readObjectiveDraft} tells
 */
export function readTermsDraft(
  draft: TermsDraft,
  options: { promised: readonly Objective[]; now: Date },
): { proposed?: ProposedTerms; problems: TermsProblems } {
  const { fields } = draft;
  const asPromised = new Set(options.promised.map(contentOf));
  const included = draft.objectives.filter(objective => objective.included);
  const objectives = included.map(entry => ({
    ...readObjectiveDraft(entry),
    name: entry.objective.name,
    isAsPromised:
      !isRewritten(entry) && asPromised.has(contentOf(entry.objective)),
  }));
  const acknowledge = readDuration(fields.acknowledge);
  const restore = readDuration(fields.restore);
  const today = options.now.toISOString().slice(0, 10);
  const { reviewOn, renewOn } = fields;

  const problems: TermsProblems = {
    ...(included.length === 0 && { promises: 'promises' }),
    ...(fields.acknowledge.trim() &&
      !acknowledge && { acknowledge: 'duration' }),
    ...(fields.restore.trim() && !restore && { restore: 'duration' }),
    ...(reviewOn && renewOn && reviewOn > renewOn && { reviewOn: 'reviewOn' }),
    ...(renewOn <= today && { renewOn: 'renewOn' }),
  };
  if (
    Object.keys(problems).length > 0 ||
    objectives.some(entry => Object.keys(entry.problems).length > 0)
  ) {
    return { problems };
  }
  const text = (field: TermsField) => fields[field].trim() || undefined;
  const proposed: ProposedTerms = {
    objectives: objectives.map(entry =>
      entry.isAsPromised ? entry.name : entry.objective,
    ),
    responseTimes:
      acknowledge || restore ? { acknowledge, restore } : undefined,
    changes: draft.changes,
    remediation: text('remediation'),
    access: text('access'),
    reviewOn: text('reviewOn'),
    renewOn,
    notes: text('notes'),
  };
  return { proposed, problems };
}

function timesOf(
  times: { acknowledge?: string; restore?: string } = {},
): Pick<TermsDraft['fields'], 'acknowledge' | 'restore'> {
  return {
    acknowledge: times.acknowledge ? durationText(times.acknowledge) : '',
    restore: times.restore ? durationText(times.restore) : '',
  };
}

function contentOf(objective: Objective): string {
  return canonicalJson(objective);
}
