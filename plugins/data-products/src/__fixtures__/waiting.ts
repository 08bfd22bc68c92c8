import {
  WaitingItem,
  WaitingList,
} from '@handoff/backstage-plugin-data-products-common';
import { agreement } from './agreements';
import { handoff } from './handoffs';
import { requestedWaiver } from './waivers';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = Date.now();
const at = (days: number) => new Date(NOW + days * DAY_MS).toISOString();

const governance = {
  ref: 'group:default/data-governance',
  title: 'Data Governance',
};
const customerData = {
  ref: 'group:default/customer-data',
  title: 'Customer Data',
};
const finance = { ref: 'group:default/finance', title: 'Finance' };
const product = {
  entityRef: 'dataproduct:default/customer-360',
  title: 'Customer 360',
};

/** One of each kind, the most urgent first. */
export const waitingItems: WaitingItem[] = [
  {
    kind: 'sign-off',
    id: `handoff ${handoff.id} schema`,
    ...product,
    parties: [governance],
    since: at(-3),
    due: at(-3),
    requestedBy: 'user:default/cy',
    handoffId: handoff.id,
    release: '2.4.0',
    item: {
      id: 'schema',
      title: 'Schema reviewed',
      required: true,
      again: true,
    },
  },
  {
    kind: 'waiver',
    id: `waiver ${requestedWaiver.id}`,
    ...product,
    parties: [governance],
    since: at(-1),
    due: at(4),
    requestedBy: requestedWaiver.requestedBy,
    waiverId: requestedWaiver.id,
    check: requestedWaiver.check,
    reason: requestedWaiver.reason,
  },
  {
    kind: 'change',
    id: 'change 0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b79',
    ...product,
    parties: [finance],
    since: at(-1),
    due: at(5),
    change: {
      id: '0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b79',
      title: 'Drop the e-mail',
    },
    asks: 'answer',
    affected: ['Revenue', 'Margin', 'Forecast', 'Month-end close'],
  },
  {
    kind: 'completion',
    id: 'handoff 0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b77',
    entityRef: 'decisionpath:default/monthly-active-customers',
    title: 'Monthly active customers',
    parties: [],
    since: at(-2),
    due: at(80),
    requestedBy: 'user:default/ada',
    handoffId: '0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b77',
    release: '1.1.0',
  },
  {
    kind: 'breach',
    id: 'breach 0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b78',
    ...product,
    parties: [customerData],
    agreementId: '0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b78',
    revision: 1,
    counterparty: { ref: 'group:default/growth' },
    changes: ['fresh: within 9 h instead of within 6 h'],
  },
  {
    kind: 'agreement',
    id: `agreement ${agreement.id}`,
    ...product,
    parties: [customerData],
    since: at(-9),
    requestedBy: 'user:default/ruth',
    agreementId: agreement.id,
    revision: 2,
    counterparty: finance,
  },
];

export const waiting: WaitingList = { items: waitingItems };
