import { GateFacts } from './GateFacts';
import { GateFinding, GateRule } from './GateRule';

/** What was judged must be what will be in force. */
export const currentBase: GateRule = {
  id: 'current-base',
  title: 'The change starts from the contract and the release in force',
  judge(facts) {
    const findings = staleContract(facts);
    // A release goes with its contract: one of the two says enough.
    return findings.length ? findings : staleRelease(facts);
  },
};

function staleContract({
  change,
  inForce,
  knownContracts,
  owners,
}: GateFacts): GateFinding[] {
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
}

/** Whoever proposes says where the version starts, and may be mistaken. */
function staleRelease({ change, inForce, owners }: GateFacts): GateFinding[] {
  const { from, to } = change.version;
  const { contract = inForce.contract } = change;
  const isDone = to === inForce.version && contract === inForce.contract;
  if (
    to === undefined ||
    inForce.version === undefined ||
    from === inForce.version ||
    isDone
  ) {
    return [];
  }
  return [
    {
      message: `The change starts from ${
        from === undefined ? 'no release' : `release ${from}`
      }, and ${inForce.version} is in force.`,
      whoseTurn: [...owners],
      how: `Propose it again, as a step from ${inForce.version}.`,
    },
  ];
}
