import fc from 'fast-check';
import { Waiver, WaiverState } from './Waiver';
import { waiverApprovers } from './waiverApprovers';
import { waiverEvidence } from './waiverEvidence';
import { waiverState } from './waiverState';
import { decideWaiver, revokeWaiver, withdrawWaiver } from './waiverSteps';

const ADA = 'user:default/ada';
const BO = 'user:default/bo';
const CY = 'user:default/cy';
const START = Date.parse('2026-11-21T12:00:00.000Z');
const HOUR = 60 * 60 * 1000;

function at(hours: number): Date {
  return new Date(START + hours * HOUR);
}

function requested(waiver: Partial<Waiver> = {}): Waiver {
  return {
    id: '0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b10',
    entityRef: 'dataproduct:default/orders',
    checkId: 'runbook',
    reason: 'The runbook is being written.',
    until: at(10).toISOString(),
    requestedBy: ADA,
    requestedAt: at(0).toISOString(),
    ...waiver,
  };
}

const approve = { decision: 'approve', by: BO } as const;

describe('the life of a waiver', () => {
  it('is in force from its approval to just before its end', () => {
    const waiver = decideWaiver(
      requested(),
      { ...approve, comment: 'Until then.' },
      at(1),
    );
    expect(waiver.decision).toEqual({
      decision: 'approve',
      by: BO,
      at: at(1).toISOString(),
      comment: 'Until then.',
    });
    const end = at(10).getTime();
    expect(waiverState(waiver, new Date(end - 1))).toBe('approved');
    expect(waiverState(waiver, new Date(end))).toBe('expired');
    expect(waiverEvidence([waiver], new Date(end - 1))).toEqual([
      { checkId: 'runbook', until: waiver.until, reason: waiver.reason },
    ]);
    expect(waiverEvidence([waiver], new Date(end))).toBeUndefined();
  });

  it('is not approved by who requested it, whatever was recorded', () => {
    expect(() =>
      decideWaiver(requested(), { ...approve, by: ADA }, at(1)),
    ).toThrow(/somebody else/);
    const forged = requested({
      decision: { decision: 'approve', by: ADA, at: at(1).toISOString() },
    });
    expect(waiverState(forged, at(2))).toBe('requested');
    expect(waiverEvidence([forged], at(2))).toBeUndefined();
  });

  it('says who has ended what is no longer to be decided', () => {
    const approved = decideWaiver(requested(), approve, at(1));
    const revoked = revokeWaiver(
      approved,
      { by: CY, reason: 'It was misused.' },
      at(2),
    );
    const decide = (waiver: Waiver, hours: number) => () =>
      decideWaiver(waiver, { ...approve, by: CY }, at(hours));
    expect(decide(approved, 2)).toThrow('user bo approved it on 2026-11-21');
    expect(decide(revoked, 3)).toThrow('user cy revoked it on 2026-11-21');
    expect(decide(withdrawWaiver(requested(), ADA, at(1)), 2)).toThrow(
      'user ada withdrew it',
    );
    expect(
      decide(
        decideWaiver(requested(), { decision: 'reject', by: BO }, at(1)),
        2,
      ),
    ).toThrow('user bo rejected it');
    expect(decide(requested(), 10)).toThrow(/it ended on .*; request another/);
    expect(() =>
      revokeWaiver(requested(), { by: BO, reason: 'No.' }, at(1)),
    ).toThrow('it has yet to be approved');
    expect(() => withdrawWaiver(requested(), BO, at(1))).toThrow(
      'Only user ada',
    );
  });
});

/** What a person or the clock does, and what the model makes of it. */
type Step =
  | { kind: 'approve' | 'reject' | 'revoke' | 'withdraw'; by: string }
  | { kind: 'wait'; hours: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('approve', 'reject', 'revoke', 'withdraw'),
    by: fc.constantFrom(ADA, BO, CY),
  }),
  fc.record({
    kind: fc.constant('wait' as const),
    hours: fc.integer({ min: 1, max: 6 }),
  }),
);

/** The table of transitions: nothing else leads from one state to another. */
const TRANSITIONS: Partial<
  Record<WaiverState, Partial<Record<Step['kind'], WaiverState>>>
> = {
  requested: {
    approve: 'approved',
    reject: 'rejected',
    withdraw: 'withdrawn',
  },
  approved: { revoke: 'revoked' },
};

function take(waiver: Waiver, { kind, by }: { kind: string; by: string }) {
  return (now: Date) => {
    switch (kind) {
      case 'withdraw':
        return withdrawWaiver(waiver, by, now);
      case 'revoke':
        return revokeWaiver(waiver, { by, reason: 'Because.' }, now);
      default:
        return decideWaiver(
          waiver,
          { decision: kind === 'approve' ? 'approve' : 'reject', by },
          now,
        );
    }
  };
}

function mayBeTakenBy(kind: Step['kind'], person: string): boolean {
  switch (kind) {
    case 'withdraw':
      return person === ADA;
    case 'revoke':
      return true;
    default:
      return person !== ADA;
  }
}

it('follows its model through every sequence of steps, each traced once', () => {
  const seen = new Set<WaiverState>();
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), steps => {
      let waiver = requested();
      let model: WaiverState = 'requested';
      let hours = 0;
      for (const next of steps) {
        const before = waiver;
        let to: WaiverState | undefined;
        if (next.kind === 'wait') {
          hours += next.hours;
          if (hours >= 10 && TRANSITIONS[model]) {
            model = 'expired';
          }
        } else {
          to = mayBeTakenBy(next.kind, next.by)
            ? TRANSITIONS[model]?.[next.kind]
            : undefined;
          model = to ?? model;
          try {
            waiver = take(waiver, next)(at(hours));
          } catch {
            // Refused; the model tells whether rightly.
          }
        }
        // What was recorded stays, and nothing is recorded twice.
        expect(waiver !== before).toBe(to !== undefined);
        expect(waiver).toMatchObject(JSON.parse(JSON.stringify(before)));
        seen.add(model);
        expect(waiverState(waiver, at(hours))).toBe(model);
        expect(waiverEvidence([waiver], at(hours)) !== undefined).toBe(
          model === 'approved',
        );
      }
    }),
    { numRuns: 10_000 },
  );
  expect(seen.size).toBe(6);
});

describe('who decides about waivers', () => {
  const entity = {
    kind: 'DecisionPath',
    metadata: { namespace: 'eu' },
    spec: { policy: { reviewGate: 'governance' } },
  };
  const roles = [
    { role: 'owner', refs: ['group:eu/sales'] },
    { role: 'schema-approver', refs: ['group:eu/data'] },
  ] as const;

  it('is the holder of the role, of a path also its review gate', () => {
    const rule = { role: 'schema-approver' } as const;
    expect(waiverApprovers({ entity, roles }, rule)).toEqual([
      'group:eu/data',
      'group:eu/governance',
    ]);
    expect(waiverApprovers({ entity: {}, roles }, rule)).toEqual([
      'group:eu/data',
    ]);
    expect(
      waiverApprovers({ entity: { spec: { policy: {} } }, roles: [] }, rule),
    ).toEqual([]);
    expect(waiverApprovers({ entity, roles }, { role: 'owner' })).toEqual([
      'group:eu/sales',
    ]);
  });

  it('is the one party that is configured for all', () => {
    expect(
      waiverApprovers({ entity, roles }, { ref: 'group:default/risk' }),
    ).toEqual(['group:default/risk']);
  });
});
