import { JsonObject } from '@backstage/types';
import { CONTACT_PURPOSES, CRITICALITIES, LIFECYCLES } from '../entities';
import {
  currency,
  date,
  duration,
  fields,
  listOf,
  oneOf,
  period,
  ref,
  refOrRefs,
  text,
  url,
  version,
} from './fieldSchemas';

const PARTY = 'group:customer-data';

/** The lifecycle, which every kind may state. */
export const lifecycle: JsonObject = oneOf(
  LIFECYCLES,
  'How far the entity is, from a first try to retirement.',
);

/** The business domain, which every kind may state. */
export const domain: JsonObject = ref(
  'The business domain that the entity is part of.',
  'domain:customer',
);

/** Who pays and how much may be spent. */
export const cost: JsonObject = fields('What it may cost, and who pays.', {
  owner: ref('Who answers for the cost.', PARTY),
  budget: fields(
    'How much may be spent in one period.',
    {
      amount: {
        type: 'number',
        minimum: 0,
        title: 'a number that is not negative, such as 900',
        description: 'Money per period, in whole units of the currency.',
      },
      currency: currency('ISO 4217 code of the currency.'),
      period: period('The period that the amount is for.'),
    },
    ['amount', 'currency', 'period'],
  ),
});

/** The fields that data products and decision paths share. */
export const scoredFields: Record<string, JsonObject> = {
  lifecycle,
  version: version('The release; sign-offs are bound to it.'),
  domain,
  criticality: oneOf(
    CRITICALITIES,
    'How much depends on it; weighs it in the scores of its owners.',
  ),
  owner: ref('Who is accountable; exactly one user or group.', PARTY),
  producers: refOrRefs('Who builds and changes it.', 'group:crm-platform'),
  stewards: refOrRefs(
    'Who keeps meaning and documentation right.',
    'user:customer-steward',
  ),
  operators: refOrRefs('Who runs it.', 'group:data-platform'),
  consumers: refOrRefs('Who relies on it.', 'group:finance'),
  schemaApprovers: refOrRefs(
    'Who approves changes of its schema.',
    'group:data-governance',
  ),
  qualityMonitors: refOrRefs('Who watches its quality.', PARTY),
  contacts: listOf(
    'Where to turn to, for what.',
    fields(
      'One contact point.',
      {
        for: oneOf(CONTACT_PURPOSES, 'What the contact is for.'),
        channel: text('The medium: slack, pagerduty, email, url, …'),
        target: text('A channel name, an address or a URL.'),
        responseTime: duration('How fast it answers.'),
      },
      ['for', 'channel', 'target'],
    ),
  ),
  escalation: listOf(
    'Whom to notify next when an incident lasts, in ascending order of time.',
    fields(
      'One rung of the ladder.',
      {
        after: duration('How long after the start of the incident.'),
        notify: ref('Who is notified.', 'user:head-of-data'),
      },
      ['after', 'notify'],
    ),
  ),
  purpose: text('What it is for.'),
  limitations: text('What it must not be used for, and what it leaves out.'),
  glossary: refOrRefs(
    'The terms that define its words.',
    'glossaryterm:active-customer',
  ),
  review: fields(
    'How often somebody looks whether all of this is still true.',
    {
      every: period('Time between two reviews.'),
      last: date('When it was last reviewed.'),
    },
    ['every'],
  ),
  runbook: url('What to do when it fails.'),
  rollback: fields('How to go back to the release before.', {
    procedure: text('Where the procedure is written, or the procedure.'),
    lastKnownGood: version('The release to go back to.'),
  }),
  cost,
};
