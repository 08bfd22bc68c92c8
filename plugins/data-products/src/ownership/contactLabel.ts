import { OwnershipDetail } from '@handoff/backstage-plugin-data-products-common';

/** A contact point as the API answers it. */
export type ContactDetail = OwnershipDetail['contacts'][number];

const CHANNEL_NAMES: Record<string, string> = {
  pagerduty: 'PagerDuty',
  opsgenie: 'Opsgenie',
  slack: 'Slack',
  teams: 'Microsoft Teams',
  discord: 'Discord',
  jira: 'Jira',
  servicenow: 'ServiceNow',
  github: 'GitHub',
  gitlab: 'GitLab',
};

/**
 * What to call a contact: a channel or an address as it is, and a bare URL by
 * the tool behind it or its host.
 */
export function contactLabel(contact: ContactDetail): string {
  if (!/^[a-z][a-z+.-]*:\/\//i.test(contact.target)) {
    return contact.target;
  }
  const known = CHANNEL_NAMES[contact.channel.toLocaleLowerCase('en-US')];
  if (known) {
    return known;
  }
  try {
    return new URL(contact.target).host;
  } catch {
    return contact.target;
  }
}
