import { ContactPurpose } from '../kinds';
import { parseDuration } from '../sla/duration';
import { Contact } from './OwnershipMap';

/** Whom to ask instead, when nobody is named for a purpose. */
const FALLBACKS: Readonly<Record<ContactPurpose, readonly ContactPurpose[]>> = {
  incident: ['incident', 'question', 'other'],
  question: ['question', 'other', 'incident'],
  access: ['access', 'question', 'other'],
  change: ['change', 'question', 'other', 'incident'],
  other: ['other', 'question'],
};

/**
 * The best contact for a purpose: one that is named for it, else for the
 * nearest other purpose (the contact's own `for` tells). Of several, one that
 * the entity itself names goes before its contract's, and the one that
 * promises to answer sooner before the others.
 *
 * @public
 */
export function contactFor(
  purpose: ContactPurpose,
  contacts: readonly Contact[],
): Contact | undefined {
  for (const candidate of FALLBACKS[purpose]) {
    const [best] = contacts
      .filter(contact => contact.for === candidate)
      .sort(byRank);
    if (best) {
      return best;
    }
  }
  return undefined;
}

function byRank(a: Contact, b: Contact): number {
  if (a.source !== b.source) {
    return a.source === 'spec' ? -1 : 1;
  }
  const [first, second] = [answerSeconds(a), answerSeconds(b)];
  return first === second ? 0 : first - second;
}

function answerSeconds(contact: Contact): number {
  return parseDuration(contact.responseTime ?? '') ?? Infinity;
}
