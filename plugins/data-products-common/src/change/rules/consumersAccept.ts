import { askedParties } from './askedParties';
import { GateFinding, GateRule } from './GateRule';
import { nameParty } from './nameParty';

/** An agreement is not broken without its other side. */
export const consumersAccept: GateRule = {
  id: 'consumers-accept',
  title: 'Every affected consumer with an agreement accepts it',
  judge(facts, terms, now) {
    return askedParties(facts, terms)
      .filter(({ role }) => role === 'consumer')
      .flatMap(({ party, answer, until, silence }): GateFinding[] => {
        const name = nameParty(facts, party);
        if (answer?.decision === 'accept') {
          return [];
        }
        if (answer) {
          return [
            {
              message: `${name} objects: ${answer.comment}`,
              whoseTurn: [...facts.owners, party],
              how: 'Find a way with them: change the proposal, or have them accept it.',
            },
          ];
        }
        const isLate = now.toISOString() >= until;
        if (isLate && silence === 'accepted') {
          return [];
        }
        const day = until.slice(0, 10);
        return [
          {
            message: isLate
              ? `${name} has not answered by ${day}, and silence is no acceptance.`
              : `${name} has not answered; they have until ${day}.`,
            whoseTurn: [party],
            how: 'Accept the change, or object to it.',
            ...(silence === 'accepted' && { until }),
          },
        ];
      });
  },
};
