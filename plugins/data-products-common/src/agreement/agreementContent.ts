import { canonicalJson } from '../ledger';
import { AgreementTerms } from './Agreement';

/**
 * What the fingerprint of a revision is the SHA-256 of: the canonical JSON
 * (RFC 8785) of all that a signature binds to.
 *
 * @throws Error for numbers among the terms that are not finite.
 * @public
 */
export function agreementContent(content: {
  entityRef: string;
  provider: string;
  consumer: string;
  revision: number;
  terms: AgreementTerms;
}): string {
  // One by one, as what is given may hold more than what is signed.
  const { entityRef, provider, consumer, revision, terms } = content;
  return canonicalJson({ entityRef, provider, consumer, revision, terms });
}
