import { WaiverDetail } from '@handoff/backstage-plugin-data-products-common';

const REFUSED = { allowed: false, reason: 'It is for somebody else.' };
const ALLOWED = { allowed: true };

/** Which Ada, who reads, has to decide. */
export const requestedWaiver: WaiverDetail = {
  id: '0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b10',
  entityRef: 'dataproduct:default/customer-360',
  check: { id: 'drill', title: 'Drill in the last 90 days' },
  state: 'requested',
  reason: 'The drill waits for the new region.',
  until: '2027-01-15T23:59:59.999Z',
  requestedBy: 'user:default/bo',
  requestedAt: '2026-11-20T09:00:00.000Z',
  approvers: [{ ref: 'group:default/governance', title: 'Data Governance' }],
  reader: { decide: ALLOWED, withdraw: REFUSED, revoke: REFUSED },
};

/** Which Ada may end. */
export const approvedWaiver: WaiverDetail = {
  ...requestedWaiver,
  id: '0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b11',
  check: { id: 'cost', title: 'Cost budget' },
  state: 'approved',
  reason: 'New contract is being negotiated.',
  until: '2026-12-12T00:00:00.000Z',
  decision: {
    decision: 'approve',
    by: 'user:default/cy',
    at: '2026-11-19T09:00:00.000Z',
    comment: 'Not beyond the year.',
  },
  reader: { decide: REFUSED, withdraw: REFUSED, revoke: ALLOWED },
};

export const waivers: WaiverDetail[] = [requestedWaiver, approvedWaiver];
