import { ChangeDetail } from '@handoff/backstage-plugin-data-products-common';
import { contractOf } from './contractOf';
import { PeopleScript } from './PeopleScript';
import { Portal } from './Portal';

/**
 * As `playAgreements`, for changes.
 *
 * @param fileOf - the path of a file that the script names
 */
export async function playChanges(
  portal: Portal,
  { changes }: PeopleScript,
  fileOf: (name: string) => string,
): Promise<void> {
  for (const change of changes) {
    for (const step of change.steps) {
      const path = `/changes/${change.id}`;
      const known = await portal.get<ChangeDetail>(step.as, path);
      if ('propose' in step) {
        if (!known) {
          await portal.post(step.as, '/changes', {
            id: change.id,
            entityRef: change.entity,
            kind: 'schema',
            title: step.propose,
            description: step.because,
            url: step.url,
            version: { to: change.version },
            contract: await contractOf(change, fileOf),
          });
        }
      } else if (known?.state === 'open' && !hasAnswered(known, step.as)) {
        await portal.post(step.as, `${path}/acknowledgements`, {
          decision: 'accept' in step ? 'accept' : 'object',
          comment: 'accept' in step ? step.accept : step.object,
        });
      }
    }
  }
}

function hasAnswered({ acknowledgements }: ChangeDetail, name: string) {
  return acknowledgements.some(
    ({ person }) => person === `user:default/${name}`,
  );
}
