import { AgreementEvidence } from '../readiness';
import { Objective } from '../sla';
import { Agreement, AgreementState } from './Agreement';
import { agreementStatus } from './agreementStatus';
import { breachesByChange, comparePromises } from './comparePromises';

/** Which of several agreements with one consumer says how things stand. */
const RANKS: readonly AgreementState[] = [
  'active',
  'proposed',
  'expired',
  'terminated',
  'superseded',
];

/**
 * What readiness wants to know of an entity's agreements: how things stand
 * with each consumer, by ref.
 *
 * @param promised - what the entity promises now
 * @returns nothing when there is no agreement
 * @public
 */
export function agreementEvidence(
  agreements: readonly Agreement[],
  promised: readonly Objective[],
  now: Date,
): AgreementEvidence[] | undefined {
  const found = new Map<string, AgreementEvidence>();
  for (const agreement of agreements) {
    const status = agreementStatus(agreement, now);
    const known = found.get(agreement.consumer);
    if (
      status &&
      (!known || RANKS.indexOf(status.state) < RANKS.indexOf(known.state))
    ) {
      const breached =
        status.state === 'active' &&
        breachesByChange(
          comparePromises(status.revision.terms.objectives, promised),
        ).length > 0;
      found.set(agreement.consumer, {
        consumer: agreement.consumer,
        state: status.state,
        until: status.state === 'active' ? status.validUntil : undefined,
        ...(breached ? { breached } : {}),
      });
    }
  }
  return found.size
    ? [...found.values()].sort((a, b) => (a.consumer < b.consumer ? -1 : 1))
    : undefined;
}
