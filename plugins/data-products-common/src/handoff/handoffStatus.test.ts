import {
  ADA,
  ADAM,
  allSigned,
  checklistOf,
  contentOf,
  factsOf,
  fingerprintOf,
  GOVERNANCE,
  GRETA,
  handoffOf,
  OWNERS,
  REQUESTER,
  signaturesOf,
} from './__fixtures__/handoffs';
import { Handoff, HandoffFacts } from './Handoff';
import { whyNotComplete, whyNotSign, whyNotWithdraw } from './handoffActions';
import { handoffStatus, signedOffUntil } from './handoffStatus';

const NOW = new Date('2026-11-02T00:00:00.000Z');

const statusOf = (
  parts: Partial<Handoff> = {},
  facts: HandoffFacts = factsOf(),
  now = NOW,
) => handoffStatus(handoffOf(parts), facts, now);

const itemOf = (status: ReturnType<typeof statusOf>, id: string) =>
  status.items.find(({ itemId }) => itemId === id)!;

const standingsOf = (status: ReturnType<typeof statusOf>, id: string) =>
  itemOf(status, id).signatures.map(({ standing }) => standing);

const COMPLETION = {
  at: '2026-11-01T12:00:00.000Z',
  by: REQUESTER,
  fingerprint: fingerprintOf(contentOf()),
  signatures: 3,
};

describe('an open handoff', () => {
  it('says who is waited for', () => {
    const status = statusOf();
    expect(status).toMatchObject({
      state: 'open',
      reason: 'Left: Tests, Access review.',
      progress: { done: 1, required: 3 },
      changes: [],
    });
    expect(itemOf(status, 'tests')).toMatchObject({
      state: 'waiting',
      reason: '0 of 2 approvals, waiting for Customer Data.',
      waitingOn: [OWNERS],
    });
    expect(itemOf(status, 'access').waitingOn).toEqual([GOVERNANCE]);
    expect(itemOf(status, 'runbook')).toMatchObject({
      state: 'passed',
      reason: 'There is one.',
      waitingOn: [],
    });
  });

  it('is approved when everything required is, whatever else is open', () => {
    const status = statusOf({ signatures: allSigned() });
    expect(status).toMatchObject({
      state: 'approved',
      progress: { done: 3, required: 3 },
      // The access review has to be renewed.
      validUntil: '2026-12-01T00:03:00.000Z',
    });
    expect(itemOf(status, 'tests').reason).toBe(
      'Approved by Ada Lind, user adam.',
    );
    expect(itemOf(status, 'rollback').state).toBe('waiting');
  });

  it('is rejected while a rejection stands, and says why', () => {
    const signatures = signaturesOf(
      { itemId: 'tests', signer: ADA },
      {
        itemId: 'access',
        signer: GRETA,
        decision: 'reject',
        comment: 'Emails are not masked.',
      },
    );
    expect(statusOf({ signatures })).toMatchObject({
      state: 'rejected',
      reason: 'Access review: Greta Holm rejected it: Emails are not masked.',
    });
    const decidedAgain = statusOf({
      signatures: signaturesOf(...signatures, {
        itemId: 'access',
        signer: GRETA,
      }),
    });
    expect(decidedAgain.state).toBe('open');
    expect(standingsOf(decidedAgain, 'access')).toEqual([
      'superseded',
      'counts',
    ]);
    // What was wrong has been mended: it is for governance to look again.
    const mended = factsOf({
      content: contentOf({}, { schema: [{ name: 'customers', masked: true }] }),
    });
    expect(statusOf({ signatures }, mended).state).toBe('open');
  });

  it('takes an opinion on what is not required', () => {
    const signatures = signaturesOf(...allSigned(), {
      itemId: 'rollback',
      signer: ADA,
      decision: 'reject',
      comment: 'It took a day.',
    });
    const status = statusOf({ signatures });
    expect(status.state).toBe('approved');
    expect(itemOf(status, 'rollback').state).toBe('rejected');
  });

  it.each([
    ['fail', 'failed'],
    ['unknown', 'unknown'],
    ['waived', 'passed'],
    ['not-applicable', 'passed'],
  ] as const)('takes a check that is %s for %s', (status, expected) => {
    const facts = factsOf({ outcome: { status } });
    const judged = statusOf({ signatures: allSigned() }, facts);
    expect(itemOf(judged, 'runbook').state).toBe(expected);
    expect(judged.state).toBe(expected === 'passed' ? 'approved' : 'open');
  });

  it.each([
    ['kept', 'kept', 'passed'],
    ['kept', 'at-risk', 'failed'],
    ['not-broken', 'at-risk', 'passed'],
    ['not-broken', 'broken', 'failed'],
    ['not-broken', 'unknown', 'unknown'],
    ['kept', 'none', 'failed'],
  ] as const)('wants promises %s, which are %s: %s', (sla, state, expected) => {
    const [tests] = checklistOf().items;
    const checklist = checklistOf({
      items: [tests, { ...tests, id: 'watched', automated: { sla } }],
    });
    const facts = (validUntil?: string) =>
      factsOf({ promises: { state, reason: 'Judged.', validUntil } });
    expect(itemOf(statusOf({ checklist }, facts()), 'watched').state).toBe(
      expected,
    );
    const stale = facts(NOW.toISOString());
    expect(itemOf(statusOf({ checklist }, stale), 'watched').state).toBe(
      'unknown',
    );
  });

  it('is never approved by facts alone', () => {
    const checklist = checklistOf({
      items: checklistOf().items.filter(({ automated }) => automated),
    });
    expect(statusOf({ checklist }).state).toBe('open');
  });
});

describe('a signature does not count', () => {
  it.each([
    ['of the requester', { signer: REQUESTER }, 'requester'],
    ['of a service', { signer: 'external:ci' }, 'not-a-person'],
    ['of somebody without the role', { signer: GRETA }, 'role-lost'],
    ['for a party that is not responsible', { party: GOVERNANCE }, 'role-lost'],
    [
      'for other content',
      { fingerprint: fingerprintOf(contentOf({ runbook: 'x' })) },
      'lapsed',
    ],
  ])('%s', (_, parts, standing) => {
    const signatures = allSigned();
    signatures[0] = { ...signatures[0], ...parts };
    const status = statusOf({ signatures });
    expect(standingsOf(status, 'tests')).toEqual([standing, 'counts']);
    expect(status.state).toBe('open');
  });

  it('when its person lost the role', () => {
    const facts = factsOf({
      members: { [OWNERS]: [ADA], [GOVERNANCE]: [GRETA, ADAM] },
    });
    const status = statusOf({ signatures: allSigned() }, facts);
    expect(standingsOf(status, 'tests')).toEqual(['counts', 'role-lost']);
    expect(itemOf(status, 'tests').reason).toContain(
      'user adam no longer holds the role',
    );
  });

  it('when its person has signed for another side before', () => {
    const members = { [OWNERS]: [ADA, ADAM], [GOVERNANCE]: [ADA, GRETA] };
    const signatures = signaturesOf(
      { itemId: 'access', signer: ADA },
      { itemId: 'tests', signer: ADA },
      { itemId: 'tests', signer: ADAM },
    );
    const status = statusOf({ signatures }, factsOf({ members }));
    expect(standingsOf(status, 'access')).toEqual(['counts']);
    expect(standingsOf(status, 'tests')).toEqual(['second-side', 'counts']);
    expect(status.state).toBe('open');
  });

  it('once what it is for has changed, and again when it is as it was', () => {
    const signatures = allSigned();
    const content = contentOf(
      {},
      { schema: [{ name: 'customers', description: 'One row each' }] },
    );
    const status = statusOf({ signatures }, factsOf({ content }));
    expect(status.state).toBe('open');
    expect(itemOf(status, 'access').signatures[0]).toMatchObject({
      standing: 'lapsed',
      reason: 'description of table customers was added after the signature.',
      changes: [{ part: 'contract', kind: 'added', after: 'One row each' }],
    });
    expect(statusOf({ signatures }).state).toBe('approved');
  });

  it('for what it covers, and no more', () => {
    const facts = factsOf({
      content: contentOf({ rollback: { lastKnownGood: '2.2.0' } }),
    });
    const status = statusOf({ signatures: allSigned() }, facts);
    expect(standingsOf(status, 'access')).toEqual(['counts']);
    expect(standingsOf(status, 'tests')).toEqual(['lapsed', 'lapsed']);
    expect(status.changes).toEqual([
      {
        part: 'rollback',
        path: 'rollback.lastKnownGood',
        kind: 'changed',
        before: '2.3.0',
        after: '2.2.0',
      },
    ]);
  });

  it('when it had to be renewed', () => {
    const at = (time: string) =>
      statusOf({ signatures: allSigned() }, factsOf(), new Date(time));
    expect(at('2026-12-01T00:02:59.999Z').state).toBe('approved');
    const status = at('2026-12-01T00:03:00.000Z');
    expect(status.state).toBe('open');
    expect(standingsOf(status, 'access')).toEqual(['expired']);
  });
});

describe('a handoff lapses', () => {
  it.each([
    [
      'when another release is declared',
      factsOf({ content: contentOf({ version: '2.5.0' }) }),
      'The declared release is 2.5.0 now, not 2.4.0.',
    ],
    [
      'when the entity is gone',
      factsOf({ gone: true }),
      'data product customer-360 is no longer in the catalog.',
    ],
  ])('%s', (_, facts, reason) => {
    const handoff = handoffOf({ signatures: allSigned() });
    expect(handoffStatus(handoff, facts, NOW)).toMatchObject({
      state: 'lapsed',
      reason,
    });
    expect(whyNotSign(handoff, facts, ADA, 'tests')?.kind).toBe('state');
  });

  it('after completion, when what was signed off changes', () => {
    const parts = { signatures: allSigned(), completion: COMPLETION };
    const facts = factsOf({ content: contentOf({ purpose: 'Another' }) });
    expect(statusOf(parts).state).toBe('completed');
    expect(statusOf(parts, facts)).toMatchObject({
      state: 'lapsed',
      reason: 'purpose was added after the release was signed off.',
    });
  });

  it('after completion, until what expired is renewed', () => {
    const handoff = handoffOf({
      signatures: allSigned(),
      completion: COMPLETION,
    });
    const later = new Date('2027-01-01T00:00:00.000Z');
    const lapsed = handoffStatus(handoff, factsOf(), later);
    expect(lapsed.state).toBe('lapsed');
    expect(signedOffUntil(handoff, lapsed)).toBe('2026-12-01T00:03:00.000Z');
    expect(whyNotSign(handoff, factsOf(), GRETA, 'access')).toBeUndefined();
    expect(whyNotSign(handoff, factsOf(), ADA, 'tests')?.reason).toBe(
      'The handoff is completed.',
    );
    const renewed = {
      ...handoff,
      signatures: signaturesOf(...handoff.signatures, {
        itemId: 'access',
        signer: GRETA,
        at: '2026-12-20T00:00:00.000Z',
      }),
    };
    const status = handoffStatus(renewed, factsOf(), later);
    expect(status.state).toBe('completed');
    expect(signedOffUntil(renewed, status)).toBe('2027-01-19T00:00:00.000Z');
  });
});

describe('a completed handoff', () => {
  const parts = { signatures: allSigned(), completion: COMPLETION };

  it('is history once another release is declared, or the entity is gone', () => {
    const later = new Date('2028-01-01T00:00:00.000Z');
    for (const facts of [
      factsOf({ content: contentOf({ version: '3.0.0' }) }),
      factsOf({ gone: true }),
    ]) {
      const status = statusOf(parts, facts, later);
      expect(status.state).toBe('completed');
      expect(standingsOf(status, 'access')).toEqual(['counts']);
    }
  });

  it('stays completed when those who signed move on', () => {
    expect(statusOf(parts, factsOf({ members: {} })).state).toBe('completed');
  });
});

describe('who may act', () => {
  const open = handoffOf();
  const facts = factsOf();

  it.each([
    [REQUESTER, 'tests', 'You asked for this handoff'],
    ['user:default/guest', 'tests', 'with Customer Data'],
    [ADA, 'access', 'with group data-governance'],
    ['plugin:ci', 'tests', 'Only a person can sign'],
    [ADA, 'runbook', 'Facts decide'],
    [ADA, 'nothing', "no item 'nothing'"],
  ])('not %s on %s', (person, itemId, reason) => {
    expect(whyNotSign(open, facts, person, itemId)?.reason).toContain(reason);
  });

  it('a holder of the role, for one side', () => {
    expect(whyNotSign(open, facts, ADA, 'tests')).toBeUndefined();
    const both = factsOf({
      members: { [OWNERS]: [ADA], [GOVERNANCE]: [ADA] },
    });
    const signed = handoffOf({
      signatures: signaturesOf({ itemId: 'tests', signer: ADA }),
    });
    expect(whyNotSign(signed, both, ADA, 'rollback')).toBeUndefined();
    expect(whyNotSign(signed, both, ADA, 'access')?.reason).toContain(
      'another side of this handoff (Engineering)',
    );
  });

  it('the requester and owners lead it', () => {
    const approved = handoffOf({ signatures: allSigned() });
    for (const [person, may] of [
      [REQUESTER, true],
      [ADAM, true],
      [GRETA, false],
    ] as const) {
      expect(whyNotWithdraw(open, facts, person) === undefined).toBe(may);
      const status = handoffStatus(approved, facts, NOW);
      expect(
        whyNotComplete(approved, status, facts, person) === undefined,
      ).toBe(may);
    }
    const status = handoffStatus(open, facts, NOW);
    expect(whyNotComplete(open, status, facts, ADA)?.reason).toBe(
      'The handoff is open, and takes approval. Left: Tests, Access review.',
    );
  });

  it('nobody, once it was withdrawn', () => {
    const withdrawn = handoffOf({
      signatures: allSigned(),
      withdrawal: {
        at: '2026-11-01T12:00:00.000Z',
        by: REQUESTER,
        reason: 'Too early.',
      },
    });
    expect(handoffStatus(withdrawn, facts, NOW)).toMatchObject({
      state: 'withdrawn',
      reason: 'Rita Berg withdrew it: Too early.',
      validUntil: undefined,
    });
    expect(whyNotSign(withdrawn, facts, ADA, 'tests')?.kind).toBe('state');
    expect(whyNotWithdraw(withdrawn, facts, REQUESTER)?.kind).toBe('state');
  });
});
