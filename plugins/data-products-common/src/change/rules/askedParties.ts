import { AcknowledgerRole, ChangeAcknowledgement } from '../Change';
import { ChangeSilence } from '../../agreement';
import { GateFacts } from './GateFacts';
import { GateTerms } from './GateRule';

/**
 * A party whose answer a change needs.
 *
 * @public
 */
export interface AskedParty {
  party: string;
  role: AcknowledgerRole;
  /** Their last answer; absent while they are silent. */
  answer?: ChangeAcknowledgement;
  /** From when on silence counts, ISO 8601. */
  until: string;
  /** What silence means then. */
  silence: ChangeSilence;
}

/**
 * Whose answers a change needs: those of consumers whom it may break under an
 * agreement, and of those who approve changes of the schema.
 *
 * @public
 */
export function askedParties(facts: GateFacts, terms: GateTerms): AskedParty[] {
  const ask = (
    party: string,
    role: AcknowledgerRole,
    { answerWithin, silence }: GateTerms,
  ): AskedParty => ({
    party,
    role,
    answer: facts.acknowledgements.findLast(
      each => each.party === party && each.role === role,
    ),
    until: new Date(
      Date.parse(facts.change.proposedAt) + answerWithin,
    ).toISOString(),
    silence,
  });
  return [
    ...(mayBreak(facts)
      ? facts.consumers
          .filter(({ affected }) => affected)
          .map(({ ref, terms: agreed }) =>
            ask(ref, 'consumer', { ...terms, ...agreed }),
          )
      : []),
    ...(needsSignOff(facts)
      ? facts.approvers.map(ref => ask(ref, 'approver', terms))
      : []),
  ];
}

/** Whether somebody may have to change something of their own. */
export function mayBreak({ change }: GateFacts): boolean {
  return change.effect === 'breaking' || change.effect === 'unknown';
}

/** Whether it changes what data is or means. */
export function needsSignOff(facts: GateFacts): boolean {
  return mayBreak(facts) || facts.change.effect === 'compatible';
}
