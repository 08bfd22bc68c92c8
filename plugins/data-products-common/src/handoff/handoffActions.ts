import { Responsible } from './Checklist';
import { Handoff, HandoffFacts, HandoffStatus } from './Handoff';
import { sideOf } from './judgeSignature';

/**
 * Why a person may not do something with a handoff: because of the role that
 * they do not hold, of what else they did (`person`), or of how it stands
 * (`state`).
 *
 * @public
 */
export interface HandoffObstacle {
  kind: 'role' | 'person' | 'state';
  /** In one sentence or more, with who can where that is known. */
  reason: string;
}

/**
 * Why nobody may decide on an item now, whoever they are; nothing when it is
 * open to those who hold its role.
 *
 * @param itemId - of the checklist
 * @public
 */
export function whyNobodySigns(
  handoff: Handoff,
  facts: Pick<HandoffFacts, 'current'>,
  itemId: string,
): HandoffObstacle | undefined {
  const item = handoff.checklist.items.find(({ id }) => id === itemId);
  if (!item) {
    return state(`The checklist has no item '${itemId}'.`);
  }
  const { current } = facts;
  const { completion, withdrawal, release } = handoff;
  if (withdrawal) {
    return state('The handoff was withdrawn.');
  }
  if (item.automated) {
    return state('Facts decide on this item, not people.');
  }
  if (!current) {
    return state('The entity is no longer in the catalog.');
  }
  if (current.release !== release) {
    return state(
      `The handoff is of release ${release}; ${
        current.release ?? 'none'
      } is declared now.`,
    );
  }
  if (completion && item.expiresAfter === undefined) {
    return state('The handoff is completed.');
  }
  if (completion && completion.fingerprint !== current.fingerprint) {
    return state(
      'The content has changed since the release was signed off; request another handoff.',
    );
  }
  return undefined;
}

/**
 * Why a person may not decide on an item now; nothing when they may. They may
 * decide again on what they have decided on.
 *
 * @param itemId - of the checklist
 * @public
 */
export function whyNotSign(
  handoff: Handoff,
  facts: HandoffFacts,
  person: string,
  itemId: string,
): HandoffObstacle | undefined {
  const closed = whyNobodySigns(handoff, facts, itemId);
  if (closed) {
    return closed;
  }
  if (!person.startsWith('user:')) {
    return { kind: 'person', reason: 'Only a person can sign.' };
  }
  if (person === handoff.requester) {
    return {
      kind: 'person',
      reason: 'You asked for this handoff, and cannot decide on it yourself.',
    };
  }
  const { responsible } = handoff.checklist.items.find(
    ({ id }) => id === itemId,
  )!;
  if (!holds(person, responsible, facts)) {
    return { kind: 'role', reason: describeHolders(responsible, facts) };
  }
  const side = sideOf(handoff, person);
  return side === undefined || side === responsible
    ? undefined
    : {
        kind: 'person',
        reason: `You have signed for another side of this handoff (${describeSide(
          handoff,
          side,
          facts,
        )}), and nobody signs for two.`,
      };
}

/**
 * Why a person may not take a handoff back now; nothing when they may.
 *
 * @public
 */
export function whyNotWithdraw(
  handoff: Handoff,
  facts: HandoffFacts,
  person: string,
): HandoffObstacle | undefined {
  if (handoff.withdrawal) {
    return state('The handoff was withdrawn.');
  }
  if (handoff.completion) {
    return state('The handoff is completed, and what was signed stays.');
  }
  return whyNotLead(handoff, facts, person);
}

/**
 * Why a person may not complete a handoff now; nothing when they may.
 *
 * @public
 */
export function whyNotComplete(
  handoff: Handoff,
  status: HandoffStatus,
  facts: HandoffFacts,
  person: string,
): HandoffObstacle | undefined {
  if (handoff.completion) {
    return state('The handoff is completed.');
  }
  return status.state === 'approved'
    ? whyNotLead(handoff, facts, person)
    : state(
        `The handoff is ${status.state}, and takes approval. ${status.reason}`,
      );
}

/**
 * Whether a person is a party of a `responsible`, or a member of one.
 *
 * @public
 */
export function holds(
  person: string,
  responsible: Responsible,
  facts: Pick<HandoffFacts, 'partiesOf' | 'isMember'>,
): boolean {
  return facts
    .partiesOf(responsible)
    .some(party => facts.isMember(person, party));
}

function whyNotLead(
  handoff: Handoff,
  facts: HandoffFacts,
  person: string,
): HandoffObstacle | undefined {
  if (person === handoff.requester || holds(person, 'owner', facts)) {
    return undefined;
  }
  return {
    kind: 'role',
    reason: `It takes ${facts.nameOf(
      handoff.requester,
    )}, who asked for it, or a member of the owner. ${describeHolders(
      'owner',
      facts,
    )}`,
  };
}

function describeHolders(
  responsible: Responsible,
  { partiesOf, nameOf }: Pick<HandoffFacts, 'partiesOf' | 'nameOf'>,
): string {
  const parties = partiesOf(responsible);
  const role = responsible.includes(':')
    ? nameOf(responsible)
    : `the role ${responsible}`;
  return parties.length
    ? `It takes ${role}, which is with ${parties.map(nameOf).join(', ')}.`
    : `It takes ${role}, and nobody is named for it.`;
}

function describeSide(
  { checklist }: Handoff,
  side: Responsible,
  { nameOf }: Pick<HandoffFacts, 'nameOf'>,
): string {
  return checklist.sides?.[side] ?? nameOf(side);
}

function state(reason: string): HandoffObstacle {
  return { kind: 'state', reason };
}
