import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readCheckSet } from '@handoff/backstage-plugin-data-products-backend/src/readiness/readCheckSet';
import {
  CheckSet,
  DATA_PRODUCT_CHECKS,
  DECISION_PATH_CHECKS,
} from '@handoff/backstage-plugin-data-products-common';

/**
 * Ten of the shipped checks: fields, roles, references, the contract, and one
 * whose result ends by time alone.
 */
const IDS = new Set([
  'accountable-owner',
  'roles-filled',
  'incident-contact',
  'escalation',
  'purpose-and-limitations',
  'contract',
  'quality-expectations',
  'objectives-declared',
  'inputs-resolved',
  'review-current',
]);

/** Two ways to weigh the same checks: a change from one to the other changes every row. */
export type Weights = 'shipped' | 'heavier-owner';

/** The configuration `dataProducts.readiness` that leaves exactly these in force. */
export function tenChecksConfig(weights: Weights): JsonObject {
  const checks: JsonObject = {};
  for (const { id } of [...DATA_PRODUCT_CHECKS, ...DECISION_PATH_CHECKS]) {
    if (!IDS.has(id)) {
      checks[id] = { enabled: false };
    }
  }
  if (weights === 'heavier-owner') {
    checks['accountable-owner'] = { weight: 20 };
  }
  return { checks };
}

export function tenChecks(weights: Weights): CheckSet {
  const checkSet = readCheckSet(
    new ConfigReader({
      dataProducts: { readiness: tenChecksConfig(weights) },
    }),
    [],
  );
  if (checkSet.checks.length !== IDS.size) {
    throw new Error(
      `${checkSet.checks.length} checks are in force, not ${IDS.size}: a check was renamed`,
    );
  }
  return checkSet;
}
