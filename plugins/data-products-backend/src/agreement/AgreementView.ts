import {
  Agreement,
  AGREEMENT_SIDES,
  AgreementDetail,
  agreementDifference,
  AgreementSide,
  AgreementStatus,
  AgreementSummary,
  breachesByChange,
  comparePromises,
  nextReviewOn,
  Objective,
} from '@handoff/backstage-plugin-data-products-common';
import { belongsTo, describeMembership, EntityRights } from '../access';
import { TeamTree } from '../evidence';

/** What the reader may do at all, whatever they belong to. */
export type AgreementRights = EntityRights<'sign' | 'propose' | 'terminate'>;

/** Of agreements in force, what is promised less than was signed. */
export function breachedByChange(
  status: AgreementStatus,
  promised: readonly Objective[],
): AgreementSummary['breachedByChange'] {
  return status.state === 'active'
    ? breachesByChange(
        comparePromises(status.revision.terms.objectives, promised),
      )
    : [];
}

/** An agreement as lists show it. */
export function toSummary(
  agreement: Agreement,
  status: AgreementStatus,
  promised: readonly Objective[],
  tree: TeamTree,
  now: Date,
): AgreementSummary {
  const party = (ref: string) => ({ ref, title: tree.titleOf(ref) });
  return {
    id: agreement.id,
    entityRef: agreement.entityRef,
    provider: party(agreement.provider),
    consumer: party(agreement.consumer),
    state: status.state,
    revision: status.revision.revision,
    signatures: status.signatures,
    awaits: status.awaits,
    proposedAt: agreement.revisions[0].proposedAt,
    activeSince: status.activeSince,
    validUntil: status.validUntil,
    endedAt: status.endedAt,
    nextReview:
      status.state === 'active'
        ? nextReviewOn(status.revision.terms, now)
        : undefined,
    breachedByChange: breachedByChange(status, promised),
  };
}

/** An agreement whole, with what the reader may do. */
export function toDetail(
  agreement: Agreement,
  status: AgreementStatus,
  promised: readonly Objective[],
  tree: TeamTree,
  rights: AgreementRights,
  now: Date,
): AgreementDetail {
  return {
    ...toSummary(agreement, status, promised, tree, now),
    revisions: agreement.revisions.map((revision, index) => ({
      ...revision,
      difference:
        index > 0
          ? agreementDifference(
              agreement.revisions[index - 1].terms,
              revision.terms,
            )
          : undefined,
    })),
    allSignatures: agreement.signatures,
    promises: comparePromises(status.revision.terms.objectives, promised),
    termination: agreement.termination,
    reader: {
      sign: signing(agreement, status, tree, rights),
      counterPropose: answering(
        agreement,
        status,
        tree,
        rights,
        'counter-propose',
      ),
      terminate: ending(agreement, status, tree, rights),
    },
  };
}

type Action = AgreementDetail['reader']['sign'];

function signing(
  agreement: Agreement,
  status: AgreementStatus,
  tree: TeamTree,
  { person, lacks }: AgreementRights,
): Action {
  const sides = sidesOf(agreement, tree, person);
  const refused = refusal(
    person,
    sides.length ? lacks.sign : undefined,
    status,
    'sign this',
  );
  if (refused) {
    return refused;
  }
  if (!sides.length) {
    return no(outsider(agreement, status.awaits, tree, 'sign this'));
  }
  const own = status.signatures.find(({ signer }) => signer === person);
  if (own) {
    const [awaited] = status.awaits;
    return no(
      `You have signed for ${tree.nameOf(
        agreement[own.side],
      )}: it waits for ${tree.nameOf(agreement[awaited])}.`,
    );
  }
  const open = sides.filter(side => status.awaits.includes(side));
  return open.length
    ? { sides: open }
    : no(outsider(agreement, status.awaits, tree, 'sign this'));
}

function answering(
  agreement: Agreement,
  status: AgreementStatus,
  tree: TeamTree,
  { person, lacks }: AgreementRights,
  action: string,
): Action {
  const sides = sidesOf(agreement, tree, person);
  const refused = refusal(
    person,
    sides.length ? lacks.propose : undefined,
    status,
    action,
  );
  if (refused) {
    return refused;
  }
  return sides.length
    ? { sides }
    : no(outsider(agreement, AGREEMENT_SIDES, tree, action));
}

function ending(
  agreement: Agreement,
  status: AgreementStatus,
  tree: TeamTree,
  { person, lacks }: AgreementRights,
): Action {
  const action = status.state === 'active' ? 'terminate this' : 'withdraw this';
  if (person === undefined) {
    return no('Only a person can do this.');
  }
  if (status.endedAt) {
    return no('It has ended.');
  }
  const sides = sidesOf(agreement, tree, person);
  if (sides.length && lacks.terminate) {
    return no(lacks.terminate);
  }
  return sides.length
    ? { sides }
    : no(outsider(agreement, AGREEMENT_SIDES, tree, action));
}

/**
 * Why nobody, or not this reader, can do something with a proposal.
 *
 * @param lacks - the permission; not of outsiders, whom it helps more to know
 *   who the parties are
 */
function refusal(
  person: string | undefined,
  lacks: string | undefined,
  { state }: AgreementStatus,
  action: string,
): Action | undefined {
  if (person === undefined) {
    return no(`Only a person can ${action}.`);
  }
  if (lacks) {
    return no(lacks);
  }
  if (state === 'active') {
    return no(
      'Both sides have signed it: propose a new agreement to change the terms.',
    );
  }
  return state === 'proposed' ? undefined : no('It has ended.');
}

/** The sides that a person belongs to, as last seen. */
export function sidesOf(
  agreement: Pick<Agreement, AgreementSide>,
  tree: TeamTree,
  person: string | undefined,
): AgreementSide[] {
  return person === undefined
    ? []
    : AGREEMENT_SIDES.filter(side => belongsTo(tree, person, agreement[side]));
}

/** The sides for which a person can sign a proposal, and has not yet. */
export function awaitedSides(
  agreement: Agreement,
  { state, awaits, signatures }: AgreementStatus,
  tree: TeamTree,
  person: string,
): AgreementSide[] {
  return state === 'proposed' &&
    !signatures.some(({ signer }) => signer === person)
    ? sidesOf(agreement, tree, person).filter(side => awaits.includes(side))
    : [];
}

/** "You cannot sign this: it takes a member of Finance. Members: …" */
export function outsider(
  agreement: Pick<Agreement, AgreementSide>,
  sides: readonly AgreementSide[],
  tree: TeamTree,
  action: string,
): string {
  const takes = sides.map(side => describeMembership(tree, agreement[side]));
  return `You cannot ${action}: ${takes.join('; or ')}`;
}

function no(reason: string): Action {
  return { sides: [], reason };
}
