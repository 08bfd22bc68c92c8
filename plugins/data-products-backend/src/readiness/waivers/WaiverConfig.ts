import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  OWNERSHIP_ROLES,
  WAIVER_APPROVER_ROLE,
  WaiverApproverRule,
} from '@handoff/backstage-plugin-data-products-common';

const ROOT = 'dataProducts.waivers';
const DEFAULT_MAX_DAYS = 180;

/** How waivers are configured. */
export interface WaiverConfig {
  /** How many days ahead the end of a waiver may be. */
  maxDays: number;
  approver: WaiverApproverRule;
}

/** @throws InputError that names the path of what is wrong in the configuration */
export function readWaiverConfig(config: Config): WaiverConfig {
  const maxDays =
    config.getOptionalNumber(`${ROOT}.maxDays`) ?? DEFAULT_MAX_DAYS;
  if (!Number.isInteger(maxDays) || maxDays < 1) {
    throw new InputError(
      `Invalid configuration: ${ROOT}.maxDays is ${maxDays}; write a whole number of days, 1 or more`,
    );
  }
  return {
    maxDays,
    approver: readApprover(
      config.getOptionalString(`${ROOT}.approver`) ?? WAIVER_APPROVER_ROLE,
    ),
  };
}

function readApprover(written: string): WaiverApproverRule {
  const role = OWNERSHIP_ROLES.find(known => known === written);
  if (role) {
    return { role };
  }
  try {
    const ref = parseEntityRef(written);
    if (/^(group|user)$/i.test(ref.kind)) {
      return { ref: stringifyEntityRef(ref) };
    }
  } catch {
    // Neither a role nor a ref.
  }
  throw new InputError(
    `Invalid configuration: ${ROOT}.approver is '${written}'; write a role (${OWNERSHIP_ROLES.join(
      ', ',
    )}) or the ref of a group, such as group:data-governance`,
  );
}
