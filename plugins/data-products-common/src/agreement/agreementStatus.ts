import {
  Agreement,
  AGREEMENT_SIDES,
  AgreementRevision,
  AgreementSide,
  AgreementSignature,
  AgreementState,
} from './Agreement';

/**
 * How an agreement stands at an instant.
 *
 * @public
 */
export interface AgreementStatus {
  state: AgreementState;
  /** The revision that both sides signed, else the newest. */
  revision: AgreementRevision;
  /** The signatures of this revision that count, oldest first; at most one a side. */
  signatures: AgreementSignature[];
  /** Which sides have to sign for it to come into force; none once it ended. */
  awaits: AgreementSide[];
  /** When both sides had signed, ISO 8601. */
  activeSince?: string;
  /** When it ended, ISO 8601. */
  endedAt?: string;
  /** When it ends by time alone, ISO 8601; absent once it ended. */
  validUntil?: string;
}

/**
 * Tells how an agreement stands. What happened after `now` does not count.
 *
 * A signature counts for the content that its signer saw, by its fingerprint,
 * and only for the newest revision: a counter-proposal voids those of the
 * revisions before it. Once both sides have signed, by two persons, the
 * revision stands, and none that comes later takes it back.
 *
 * Of several ends the first is the one that counts. Nothing supersedes what
 * is not in force, and a proposal can be signed no longer than it would have
 * been in force, nor once it was terminated.
 *
 * @returns `undefined` while nothing is proposed.
 * @public
 */
export function agreementStatus(
  agreement: Agreement,
  now: Date,
): AgreementStatus | undefined {
  const proposed = agreement.revisions
    .filter(({ proposedAt }) => Date.parse(proposedAt) <= now.getTime())
    .sort((a, b) => a.revision - b.revision);
  let revision = proposed[0];
  let signatures: AgreementSignature[] = [];
  for (const [index, candidate] of proposed.entries()) {
    const next = proposed[index + 1];
    revision = candidate;
    signatures = countingSignatures(
      agreement,
      candidate,
      next ? Date.parse(next.proposedAt) : Infinity,
      now,
    );
    if (signatures.length === AGREEMENT_SIDES.length) {
      break;
    }
  }
  if (!revision) {
    return undefined;
  }
  const activeSince = signatures[AGREEMENT_SIDES.length - 1]?.at;
  const end = firstEnd(agreement, revision, activeSince);
  const ended = Date.parse(end.at) <= now.getTime();
  const signed = signatures.map(({ side }) => side);
  const standing: AgreementState = activeSince ? 'active' : 'proposed';
  return {
    state: ended ? end.state : standing,
    revision,
    signatures,
    awaits: ended ? [] : AGREEMENT_SIDES.filter(side => !signed.includes(side)),
    activeSince,
    endedAt: ended ? end.at : undefined,
    validUntil: ended ? undefined : expiryOf(revision),
  };
}

/** The first of each side, and of no person for both. */
function countingSignatures(
  { signatures, termination }: Agreement,
  revision: AgreementRevision,
  until: number,
  now: Date,
): AgreementSignature[] {
  const from = Date.parse(revision.proposedAt);
  const to = Math.min(
    until,
    Date.parse(expiryOf(revision)),
    termination ? Date.parse(termination.at) : Infinity,
  );
  const candidates = signatures
    .filter(signature => {
      const at = Date.parse(signature.at);
      return (
        signature.revision === revision.revision &&
        signature.fingerprint === revision.fingerprint &&
        at >= from &&
        at < to &&
        at <= now.getTime()
      );
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const counting: AgreementSignature[] = [];
  for (const candidate of candidates) {
    const taken = counting.some(
      ({ side, signer }) =>
        side === candidate.side || signer === candidate.signer,
    );
    if (!taken) {
      counting.push(candidate);
    }
  }
  return counting;
}

function firstEnd(
  { termination, supersededAt }: Agreement,
  revision: AgreementRevision,
  activeSince: string | undefined,
): { state: AgreementState; at: string } {
  const ends: { state: AgreementState; at: string }[] = [
    { state: 'expired', at: expiryOf(revision) },
  ];
  if (
    supersededAt &&
    activeSince &&
    Date.parse(supersededAt) >= Date.parse(activeSince)
  ) {
    ends.push({ state: 'superseded', at: supersededAt });
  }
  if (termination) {
    ends.push({ state: 'terminated', at: termination.at });
  }
  return ends.reduce((first, end) =>
    Date.parse(end.at) < Date.parse(first.at) ? end : first,
  );
}

/** A date without a time is the start of its day, UTC. */
function expiryOf({ terms }: AgreementRevision): string {
  return `${terms.renewOn}T00:00:00.000Z`;
}
