import { WaiverDetail } from '@handoff/backstage-plugin-data-products-common';
import { inDays, PeopleScript } from './PeopleScript';
import { Portal } from './Portal';

/** As `playAgreements`, for exemptions from checks. */
export async function playWaivers(
  portal: Portal,
  { waivers }: PeopleScript,
  now: Date,
): Promise<void> {
  for (const { id, entity, check, steps } of waivers) {
    for (const step of steps) {
      const known = await portal.get<WaiverDetail>(step.as, `/waivers/${id}`);
      if ('request' in step) {
        if (!known) {
          await portal.post(step.as, '/waivers', {
            id,
            entityRef: entity,
            check,
            reason: step.request,
            until: inDays(step.endsIn, now),
          });
        }
      } else if (known?.state === 'requested') {
        await portal.post(step.as, `/waivers/${id}/decision`, {
          decision: 'approve',
          comment: step.approve,
        });
      }
    }
  }
}
