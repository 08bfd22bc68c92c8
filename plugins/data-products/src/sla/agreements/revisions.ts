import { AgreementDetail } from '@handoff/backstage-plugin-data-products-common';

/** Terms as one side proposed them. */
export type Revision = AgreementDetail['revisions'][number];

/** The terms of a revision. */
export type Terms = Revision['terms'];

/** The revision that nobody has answered. */
export function newestRevision({ revisions }: AgreementDetail): Revision {
  return revisions[revisions.length - 1];
}

/** The revision that both sides signed, else the newest. */
export function standingRevision(agreement: AgreementDetail): Revision {
  return (
    agreement.revisions.find(
      ({ revision }) => revision === agreement.revision,
    ) ?? newestRevision(agreement)
  );
}
