import { freshWithinSixHours } from '../../sla/__fixtures__/promised';
import { Agreement, AgreementRevision, AgreementSignature } from '../Agreement';

/** A revision of the terms, proposed by the provider on 1 November 2026. */
export function revisionOf(
  revision: number,
  parts?: Partial<AgreementRevision>,
): AgreementRevision {
  return {
    revision,
    terms: { objectives: [freshWithinSixHours()], renewOn: '2027-01-31' },
    fingerprint: `fingerprint-${revision}`,
    side: 'provider',
    proposedBy: 'user:default/ada',
    proposedAt: '2026-11-01T00:00:00.000Z',
    ...parts,
  };
}

/** A signature of the first revision. */
export function signatureOf(
  parts: Pick<AgreementSignature, 'side' | 'signer' | 'at'> &
    Partial<AgreementSignature>,
): AgreementSignature {
  const revision = parts.revision ?? 1;
  return { revision, fingerprint: `fingerprint-${revision}`, ...parts };
}

/** Proposed on 1 November, and signed by nobody. */
export function proposal(parts?: Partial<Agreement>): Agreement {
  return {
    id: 'agreement-1',
    entityRef: 'dataproduct:default/customer-360',
    provider: 'group:default/customer-data',
    consumer: 'group:default/finance',
    revisions: [revisionOf(1)],
    signatures: [],
    ...parts,
  };
}

/** Signed by Ada on 2 November and by Bo on 3 November; in force from then. */
export function signedByBoth(parts?: Partial<Agreement>): Agreement {
  return proposal({
    signatures: [
      signatureOf({
        side: 'provider',
        signer: 'user:default/ada',
        at: '2026-11-02T00:00:00.000Z',
      }),
      signatureOf({
        side: 'consumer',
        signer: 'user:default/bo',
        at: '2026-11-03T00:00:00.000Z',
      }),
    ],
    ...parts,
  });
}
