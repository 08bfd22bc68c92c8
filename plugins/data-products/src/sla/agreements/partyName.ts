import {
  AgreementSide,
  AgreementSummary,
  describeRef,
} from '@handoff/backstage-plugin-data-products-common';

/** A side's team, as people call it. */
export function partyName(
  agreement: Pick<AgreementSummary, AgreementSide>,
  side: AgreementSide,
): string {
  const { ref, title } = agreement[side];
  return title ?? describeRef(ref);
}
