import { createHash } from 'node:crypto';
import { JsonObject } from '@backstage/types';
import { describeRef } from '../../kinds';
import { Outcome } from '../../readiness';
import { Checklist } from '../Checklist';
import {
  Handoff,
  HandoffContent,
  HandoffFacts,
  HandoffSignature,
  PromisesStanding,
} from '../Handoff';
import { handoffContentText } from '../handoffContent';

export const PRODUCT = 'dataproduct:default/customer-360';
export const OWNERS = 'group:default/customer-data';
export const GOVERNANCE = 'group:default/data-governance';
export const REQUESTER = 'user:default/rita';
export const ADA = 'user:default/ada';
export const ADAM = 'user:default/adam';
export const GRETA = 'user:default/greta';
/** Not everybody has one. */
const TITLES: Record<string, string> = {
  [OWNERS]: 'Customer Data',
  [ADA]: 'Ada Lind',
  [GRETA]: 'Greta Holm',
  [REQUESTER]: 'Rita Berg',
};
export const OPENED_AT = '2026-11-01T00:00:00.000Z';

/** Engineering signs two items, governance one; a check decides the fourth. */
export function checklistOf(parts?: Partial<Checklist>): Checklist {
  return {
    id: 'to-production',
    version: 3,
    title: 'Into production',
    kind: 'DataProduct',
    from: 'development',
    to: 'production',
    sides: { owner: 'Engineering' },
    items: [
      {
        id: 'tests',
        title: 'Tests',
        guidance: 'Look at the last run.',
        responsible: 'owner',
        required: true,
        quorum: 2,
      },
      {
        id: 'rollback',
        title: 'Rollback tried',
        guidance: 'Try it.',
        responsible: 'owner',
        required: false,
        quorum: 1,
        covers: ['rollback'],
      },
      {
        id: 'access',
        title: 'Access review',
        guidance: 'Compare who can with who should.',
        responsible: 'schema-approver',
        required: true,
        quorum: 1,
        covers: ['access', 'contract'],
        expiresAfter: 'P30D',
      },
      {
        id: 'runbook',
        title: 'Runbook',
        guidance: 'There is one.',
        responsible: 'owner',
        required: true,
        automated: { check: 'runbook' },
        quorum: 1,
      },
    ],
    ...parts,
  };
}

export function contentOf(
  spec: JsonObject = {},
  contract: JsonObject = { schema: [{ name: 'customers' }] },
): HandoffContent {
  return {
    entityRef: PRODUCT,
    spec: {
      version: '2.4.0',
      access: { method: 'role' },
      rollback: { lastKnownGood: '2.3.0' },
      ...spec,
    },
    contract,
  };
}

export function fingerprintOf(content: HandoffContent): string {
  return createHash('sha256').update(handoffContentText(content)).digest('hex');
}

export function handoffOf(parts?: Partial<Handoff>): Handoff {
  return {
    id: 'handoff-1',
    entityRef: PRODUCT,
    release: '2.4.0',
    checklist: checklistOf(),
    fingerprint: fingerprintOf(contentOf()),
    requester: REQUESTER,
    requestedAt: OPENED_AT,
    signatures: [],
    ...parts,
  };
}

type SignatureParts = Pick<HandoffSignature, 'itemId' | 'signer'> &
  Partial<HandoffSignature>;

/** Approvals of the content at the opening, a minute after each other. */
export function signaturesOf(...all: SignatureParts[]): HandoffSignature[] {
  return all.map((parts, index) => ({
    number: index + 1,
    decision: 'approve',
    party: parts.itemId === 'access' ? GOVERNANCE : OWNERS,
    fingerprint: fingerprintOf(contentOf()),
    at: new Date(Date.parse(OPENED_AT) + (index + 1) * 60_000).toISOString(),
    ...parts,
  }));
}

/** What everybody has to do, done. */
export function allSigned(): HandoffSignature[] {
  return signaturesOf(
    { itemId: 'tests', signer: ADA },
    { itemId: 'tests', signer: ADAM },
    { itemId: 'access', signer: GRETA },
  );
}

const MEMBERS: Record<string, string[]> = {
  [OWNERS]: [ADA, ADAM, REQUESTER],
  [GOVERNANCE]: [GRETA, REQUESTER],
};

const PARTIES: Record<string, string[]> = {
  owner: [OWNERS],
  'schema-approver': [GOVERNANCE],
};

const PASSED: Outcome = {
  checkId: 'runbook',
  status: 'pass',
  reason: 'There is one.',
};

/** The entity is as it was at the opening, unless said otherwise. */
export function factsOf(parts?: {
  content?: HandoffContent;
  gone?: boolean;
  members?: Record<string, string[]>;
  parties?: Record<string, string[]>;
  outcome?: Partial<Outcome>;
  promises?: PromisesStanding;
}): HandoffFacts {
  const content = parts?.content ?? contentOf();
  const known = [contentOf(), content];
  const members = parts?.members ?? MEMBERS;
  const parties = parts?.parties ?? PARTIES;
  return {
    current: parts?.gone
      ? undefined
      : {
          content,
          fingerprint: fingerprintOf(content),
          release: content.spec.version as string | undefined,
        },
    contentOf: fingerprint =>
      known.find(candidate => fingerprintOf(candidate) === fingerprint),
    partiesOf: responsible => parties[responsible] ?? [],
    isMember: (person, party) =>
      person === party || (members[party] ?? []).includes(person),
    nameOf: ref => TITLES[ref] ?? describeRef(ref),
    outcomeOf: checkId =>
      checkId === 'runbook' ? { ...PASSED, ...parts?.outcome } : undefined,
    promises: parts?.promises,
  };
}
