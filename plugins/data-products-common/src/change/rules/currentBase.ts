import { GateRule } from './GateRule';

/** What was judged must be what will be in force. */
export const currentBase: GateRule = {
  id: 'current-base',
  title: 'The change starts from the contract that is in force',
  judge({ change, inForce, knownContracts, owners }) {
    const base = change.base;
    const isDone =
      change.contract !== undefined && change.contract === inForce.contract;
    // Between the merge and the promotion, the new contract is there already.
    const staysOut = change.contract === undefined;
    if (staysOut || base === inForce.contract || isDone) {
      return [];
    }
    const wasInForce = base !== undefined && knownContracts.includes(base);
    const before = wasInForce
      ? 'starts from a contract that is no longer in force: another change came first'
      : 'starts from a contract that never was in force';
    return [
      {
        message:
          base === undefined
            ? 'The change was proposed when there was no contract, and there is one now.'
            : `The change ${before}.`,
        whoseTurn: [...owners],
        how: 'Bring it up to date with the contract in force, and propose it again.',
      },
    ];
  },
};
