import {
  ChecklistItem,
  Handoff,
  HandoffAction,
  HandoffContent,
  HandoffDetail,
  handoffDifference,
  HandoffFacts,
  HandoffItemStatus,
  HandoffObstacle,
  HandoffStatus,
  HandoffSummary,
  OwnershipRole,
  Responsible,
  ROLE_DEFINITIONS,
  whyNotComplete,
  whyNotSign,
  whyNotWithdraw,
} from '@handoff/backstage-plugin-data-products-common';
import { describeMembership, EntityRights } from '../access';
import { TeamTree } from '../evidence';
import { HandoffSurroundings } from './HandoffSurroundings';

/** What the reader may do at all, whatever role they hold. */
export type HandoffRights = EntityRights<'sign' | 'request' | 'withdraw'>;

/** A handoff with how it stands. */
export interface JudgedHandoff {
  handoff: Handoff;
  facts: HandoffFacts;
  status: HandoffStatus;
}

/** A handoff as lists show it. */
export function toSummary(
  { handoff, facts, status }: JudgedHandoff,
  surroundings: HandoffSurroundings,
): HandoffSummary {
  const { checklist, entityRef } = handoff;
  const entity = surroundings.currentOf(entityRef)?.entity;
  return {
    id: handoff.id,
    entityRef,
    title: entity && (entity.metadata.title ?? entity.metadata.name),
    release: handoff.release,
    state: status.state,
    reason: status.reason,
    progress: status.progress,
    sides: sidesOf(handoff, status, facts, surroundings.tree),
    requester: handoff.requester,
    requestedAt: handoff.requestedAt,
    comment: handoff.comment,
    withdrawal: handoff.withdrawal,
    completion: handoff.completion && {
      at: handoff.completion.at,
      by: handoff.completion.by,
      fingerprint: handoff.completion.fingerprint,
    },
    checklist: {
      id: checklist.id,
      version: checklist.version,
      title: checklist.title,
      from: checklist.from,
      to: checklist.to,
    },
  };
}

/**
 * A handoff whole, with what the reader may do.
 *
 * @param previous - the completed one before it, with the content of then
 */
export function toDetail(
  judged: JudgedHandoff,
  surroundings: HandoffSurroundings,
  rights: HandoffRights,
  previous: { handoff: Handoff; content: HandoffContent } | undefined,
): HandoffDetail {
  const { handoff, facts, status } = judged;
  const { tree } = surroundings;
  const { items, ...checklist } = handoff.checklist;
  const current = facts.current;
  return {
    ...toSummary(judged, surroundings),
    checklist: {
      ...checklist,
      sides: checklist.sides && { ...checklist.sides },
    },
    items: items.map((item, index) => ({
      ...item,
      covers: item.covers && [...item.covers],
      ...toItem(status.items[index], tree),
      sign: signing(judged, item, tree, rights),
    })),
    content: current && {
      fingerprint: current.fingerprint,
      spec: current.content.spec,
      contract: current.content.contract,
    },
    openedFingerprint: handoff.fingerprint,
    changes: status.changes,
    previous: previous && {
      id: previous.handoff.id,
      release: previous.handoff.release,
      completedAt: previous.handoff.completion!.at,
      changes: current
        ? handoffDifference(previous.content, current.content)
        : [],
    },
    reader: {
      withdraw: acting(rights, rights.lacks.withdraw, person =>
        describeLeading(
          whyNotWithdraw(handoff, facts, person),
          'withdraw',
          judged,
          tree,
        ),
      ),
      complete: acting(rights, rights.lacks.request, person =>
        describeLeading(
          whyNotComplete(handoff, status, facts, person),
          'complete',
          judged,
          tree,
        ),
      ),
    },
  };
}

/**
 * The items that a person can sign and has not yet. What somebody has rejected
 * waits for them, or for its content to change.
 */
export function waitingItems(
  { handoff, facts, status }: JudgedHandoff,
  person: string,
): HandoffItemStatus[] {
  return status.items.filter(
    ({ itemId, state, signatures }) =>
      state === 'waiting' &&
      !signatures.some(
        ({ signer, standing }) => signer === person && standing === 'counts',
      ) &&
      whyNotSign(handoff, facts, person, itemId) === undefined,
  );
}

/** "You cannot sign “Access review”: it takes a member of Governance. Members: …" */
export function describeSigning(
  obstacle: HandoffObstacle | undefined,
  item: ChecklistItem,
  { facts }: JudgedHandoff,
  tree: TeamTree,
): HandoffObstacle | undefined {
  if (obstacle?.kind !== 'role') {
    return obstacle;
  }
  const { responsible, title } = item;
  const parties = facts.partiesOf(responsible);
  const takes = parties.map(party => describeMembership(tree, party));
  const role = responsible.includes(':') ? '' : ` as ${responsible}`;
  return {
    ...obstacle,
    reason: parties.length
      ? `You cannot sign “${title}”${role}: ${takes.join('; or ')}`
      : `You cannot sign “${title}”: ${obstacle.reason}`,
  };
}

/** "You cannot withdraw this handoff: it takes user ada, who asked for it; or …" */
export function describeLeading(
  obstacle: HandoffObstacle | undefined,
  action: 'withdraw' | 'complete',
  { handoff, facts }: JudgedHandoff,
  tree: TeamTree,
): HandoffObstacle | undefined {
  if (obstacle?.kind !== 'role') {
    return obstacle;
  }
  const takes = [
    `it takes ${tree.nameOf(handoff.requester)}, who asked for it`,
    ...facts.partiesOf('owner').map(party => describeMembership(tree, party)),
  ];
  return {
    ...obstacle,
    reason: `You cannot ${action} this handoff: ${takes.join('; or ')}`,
  };
}

function toItem(
  status: HandoffItemStatus,
  tree: TeamTree,
): Omit<HandoffDetail['items'][number], keyof ChecklistItem | 'sign'> {
  return {
    state: status.state,
    done: status.done,
    reason: status.reason,
    approvals: status.approvals,
    signatures: status.signatures,
    waitingOn: status.waitingOn.map(ref => toParty(ref, tree)),
  };
}

function sidesOf(
  { checklist }: Handoff,
  status: HandoffStatus,
  facts: HandoffFacts,
  tree: TeamTree,
): HandoffSummary['sides'] {
  const responsibles = new Set(
    checklist.items.map(({ responsible }) => responsible),
  );
  return [...responsibles].map(responsible => {
    const required = status.items.filter((_, index) => {
      const item = checklist.items[index];
      return item.responsible === responsible && item.required;
    });
    const done = required.filter(item => item.done).length;
    return {
      responsible,
      title: checklist.sides?.[responsible] ?? titleOf(responsible, tree),
      done,
      required: required.length,
      waitingOn:
        done < required.length
          ? facts.partiesOf(responsible).map(ref => toParty(ref, tree))
          : [],
    };
  });
}

function titleOf(responsible: Responsible, tree: TeamTree): string {
  const role = ROLE_DEFINITIONS.find(
    definition => definition.role === (responsible as OwnershipRole),
  );
  return role?.title ?? tree.nameOf(responsible);
}

function toParty(ref: string, tree: TeamTree) {
  return { ref, title: tree.titleOf(ref) };
}

function signing(
  judged: JudgedHandoff,
  item: ChecklistItem,
  tree: TeamTree,
  rights: HandoffRights,
): HandoffAction {
  return acting(rights, rights.lacks.sign, person =>
    describeSigning(
      whyNotSign(judged.handoff, judged.facts, person, item.id),
      item,
      judged,
      tree,
    ),
  );
}

/** Who holds the role helps more than the name of a permission: it comes first. */
function acting(
  { person }: HandoffRights,
  lacks: string | undefined,
  whyNot: (person: string) => HandoffObstacle | undefined,
): HandoffAction {
  if (person === undefined) {
    return no('Only a person can do this.');
  }
  const obstacle = whyNot(person);
  if (lacks && (!obstacle || obstacle.kind === 'state')) {
    return no(lacks);
  }
  return obstacle ? no(obstacle.reason) : { allowed: true };
}

function no(reason: string): HandoffAction {
  return { allowed: false, reason };
}
