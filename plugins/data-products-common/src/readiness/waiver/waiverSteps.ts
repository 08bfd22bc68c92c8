import { ConflictError, NotAllowedError } from '@backstage/errors';
import { describeRef } from '../../kinds/describeRef';
import { Waiver, WaiverDecision } from './Waiver';
import { waiverState } from './waiverState';

/**
 * Decides about a waiver that is requested. Whether the person holds the role
 * that decides is for the caller to know.
 *
 * @param nameOf - what people are called, for messages
 * @returns the same waiver when this person has decided the same already
 * @throws NotAllowedError when the person requested it
 * @throws ConflictError when it is no longer to be decided
 * @public
 */
export function decideWaiver(
  waiver: Waiver,
  made: { decision: WaiverDecision; by: string; comment?: string },
  now: Date,
  nameOf: (ref: string) => string = describeRef,
): Waiver {
  const { decision, by, comment } = made;
  if (by === waiver.requestedBy) {
    throw new NotAllowedError(
      'You requested this waiver: somebody else has to decide about it',
    );
  }
  const state = waiverState(waiver, now);
  if (
    state === (decision === 'approve' ? 'approved' : 'rejected') &&
    waiver.decision?.by === by
  ) {
    return waiver;
  }
  if (state !== 'requested') {
    throw new ConflictError(
      `This waiver is not to be decided any more: ${describeEnd(
        waiver,
        now,
        nameOf,
      )}`,
    );
  }
  return {
    ...waiver,
    decision: { decision, by, at: now.toISOString(), comment },
  };
}

/**
 * Takes a request back.
 *
 * @param nameOf - what people are called, for messages
 * @returns the same waiver when it is withdrawn already
 * @throws NotAllowedError when somebody else requested it
 * @throws ConflictError when it is no longer to be decided
 * @public
 */
export function withdrawWaiver(
  waiver: Waiver,
  by: string,
  now: Date,
  nameOf: (ref: string) => string = describeRef,
): Waiver {
  if (by !== waiver.requestedBy) {
    throw new NotAllowedError(
      `Only ${nameOf(
        waiver.requestedBy,
      )}, who requested this waiver, can withdraw it`,
    );
  }
  const state = waiverState(waiver, now);
  if (state === 'withdrawn') {
    return waiver;
  }
  if (state !== 'requested') {
    throw new ConflictError(
      `This waiver cannot be withdrawn any more: ${describeEnd(
        waiver,
        now,
        nameOf,
      )}`,
    );
  }
  return { ...waiver, withdrawal: { at: now.toISOString() } };
}

/**
 * Ends a waiver that is in force. Whether the person may is for the caller to
 * know.
 *
 * @param nameOf - what people are called, for messages
 * @returns the same waiver when this person has revoked it already
 * @throws ConflictError when it is not in force
 * @public
 */
export function revokeWaiver(
  waiver: Waiver,
  revocation: { by: string; reason: string },
  now: Date,
  nameOf: (ref: string) => string = describeRef,
): Waiver {
  const { by, reason } = revocation;
  const state = waiverState(waiver, now);
  if (state === 'revoked' && waiver.revocation?.by === by) {
    return waiver;
  }
  if (state !== 'approved') {
    throw new ConflictError(
      `This waiver is not in force: ${describeEnd(waiver, now, nameOf)}`,
    );
  }
  return { ...waiver, revocation: { by, at: now.toISOString(), reason } };
}

/** Why nothing more can be done with it, or what has to be done first. */
function describeEnd(
  waiver: Waiver,
  now: Date,
  nameOf: (ref: string) => string,
): string {
  const { requestedBy, decision, withdrawal, revocation, until } = waiver;
  switch (waiverState(waiver, now)) {
    case 'withdrawn':
      return `${nameOf(requestedBy)} withdrew it on ${withdrawal?.at}`;
    case 'rejected':
      return `${nameOf(decision!.by)} rejected it on ${decision!.at}`;
    case 'revoked':
      return `${nameOf(revocation!.by)} revoked it on ${revocation!.at}`;
    case 'approved':
      return `${nameOf(decision!.by)} approved it on ${decision!.at}`;
    case 'expired':
      return `it ended on ${until}; request another one`;
    default:
      return 'it has yet to be approved';
  }
}
