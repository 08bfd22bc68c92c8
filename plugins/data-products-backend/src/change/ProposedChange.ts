import { InputError } from '@backstage/errors';
import {
  Change,
  changeEffect,
  ChangeProposal,
  ContractDifference,
  differContracts,
  ReadinessEvidence,
  readContract,
} from '@handoff/backstage-plugin-data-products-common';
import { ChangeStore } from './ChangeStore';
import { inForceOf } from './GateKeeper';
import { StoredContract, storedContractOf } from './releases';

/** @throws InputError for a contract that is none, or of what can have none */
export function readProposedContract(
  { contract }: ChangeProposal,
  { kind, entityRef }: ReadinessEvidence,
): StoredContract | undefined {
  if (contract === undefined) {
    return undefined;
  }
  if (kind !== 'DataProduct') {
    throw new InputError(
      `Invalid body: contract: ${entityRef} is not a data product, and has no contract`,
    );
  }
  const reading = readContract(contract);
  if (!reading.contract) {
    const [problem] = reading.problems;
    throw new InputError(
      `Invalid body: contract: is no ODCS data contract: ${
        problem?.pointer || '/'
      } ${problem?.message}`,
    );
  }
  return storedContractOf(contract);
}

/** Makes of what is asked for what can be judged. */
export async function toChange(
  store: ChangeStore,
  proposal: ChangeProposal & { id: string },
  known: {
    contract?: StoredContract;
    evidence: ReadinessEvidence;
    actor: string;
    now: Date;
  },
): Promise<{ change: Change; release?: string }> {
  const { contract, evidence, actor, now } = known;
  const history = await store.getHistory(proposal.entityRef);
  const inForce = inForceOf(history);
  const base = proposal.base ?? inForce.contract;
  const before = base === undefined ? undefined : await store.getContract(base);
  const difference = compare(before, proposal.contract);
  const isFirst = contract !== undefined && base === undefined;
  const effect = isFirst
    ? 'compatible'
    : changeEffect(proposal.kind, difference);
  // Where the two are one, the contract's version is that of the release.
  const isOne =
    inForce.version === undefined ||
    inForce.version === difference?.versions.before;
  const to = proposal.version?.to ?? (isOne ? contract?.version : undefined);
  const rollback = evidence.entity.spec as
    | { rollback?: { lastKnownGood?: string } }
    | undefined;
  return {
    change: {
      id: proposal.id,
      entityRef: proposal.entityRef,
      kind: proposal.kind,
      title: proposal.title,
      description: proposal.description,
      proposedBy: actor,
      proposedAt: now.toISOString(),
      base,
      contract: contract?.fingerprint,
      version: {
        from:
          proposal.version?.from ??
          inForce.version ??
          difference?.versions.before,
        to,
      },
      rollbackTo: proposal.rollbackTo ?? rollback?.rollback?.lastKnownGood,
      commit: proposal.commit,
      url: proposal.url,
      effect,
      step: difference?.step ?? 'none',
    },
    release:
      proposal.version?.to ?? (inForce.version === undefined ? undefined : to),
  };
}

/** What lies between what is there and what comes; a contract that is none is no base. */
function compare(
  before: unknown,
  after: unknown,
): ContractDifference | undefined {
  return after === undefined ||
    before === undefined ||
    !readContract(before).contract
    ? undefined
    : differContracts(before, after);
}
