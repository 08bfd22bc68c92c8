import { parseDuration } from '../sla';
import { describeDuration } from '../sla/duration';
import { AgreementTerms } from './Agreement';
import { comparePromises, PromiseComparison } from './comparePromises';

/**
 * What differs between the terms of two revisions.
 *
 * @public
 */
export interface AgreementDifference {
  /** Of all objectives, those that are the same included. */
  objectives: PromiseComparison[];
  /** Only what differs; a side that says nothing is absent. */
  fields: { field: string; before?: string; after?: string }[];
}

const FIELDS: readonly [
  title: string,
  read: (terms: AgreementTerms) => string | undefined,
][] = [
  ['Acknowledged within', terms => describe(terms.responseTimes?.acknowledge)],
  ['Restored within', terms => describe(terms.responseTimes?.restore)],
  ['Changes answered within', terms => describe(terms.changes?.answerWithin)],
  ['No answer to a change means', terms => terms.changes?.silence],
  ['Remediation', terms => terms.remediation],
  ['Access', terms => terms.access],
  ['First review on', terms => terms.reviewOn],
  ['Renewal on', terms => terms.renewOn],
  ['Notes', terms => terms.notes],
];

/**
 * Tells what differs between the terms of two revisions, in words.
 *
 * @public
 */
export function agreementDifference(
  before: AgreementTerms,
  after: AgreementTerms,
): AgreementDifference {
  return {
    objectives: comparePromises(before.objectives, after.objectives),
    fields: FIELDS.flatMap(([field, read]) => {
      const change = { field, before: read(before), after: read(after) };
      return change.before === change.after ? [] : [change];
    }),
  };
}

function describe(duration: string | undefined): string | undefined {
  const seconds = duration === undefined ? undefined : parseDuration(duration);
  return seconds === undefined ? duration : describeDuration(seconds);
}
