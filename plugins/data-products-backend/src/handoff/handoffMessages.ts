import { randomUUID } from 'node:crypto';
import {
  Handoff,
  HandoffFacts,
  HandoffStatus,
  whyNobodySigns,
} from '@handoff/backstage-plugin-data-products-common';
import { Message } from '@handoff/backstage-plugin-data-products-node';
import { HandoffBefore } from './HandoffStore';

/** The topic under which people can switch these messages off. */
const TOPIC = 'sign-offs';

interface Standing {
  status: HandoffStatus;
  facts: HandoffFacts;
  before: HandoffBefore;
  nameOf: (ref: string) => string;
}

/**
 * What people are told when a handoff begins, or stands in another way: who
 * can sign what waits for them from now on, and who asked for it how it goes.
 */
export function handoffMessages(
  handoff: Handoff,
  standing: Standing,
): Message[] {
  return [...toSigners(handoff, standing), ...toLeaders(handoff, standing)];
}

/** One message for all that are asked for the same items, not one an item. */
function toSigners(handoff: Handoff, standing: Standing): Message[] {
  const { checklist, requester, release } = handoff;
  const { status, before, nameOf } = standing;
  const about = `release ${release} of ${nameOf(handoff.entityRef)}`;
  const asked = new Map<string, { parties: string[]; items: string[] }>();
  for (const [party, items] of askedAnew(handoff, standing)) {
    const key = items.join(' ');
    const parties = asked.get(key)?.parties ?? [];
    asked.set(key, { parties: [...parties, party], items });
  }
  return [...asked.values()].map(({ parties, items }) => {
    const judged = status.items.filter(({ itemId }) => items.includes(itemId));
    const titles = checklist.items.flatMap(item =>
      items.includes(item.id) ? `“${item.title}”` : [],
    );
    const isAgain =
      before.state !== status.state ||
      judged.some(({ signatures }) => signatures.length > 0);
    const lines = isAgain
      ? [
          ...(before.state === status.state
            ? []
            : [`It was ${before.state} before. ${status.reason}`]),
          ...judged.map(({ reason }, index) => `${titles[index]}: ${reason}`),
        ]
      : [
          `It is to go from ${checklist.from} to ${checklist.to}, asks ${nameOf(
            requester,
          )}.`,
        ];
    return aboutHandoff(handoff, `asks ${randomUUID()}`, {
      recipients: parties.sort(),
      title: isAgain
        ? `Your signature is asked for again, for ${about}`
        : `Your signature is asked for ${about}`,
      text: [
        ...lines,
        `Look at ${titles.join(
          ', ',
        )} on the Sign-offs tab, and approve or reject.`,
      ].join('\n'),
      severity: 'medium',
    });
  });
}

/**
 * Which required items wait for which parties and did not before; all that
 * wait where the handoff as a whole goes on again. Nobody is told while they
 * can do nothing, or what somebody else has rejected is not mended.
 */
function askedAnew(
  handoff: Handoff,
  { status, facts, before }: Standing,
): Map<string, string[]> {
  const { checklist } = handoff;
  const asked = new Map<string, string[]>();
  if (status.state !== 'open' && status.state !== 'lapsed') {
    return asked;
  }
  const isResumed = status.state === 'open' && before.state !== 'open';
  for (const [
    index,
    { id, required, automated },
  ] of checklist.items.entries()) {
    const { state, waitingOn } = status.items[index];
    if (
      !required ||
      automated ||
      state !== 'waiting' ||
      whyNobodySigns(handoff, facts, id)
    ) {
      continue;
    }
    for (const party of waitingOn) {
      if (isResumed || !before.isWaitingFor(party, id)) {
        asked.set(party, [...(asked.get(party) ?? []), id]);
      }
    }
  }
  return asked;
}

function toLeaders(
  handoff: Handoff,
  { status, facts, before, nameOf }: Standing,
): Message[] {
  const { state, reason } = status;
  const { entityRef, release, requester, signatures } = handoff;
  if (state === before.state) {
    return [];
  }
  const about = `release ${release} of ${nameOf(entityRef)}`;
  // A handoff may stand the same way more than once.
  const occasion = `${state} ${signatures.length} ${
    facts.current?.fingerprint ?? ''
  }`;
  switch (state) {
    case 'approved':
      return [
        aboutHandoff(handoff, occasion, {
          recipients: [requester],
          title: `Everybody has approved ${about}`,
          text: 'Complete the handoff on the Sign-offs tab.',
          severity: 'medium',
        }),
      ];
    case 'rejected':
      return [
        aboutHandoff(handoff, occasion, {
          recipients: [requester],
          title: `The handoff of ${about} is rejected`,
          text: reason,
          severity: 'high',
        }),
      ];
    case 'lapsed':
      return [
        aboutHandoff(handoff, occasion, {
          recipients: [
            ...new Set([requester, ...facts.partiesOf('owner')]),
          ].sort(),
          title: `The sign-off of ${about} has lapsed`,
          text: reason,
          severity: 'high',
        }),
      ];
    default:
      return [];
  }
}

function aboutHandoff(
  { id, entityRef }: Handoff,
  occasion: string,
  parts: Pick<Message, 'recipients' | 'title' | 'text' | 'severity'>,
): Message {
  return {
    id: `handoff ${id} ${occasion}`,
    topic: TOPIC,
    entityRef,
    tab: 'sign-offs',
    ...parts,
  };
}
