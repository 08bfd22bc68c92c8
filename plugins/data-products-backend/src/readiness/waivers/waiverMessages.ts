import { Waiver } from '@handoff/backstage-plugin-data-products-common';
import { Message } from '@handoff/backstage-plugin-data-products-node';

/** The topic under which people can switch these messages off. */
const TOPIC = 'waivers';

/** What people call what a waiver is about, and who has to do with it. */
export interface WaiverWords {
  check: string;
  entity: string;
  nameOf(ref: string): string;
}

/** Asks those who decide. */
export function requestedMessage(
  waiver: Waiver,
  approvers: readonly string[],
  { check, entity, nameOf }: WaiverWords,
): Message {
  return aboutWaiver(waiver, 'requested', {
    recipients: [...approvers],
    title: `${entity}: a waiver of “${check}” waits for your decision`,
    text: [
      `${nameOf(waiver.requestedBy)} asks for it until ${dayOf(
        waiver.until,
      )}: ${waiver.reason}`,
      'Approve or reject it on the readiness card.',
    ].join('\n'),
    severity: 'medium',
  });
}

/** Tells who asked. */
export function decidedMessage(
  waiver: Waiver,
  { check, entity, nameOf }: WaiverWords,
): Message {
  const { decision, requestedBy, until } = waiver;
  const isApproved = decision?.decision === 'approve';
  const by = nameOf(decision?.by ?? '');
  const comment = decision?.comment ? `: ${decision.comment}` : '.';
  return aboutWaiver(waiver, 'decided', {
    recipients: [requestedBy],
    title: `${entity}: the waiver of “${check}” is ${
      isApproved ? 'approved' : 'rejected'
    }`,
    text: isApproved
      ? `${by} approved it${comment} It ends on ${dayOf(
          until,
        )}: have the check pass by then.`
      : `${by} rejected it${comment} Have the check pass, or ask again with what is missing.`,
    severity: isApproved ? 'low' : 'medium',
  });
}

function aboutWaiver(
  { id, entityRef }: Waiver,
  occasion: string,
  parts: Pick<Message, 'recipients' | 'title' | 'text' | 'severity'>,
): Message {
  return {
    id: `waiver ${id} ${occasion}`,
    topic: TOPIC,
    entityRef,
    tab: '',
    ...parts,
  };
}

function dayOf(time: string): string {
  return time.slice(0, 10);
}
