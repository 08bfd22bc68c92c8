import { Contract, ContractSupportChannel } from '../contract';
import { DocumentObject } from '../contract/DocumentObject';
import { CONTACT_PURPOSES, ContactPurpose } from '../kinds';
import { channelUrl, openableUrl } from './openableUrl';
import { Contact } from './OwnershipMap';

/** What the scopes of ODCS support channels are for. */
const SCOPE_PURPOSES: Readonly<Record<string, ContactPurpose>> = {
  issues: 'incident',
  interactive: 'question',
  announcements: 'change',
  notifications: 'change',
};

/**
 * The contacts of an entity: its own in their order, the way to ask for
 * access, a decision path's feedback channel, then its contract's support
 * channels. A channel that comes again for the same purpose only adds what the
 * first mention left out, such as its link.
 */
export function readContacts(
  spec: DocumentObject | undefined,
  contract: Contract | undefined,
): Contact[] {
  const contacts = [
    ...(spec ? readSpecContacts(spec) : []),
    ...(contract?.support ?? []).map(contactOfSupport),
  ];
  const merged: Contact[] = [];
  for (const contact of contacts) {
    const index = merged.findIndex(known => isSameChannel(known, contact));
    if (index < 0) {
      merged.push(contact);
    } else {
      merged[index] = {
        ...merged[index],
        url: merged[index].url ?? contact.url,
        responseTime: merged[index].responseTime ?? contact.responseTime,
        description: merged[index].description ?? contact.description,
      };
    }
  }
  return merged;
}

function isSameChannel(a: Contact, b: Contact): boolean {
  return (
    a.for === b.for &&
    ((a.url !== undefined && a.url === b.url) ||
      a.target.toLocaleLowerCase('en-US') ===
        b.target.toLocaleLowerCase('en-US'))
  );
}

function readSpecContacts(spec: DocumentObject): Contact[] {
  const contacts = spec.objects('contacts').flatMap(contact => {
    const purpose = contact.word('for', CONTACT_PURPOSES) ?? 'other';
    return contactOf(
      contact,
      CONTACT_PURPOSES.find(known => known === purpose) ?? 'other',
    );
  });
  const request = spec.object('access')?.text('request');
  if (request) {
    contacts.push({
      for: 'access',
      channel: 'url',
      target: request,
      url: openableUrl(request),
      source: 'spec',
    });
  }
  const feedback = spec.object('feedback');
  if (feedback) {
    // Where a decision path hears that a number is wrong.
    contacts.push(...contactOf(feedback, 'question'));
  }
  return contacts;
}

function contactOf(
  contact: DocumentObject,
  purpose: ContactPurpose,
): Contact[] {
  const target = contact.requiredText('target', 'a contact');
  const channel = contact.text('channel') ?? 'other';
  return target
    ? [
        {
          for: purpose,
          channel,
          target,
          url: channelUrl(channel, target),
          responseTime: contact.text('responseTime'),
          source: 'spec',
        },
      ]
    : [];
}

function contactOfSupport(support: ContractSupportChannel): Contact {
  const channel = support.tool ?? mediumOf(support);
  return {
    for: purposeOf(support),
    channel,
    target: support.channel,
    url:
      (support.url && openableUrl(support.url)) ??
      channelUrl(channel, support.channel) ??
      (support.invitationUrl && openableUrl(support.invitationUrl)),
    description: support.description,
    source: 'contract',
  };
}

function purposeOf(support: ContractSupportChannel): ContactPurpose {
  const scope = SCOPE_PURPOSES[support.scope?.toLocaleLowerCase('en-US') ?? ''];
  // A ticket is how a defect is reported; other channels answer questions.
  return scope ?? (support.tool === 'ticket' ? 'incident' : 'question');
}

function mediumOf({ channel, url }: ContractSupportChannel): string {
  if (url?.startsWith('mailto:') || /^\S+@\S+$/.test(channel)) {
    return 'email';
  }
  if (url) {
    return 'url';
  }
  return channel.startsWith('#') ? 'slack' : 'other';
}
