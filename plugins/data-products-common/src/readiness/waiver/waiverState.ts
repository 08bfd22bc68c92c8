import { Waiver, WaiverState } from './Waiver';

/**
 * Tells how a waiver stands at an instant. What people did is final; only an
 * end that comes later than that changes a state by time alone. A decision of
 * whoever requested it does not count.
 *
 * @public
 */
export function waiverState(waiver: Waiver, now: Date): WaiverState {
  if (waiver.withdrawal) {
    return 'withdrawn';
  }
  const decision = waiver.decision?.decision;
  const approved =
    decision === 'approve' && waiver.decision?.by !== waiver.requestedBy;
  if (decision === 'reject') {
    return 'rejected';
  }
  if (approved && waiver.revocation) {
    return 'revoked';
  }
  if (Date.parse(waiver.until) <= now.getTime()) {
    return 'expired';
  }
  return approved ? 'approved' : 'requested';
}
