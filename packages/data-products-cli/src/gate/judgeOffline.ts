import {
  checkVersionStep,
  differContracts,
} from '@handoff/backstage-plugin-data-products-common';
import { GateReason, GateReport } from './GateReport';
import { ContractDocument } from './readContractFile';

/**
 * Compares two contracts, without a portal: whether the version goes as far as
 * the changes demand. Whom they affect, only the portal knows.
 *
 * @param release - of the entity, where it is not the contract's version
 */
export function judgeOffline(
  entityRef: string,
  base: ContractDocument,
  contract: ContractDocument,
  release: string | undefined,
): GateReport {
  const difference = differContracts(base, contract);
  const { before, after } = difference.versions;
  const check = checkVersionStep(before, release ?? after, difference.step);
  const reasons: GateReason[] = [];
  if (!difference.complete) {
    reasons.push({
      rule: 'version-step',
      blocks: true,
      message:
        'One of the contracts could not be read to its end, so that there may be more changes.',
      whoseTurn: [],
      how: 'Mend what is malformed.',
    });
  } else if (difference.step !== 'none' && !check.ok) {
    reasons.push({
      rule: 'version-step',
      blocks: true,
      message: `${check.message}.`,
      whoseTurn: [],
      how: check.needed
        ? `Release it as ${check.needed}, or change only what is compatible.`
        : 'Give the contract in force a SemVer version.',
    });
  }
  return {
    entityRef,
    verdict: reasons.length ? 'blocked' : 'pass',
    reasons,
    difference,
  };
}
