import { needsSignOff } from './askedParties';
import { GateRule } from './GateRule';

/** What may be wrong can be taken back. */
export const rollbackRestorable: GateRule = {
  id: 'rollback-restorable',
  title: 'There is a release to go back to',
  judge(facts) {
    const { change, knownReleases, owners } = facts;
    const { rollbackTo } = change;
    if (!needsSignOff(facts)) {
      return [];
    }
    const whoseTurn = [...owners];
    const known = knownReleases.join(', ') || 'none';
    const how = `Name a release that was in force as rollback.lastKnownGood, or in the change; these are known: ${known}.`;
    if (rollbackTo === undefined) {
      return [
        { message: 'No release to go back to is named.', whoseTurn, how },
      ];
    }
    if (rollbackTo === change.version.to) {
      return [
        {
          message: `The release to go back to, ${rollbackTo}, is the one that is released.`,
          whoseTurn,
          how,
        },
      ];
    }
    return knownReleases.includes(rollbackTo)
      ? []
      : [
          {
            message: `The release to go back to, ${rollbackTo}, was never in force as far as is known.`,
            whoseTurn,
            how,
          },
        ];
  },
};
