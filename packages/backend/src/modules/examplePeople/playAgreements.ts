import { AgreementDetail } from '@handoff/backstage-plugin-data-products-common';
import { PeopleScript, toProposedTerms } from './PeopleScript';
import { Portal } from './Portal';

type AgreementStep = PeopleScript['agreements'][number]['steps'][number];

/**
 * Has people do what the script says, as far as it is not done: it can be cut
 * short, and played again.
 *
 * @throws ResponseError when something is refused, such as before the catalog
 *   has all of the company
 */
export async function playAgreements(
  portal: Portal,
  { agreements }: PeopleScript,
  now: Date,
): Promise<void> {
  for (const { id, entity, consumer, steps } of agreements) {
    let revisions = 0;
    for (const step of steps) {
      const path = `/agreements/${id}`;
      const known = await portal.get<AgreementDetail>(step.as, path);
      if ('propose' in step) {
        revisions = 1;
        if (!known) {
          await portal.post(step.as, '/agreements', {
            id,
            entityRef: entity,
            consumer,
            terms: toProposedTerms(step.propose, now),
          });
        }
      } else if (known) {
        revisions += 'counterPropose' in step ? 1 : 0;
        await play(portal, step, known, revisions, now);
      }
    }
  }
}

async function play(
  portal: Portal,
  step: Exclude<AgreementStep, { propose: unknown }>,
  agreement: AgreementDetail,
  revisions: number,
  now: Date,
): Promise<void> {
  const path = `/agreements/${agreement.id}`;
  const newest = agreement.revisions[agreement.revisions.length - 1];
  if ('counterPropose' in step) {
    if (agreement.revisions.length < revisions) {
      await portal.post(step.as, `${path}/revisions`, {
        answers: newest.revision,
        terms: toProposedTerms(step.counterPropose, now),
      });
    }
  } else if ('terminate' in step) {
    if (!agreement.termination) {
      await portal.post(step.as, `${path}/termination`, {
        reason: step.terminate,
      });
    }
  } else if (
    agreement.state === 'proposed' &&
    !agreement.signatures.some(
      ({ signer }) => signer === `user:default/${step.as}`,
    )
  ) {
    await portal.post(step.as, `${path}/signatures`, {
      revision: newest.revision,
      fingerprint: newest.fingerprint,
    });
  }
}
