import fc from 'fast-check';
import {
  proposal,
  revisionOf,
  signatureOf,
  signedByBoth,
} from './__fixtures__/proposal';
import { Agreement, AGREEMENT_SIDES } from './Agreement';
import { agreementStatus } from './agreementStatus';

const ADA = 'user:default/ada';
const BO = 'user:default/bo';
const RENEWAL = '2027-01-31T00:00:00.000Z';

function on(day: string): Date {
  return new Date(`${day}T12:00:00.000Z`);
}

function stateOn(agreement: Agreement, day: string) {
  return agreementStatus(agreement, on(day))?.state;
}

describe('how an agreement stands', () => {
  it('is nothing before it is proposed', () => {
    expect(agreementStatus(proposal(), on('2026-10-31'))).toBeUndefined();
  });

  it('is proposed until the second side signs, active until the renewal, then expired', () => {
    const agreement = signedByBoth();
    expect(agreementStatus(agreement, on('2026-11-02'))).toMatchObject({
      state: 'proposed',
      awaits: ['consumer'],
      activeSince: undefined,
      validUntil: RENEWAL,
    });
    expect(agreementStatus(agreement, on('2026-11-03'))).toMatchObject({
      state: 'active',
      awaits: [],
      activeSince: '2026-11-03T00:00:00.000Z',
      validUntil: RENEWAL,
    });
    const renewal = new Date(RENEWAL);
    const before = new Date(renewal.getTime() - 1);
    expect(agreementStatus(agreement, before)?.state).toBe('active');
    expect(agreementStatus(agreement, renewal)).toMatchObject({
      state: 'expired',
      endedAt: RENEWAL,
      validUntil: undefined,
    });
  });

  it('counts no second signature of one person, nor of another content', () => {
    const [byAda, byBo] = signedByBoth().signatures;
    for (const signature of [
      { ...byBo, signer: ADA },
      { ...byBo, fingerprint: 'of-other-terms' },
      { ...byBo, revision: 2 },
    ]) {
      const agreement = proposal({ signatures: [byAda, signature] });
      expect(agreementStatus(agreement, on('2026-11-04'))).toMatchObject({
        state: 'proposed',
        signatures: [byAda],
        awaits: ['consumer'],
      });
    }
  });

  it('takes a counter-proposal for a new start, before both have signed', () => {
    const [byAda, byBo] = signedByBoth().signatures;
    const counter = revisionOf(2, {
      side: 'consumer',
      proposedBy: BO,
      proposedAt: '2026-11-02T12:00:00.000Z',
    });
    const agreement = proposal({
      revisions: [revisionOf(1), counter],
      signatures: [byAda, byBo],
    });
    expect(agreementStatus(agreement, on('2026-11-04'))).toMatchObject({
      state: 'proposed',
      revision: counter,
      signatures: [],
      awaits: ['provider', 'consumer'],
    });
  });

  it('keeps what both have signed, whatever is proposed after it', () => {
    const agreement = signedByBoth({
      revisions: [
        revisionOf(1),
        revisionOf(2, { proposedAt: '2026-11-05T00:00:00.000Z' }),
      ],
    });
    expect(agreementStatus(agreement, on('2026-11-06'))).toMatchObject({
      state: 'active',
      revision: { revision: 1 },
    });
  });

  it('ends with the first of its ends', () => {
    const termination = {
      at: '2026-12-02T00:00:00.000Z',
      by: BO,
      reason: 'The team moved on.',
    };
    const supersededAt = '2026-12-01T00:00:00.000Z';
    expect(stateOn(signedByBoth({ termination }), '2026-12-01')).toBe('active');
    expect(stateOn(signedByBoth({ termination }), '2026-12-02')).toBe(
      'terminated',
    );
    expect(
      stateOn(signedByBoth({ termination, supersededAt }), '2026-12-03'),
    ).toBe('superseded');
    expect(stateOn(proposal({ supersededAt }), '2026-12-03')).toBe('proposed');
    expect(stateOn(proposal({ termination }), '2026-12-03')).toBe('terminated');
    expect(stateOn(proposal(), '2027-01-31')).toBe('expired');
  });

  it('is in force only with two persons, a side each, for the content that stands', () => {
    const day = fc.integer({ min: 0, max: 120 });
    const instant = (days: number) =>
      new Date(Date.UTC(2026, 10, 1 + days)).toISOString();
    const agreements = fc.record({
      gaps: fc.array(fc.integer({ min: 0, max: 10 }), {
        minLength: 1,
        maxLength: 4,
      }),
      signatures: fc.array(
        fc.record({
          revision: fc.integer({ min: 1, max: 4 }),
          side: fc.constantFrom(...AGREEMENT_SIDES),
          signer: fc.constantFrom(ADA, BO, 'user:default/cy'),
          at: day.map(instant),
        }),
        { maxLength: 8 },
      ),
      supersededAt: fc.option(day.map(instant), { nil: undefined }),
      terminatedAt: fc.option(day.map(instant), { nil: undefined }),
      now: day,
    });
    fc.assert(
      fc.property(agreements, drawn => {
        let passed = 0;
        const agreement = proposal({
          revisions: drawn.gaps.map((gap, index) => {
            passed += gap;
            return revisionOf(index + 1, { proposedAt: instant(passed) });
          }),
          signatures: drawn.signatures.map(signatureOf),
          supersededAt: drawn.supersededAt,
          termination: drawn.terminatedAt
            ? { at: drawn.terminatedAt, by: ADA, reason: 'No longer used.' }
            : undefined,
        });
        const now = new Date(instant(drawn.now));
        const status = agreementStatus(agreement, now);
        const shuffled = {
          ...agreement,
          revisions: [...agreement.revisions].reverse(),
        };
        expect(agreementStatus(shuffled, now)).toEqual(status);
        const isProposed =
          Date.parse(agreement.revisions[0].proposedAt) <= now.getTime();
        expect(status !== undefined).toBe(isProposed);
        const { signatures = [], awaits = [], state, revision } = status ?? {};
        const sides = new Set(signatures.map(({ side }) => side));
        const signers = new Set(signatures.map(({ signer }) => signer));
        expect(sides.size).toBe(signatures.length);
        expect(signers.size).toBe(signatures.length);
        expect(
          signatures.filter(
            ({ fingerprint }) => fingerprint !== revision?.fingerprint,
          ),
        ).toEqual([]);
        const wasInForce = state === 'active' || state === 'superseded';
        expect(wasInForce && signatures.length !== 2).toBe(false);
        expect(awaits).toHaveLength(
          state === 'proposed' ? 2 - signatures.length : 0,
        );
        expect(state === 'proposed' && !awaits.length).toBe(false);
        // What has ended stays as it ended.
        const later = new Date(now.getTime() + 86_400_000);
        const { state: stateThen, endedAt } =
          agreementStatus(agreement, later) ?? {};
        expect([state, status?.endedAt]).toEqual(
          status?.endedAt ? [stateThen, endedAt] : [state, undefined],
        );
      }),
      { numRuns: 5_000 },
    );
  });
});
