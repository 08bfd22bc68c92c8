import { askedParties, mayBreak, needsSignOff } from './askedParties';
import { GateRule } from './GateRule';
import { nameParty } from './nameParty';

/**
 * Who approves changes of the schema signs the release off, or accepts the
 * change itself.
 */
export const approversSignOff: GateRule = {
  id: 'approvers-sign-off',
  title: 'The schema approvers have signed the release off',
  judge(facts, terms) {
    const { change, approvers, owners, signedReleases } = facts;
    const { to } = change.version;
    if (!needsSignOff(facts)) {
      return [];
    }
    const asked = askedParties(facts, terms).filter(
      ({ role }) => role === 'approver',
    );
    const objecting = asked.filter(
      ({ answer }) => answer?.decision === 'object',
    );
    if (objecting.length) {
      return objecting.map(({ party, answer }) => ({
        message: `${nameParty(facts, party)} objects: ${answer?.comment}`,
        whoseTurn: [...owners, party],
        how: 'Find a way with them: change the proposal, or have them accept it.',
      }));
    }
    const isSigned =
      (to !== undefined && signedReleases.includes(to)) ||
      asked.some(({ answer }) => answer?.decision === 'accept');
    if (isSigned || (!approvers.length && !mayBreak(facts))) {
      return [];
    }
    return [
      approvers.length
        ? {
            message: `${approvers
              .map(party => nameParty(facts, party))
              .join(', ')} ${
              approvers.length === 1 ? 'has' : 'have'
            } not signed ${to ? `release ${to}` : 'the change'} off.`,
            whoseTurn: [...approvers],
            how: 'Accept the change, or sign the release off.',
          }
        : {
            message: 'Nobody is named to approve changes of it.',
            whoseTurn: [...owners],
            how: `Name ${
              change.entityRef.startsWith('decisionpath:')
                ? 'policy.reviewGate'
                : 'schemaApprovers'
            } in the catalog, and have them accept the change.`,
          },
    ];
  },
};
