import {
  AgreementTerms,
  Objective,
  ProposedTerms,
  readProposedTerms,
} from '@handoff/backstage-plugin-data-products-common';
import { readObjectiveDraft } from './objectiveDraft';
import { readTermsDraft, TermsDraft, TermsProblems } from './termsDraft';

/** A draft as it reads: what would be sent, and how it would be put in words. */
export interface WrittenTerms {
  /** Absent while something is wrong. */
  proposed?: ProposedTerms;
  problems: TermsProblems;
  /** The terms that the server would make of it; absent while something is wrong. */
  terms?: AgreementTerms;
  /** The promises that can be read, by name, in the words that they would have. */
  objectives: ReadonlyMap<string, Objective>;
}

/**
 * Reads a draft as the server will.
 *
 * @param known - what is promised now, and the promises that are answered
 */
export function readWrittenTerms(
  draft: TermsDraft,
  known: {
    promised: readonly Objective[];
    answered?: readonly Objective[];
    now: Date;
  },
): WrittenTerms {
  const { proposed, problems } = readTermsDraft(draft, known);
  const readable = draft.objectives
    .map(readObjectiveDraft)
    .filter(read => Object.keys(read.problems).length === 0)
    .map(({ objective }) => objective);
  const { terms } = readProposedTerms(
    { objectives: readable, renewOn: draft.fields.renewOn },
    known,
  );
  return {
    proposed,
    problems,
    terms: proposed && readProposedTerms(proposed, known).terms,
    objectives: new Map(
      terms.objectives.map(objective => [objective.name, objective]),
    ),
  };
}
