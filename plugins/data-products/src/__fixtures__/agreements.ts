import {
  AgreementDetail,
  agreementDetailSchema,
  agreementDifference,
  AgreementList,
  AgreementSummary,
  comparePromises,
  Objective,
} from '@handoff/backstage-plugin-data-products-common';
import { sla } from './sla';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = Date.now();
const at = (days: number) => new Date(NOW + days * DAY_MS).toISOString();
const on = (days: number) => at(days).slice(0, 10);

const FINGERPRINTS = ['a', 'b'].map(digit => digit.repeat(64));

const promised: Objective[] = sla.objectives.map(({ objective }) => objective);
const [pageUp, fresh] = promised;

/** Fresher than is promised now. */
const fresher: Objective = {
  ...fresh,
  target: 14_400,
  promise: 'fresh within 4 h, 99 % of the time over 30 days',
};

const firstTerms = {
  objectives: [pageUp, fresh],
  responseTimes: { acknowledge: 'PT30M' },
  renewOn: on(365),
};

const secondTerms = {
  objectives: [pageUp, fresher],
  responseTimes: { acknowledge: 'PT30M', restore: 'PT4H' },
  remediation: 'Tells Finance before month-end close.',
  access: 'Snowflake role ANALYST_CUSTOMER.',
  reviewOn: on(80),
  renewOn: on(365),
  notes: 'No schema changes during month-end close.',
};

const parties = {
  entityRef: 'dataproduct:default/customer-360',
  provider: { ref: 'group:default/customer-data', title: 'Customer Data' },
  consumer: { ref: 'group:default/finance', title: 'Finance' },
};

const revisions: AgreementDetail['revisions'] = [
  {
    revision: 1,
    terms: firstTerms,
    fingerprint: FINGERPRINTS[0],
    side: 'provider',
    proposedBy: 'user:default/ada',
    proposedAt: at(-5),
  },
  {
    revision: 2,
    terms: secondTerms,
    fingerprint: FINGERPRINTS[1],
    side: 'consumer',
    proposedBy: 'user:default/ruth',
    proposedAt: at(-2),
    difference: agreementDifference(firstTerms, secondTerms),
  },
];

const signedByFinance = {
  revision: 2,
  fingerprint: FINGERPRINTS[1],
  side: 'consumer' as const,
  signer: 'user:default/ruth',
  at: at(-2),
};

/** Proposed by Finance, signed by Ruth for it; waits for Customer Data. */
export const agreement: AgreementDetail = agreementDetailSchema.parse({
  ...parties,
  id: '1f0a7a6e-51c5-4d0f-9d5c-3a5e2f4b8c01',
  state: 'proposed',
  revision: 2,
  signatures: [signedByFinance],
  awaits: ['provider'],
  proposedAt: at(-5),
  validUntil: at(365),
  breachedByChange: [],
  revisions,
  allSignatures: [signedByFinance],
  promises: comparePromises(secondTerms.objectives, promised),
  reader: {
    sign: { sides: ['provider'] },
    counterPropose: { sides: ['provider'] },
    terminate: { sides: ['provider'] },
  },
});

const signedByCustomerData = {
  ...signedByFinance,
  side: 'provider' as const,
  signer: 'user:default/ada',
  at: at(-1),
};

const ONCE_SIGNED =
  'Both sides have signed it: propose a new agreement to change the terms.';

/** In force for another 41 days; what is promised now is weaker. */
export const breachedAgreement: AgreementDetail = agreementDetailSchema.parse({
  ...agreement,
  state: 'active',
  signatures: [signedByFinance, signedByCustomerData],
  allSignatures: [signedByFinance, signedByCustomerData],
  awaits: [],
  activeSince: at(-1),
  // Half a day on top, as whole days are counted.
  validUntil: at(41.5),
  nextReview: on(12),
  breachedByChange: comparePromises(secondTerms.objectives, promised).filter(
    ({ verdict }) => verdict === 'weaker',
  ),
  reader: {
    sign: { sides: [], reason: ONCE_SIGNED },
    counterPropose: { sides: [], reason: ONCE_SIGNED },
    terminate: { sides: ['provider'] },
  },
});

const HAS_ENDED = { sides: [], reason: 'It has ended.' };

/** Terminated three days ago. */
export const endedAgreement: AgreementDetail = agreementDetailSchema.parse({
  ...breachedAgreement,
  id: '1f0a7a6e-51c5-4d0f-9d5c-3a5e2f4b8c09',
  state: 'terminated',
  validUntil: undefined,
  nextReview: undefined,
  endedAt: at(-3),
  breachedByChange: [],
  termination: {
    at: at(-3),
    by: 'user:default/ada',
    reason: 'The report is gone.',
  },
  reader: { sign: HAS_ENDED, counterPropose: HAS_ENDED, terminate: HAS_ENDED },
});

/** The agreements of one page of a list. */
export function listOf(...items: AgreementSummary[]): AgreementList {
  return { items, pageInfo: {} };
}

/** One proposal that is open. */
export const agreements: AgreementList = listOf(agreement);
