import { canonicalJson } from '@handoff/backstage-plugin-data-products-common';
import { sha256 } from '../ledger/sha256';

/**
 * An id made of what is proposed: a job that runs again proposes the same
 * change, and hears what became of it.
 */
export function changeIdOf(proposal: object): string {
  const digits = sha256(canonicalJson(JSON.parse(JSON.stringify(proposal))));
  // Version 8 is for ids that are made in a way of one's own (RFC 9562).
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}
