import { HandoffDetail } from '@handoff/backstage-plugin-data-products-common';
import { PeopleScript } from './PeopleScript';
import { Portal } from './Portal';

type HandoffStep = PeopleScript['handoffs'][number]['steps'][number];

/** As `playAgreements`, for the sign-off of releases. */
export async function playHandoffs(
  portal: Portal,
  { handoffs }: PeopleScript,
): Promise<void> {
  for (const { id, entity, release, checklist, steps } of handoffs) {
    for (const step of steps) {
      const known = await portal.get<HandoffDetail>(step.as, `/handoffs/${id}`);
      if (known) {
        await play(portal, step, known);
      } else if ('request' in step) {
        await portal.post(step.as, '/handoffs', {
          id,
          entityRef: entity,
          release,
          checklist,
          comment: step.request,
        });
      }
    }
  }
}

async function play(
  portal: Portal,
  step: HandoffStep,
  { id, state, content, items }: HandoffDetail,
): Promise<void> {
  const fingerprint = content?.fingerprint;
  if ('complete' in step) {
    if (state === 'approved') {
      await portal.post(step.as, `/handoffs/${id}/completion`, { fingerprint });
    }
    return;
  }
  if ('request' in step || !['open', 'rejected'].includes(state)) {
    return;
  }
  const itemId = 'approve' in step ? step.approve : step.reject;
  const isDecided = items
    .find(item => item.id === itemId)
    ?.signatures.some(({ signer }) => signer === `user:default/${step.as}`);
  if (!isDecided) {
    await portal.post(step.as, `/handoffs/${id}/items/${itemId}/signatures`, {
      decision: 'approve' in step ? 'approve' : 'reject',
      fingerprint,
      comment: step.comment,
      evidence: 'evidence' in step ? step.evidence : undefined,
    });
  }
}
