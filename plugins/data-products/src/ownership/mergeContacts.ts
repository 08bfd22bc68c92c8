import {
  CONTACT_PURPOSES,
  OwnershipDetail,
} from '@handoff/backstage-plugin-data-products-common';
import { ContactDetail } from './contactLabel';

/**
 * Contacts in the order in which they are needed, incidents first. One that the
 * entity and its contract both name is shown once, with what either knows.
 */
export function mergeContacts(
  contacts: OwnershipDetail['contacts'],
): ContactDetail[] {
  const merged = new Map<string, ContactDetail>();
  for (const purpose of CONTACT_PURPOSES) {
    for (const contact of contacts.filter(item => item.for === purpose)) {
      const key = `${purpose} ${contact.target.toLocaleLowerCase('en-US')}`;
      const known = merged.get(key);
      merged.set(
        key,
        known
          ? {
              ...known,
              url: known.url ?? contact.url,
              responseTime: known.responseTime ?? contact.responseTime,
              description: known.description ?? contact.description,
            }
          : contact,
      );
    }
  }
  return [...merged.values()];
}
