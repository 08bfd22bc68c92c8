import {
  CheckInForce,
  CheckSet,
  createCheckSet,
  ReadinessCheck,
} from '@handoff/backstage-plugin-data-products-common';

export function check(
  id: string,
  evaluate: ReadinessCheck['evaluate'],
  settings: Partial<CheckInForce> = {},
): CheckInForce {
  return {
    id,
    title: `The ${id}`,
    passCondition: 'It holds.',
    category: 'quality',
    responsible: 'owner',
    severity: 'required',
    weight: 1,
    appliesTo: {},
    remediation: `Mend the ${id}.`,
    origin: 'plugin',
    evaluate,
    ...settings,
  };
}

/** A check that an entity passes by having a field in its spec. */
export function fieldCheck(
  field: 'purpose' | 'limitations' | 'runbook',
  weight = 1,
): CheckInForce {
  return check(
    `has-${field}`,
    ({ entity }) =>
      (entity.spec as Record<string, unknown>)[field]
        ? { status: 'pass', reason: 'It is there.' }
        : { status: 'fail', reason: 'It is not there.' },
    // The text of the rule is the same for each field: the settings differ.
    { weight, title: field },
  );
}

/** Three checks of different weights: every mix of results has its own score. */
export function fieldChecks(): CheckSet {
  return createCheckSet([
    fieldCheck('purpose', 10),
    fieldCheck('limitations', 5),
    fieldCheck('runbook', 2),
  ]);
}
