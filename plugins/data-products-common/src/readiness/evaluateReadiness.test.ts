import fc from 'fast-check';
import { CheckResult, OutcomeStatus, ReadinessCheck } from './Check';
import { CheckInForce, createCheckSet } from './CheckSet';
import { DATA_PRODUCT_CHECKS } from './checks';
import { ReadinessEvidence, WaiverEvidence } from './Evidence';
import { evaluateReadiness } from './evaluateReadiness';
import { exemplaryProduct, NOW } from './__fixtures__/exemplaryEvidence';

const DAY_MS = 24 * 60 * 60 * 1000;
const builtIn = createCheckSet(
  DATA_PRODUCT_CHECKS.map(check => ({ ...check, origin: 'built-in' })),
);

function checkThat(
  id: string,
  evaluate: ReadinessCheck['evaluate'],
  settings: Partial<ReadinessCheck> = {},
): CheckInForce {
  return {
    id,
    title: id,
    passCondition: 'It holds.',
    category: 'quality',
    responsible: 'owner',
    severity: 'required',
    weight: 1,
    appliesTo: { kind: 'DataProduct' },
    remediation: 'Mend it.',
    origin: 'plugin',
    evaluate,
    ...settings,
  };
}

/** Checks that answer what the arbitrary says, whatever the evidence. */
const plannedChecks = fc.array(
  fc.record({
    status: fc.constantFrom<CheckResult['status']>(
      'pass',
      'fail',
      'unknown',
      'not-applicable',
    ),
    weight: fc.double({ min: 0.01, max: 1000, noNaN: true }),
    severity: fc.constantFrom('required' as const, 'recommended' as const),
    waived: fc.boolean(),
  }),
  { maxLength: 12 },
);
type Plan = typeof plannedChecks extends fc.Arbitrary<infer T> ? T : never;

function evaluatePlan(plan: Plan) {
  const checks = plan.map(({ status, weight, severity }, i) =>
    checkThat(`check-${i}`, () => ({ status, reason: status }), {
      weight,
      severity,
    }),
  );
  const waivers = plan.flatMap(({ waived }, i) =>
    waived
      ? [{ checkId: `check-${i}`, until: '2027-01-01T00:00:00Z', reason: 'r' }]
      : [],
  );
  return evaluateReadiness(
    { ...exemplaryProduct(), waivers },
    createCheckSet(checks),
    NOW,
  );
}

describe('score and level', () => {
  it('follow from the outcomes as they are defined', () => {
    fc.assert(
      fc.property(plannedChecks, plan => {
        const { score, level, outcomes } = evaluatePlan(plan);

        let applicable = 0;
        let passed = 0;
        const required: OutcomeStatus[] = [];
        plan.forEach(({ status, weight, severity, waived }, i) => {
          const expected: OutcomeStatus =
            waived && (status === 'fail' || status === 'unknown')
              ? 'waived'
              : status;
          expect(outcomes[i].status).toBe(expected);
          applicable += expected === 'not-applicable' ? 0 : weight;
          passed += expected === 'pass' ? weight : 0;
          if (severity === 'required') {
            required.push(expected);
          }
        });
        const allPass = outcomes.every(({ status }) =>
          ['pass', 'not-applicable'].includes(status),
        );
        expect(score).toBe(
          allPass
            ? 100
            : Math.min(99, Math.floor((100 * passed) / applicable + 1e-9)),
        );
        const otherwise = required.includes('unknown') ? 'at-risk' : 'ready';
        expect(level).toBe(required.includes('fail') ? 'not-ready' : otherwise);
      }),
    );
  });

  it('never fall when a check that did not pass does, nor when a waiver is given', () => {
    const rank = { 'not-ready': 0, 'at-risk': 1, ready: 2 };
    fc.assert(
      fc.property(
        plannedChecks.filter(plan => plan.length > 0),
        fc.nat(),
        (plan, pick) => {
          const before = evaluatePlan(plan);
          const index = pick % plan.length;
          const one = plan[index];
          fc.pre(one.status === 'fail' || one.status === 'unknown');
          const passing = evaluatePlan(
            plan.with(index, { ...one, status: 'pass' }),
          );
          expect(passing.score).toBeGreaterThanOrEqual(before.score);
          expect(rank[passing.level]).toBeGreaterThanOrEqual(
            rank[before.level],
          );

          const waived = evaluatePlan(
            plan.with(index, { ...one, waived: true }),
          );
          expect(waived.score).toBe(before.score);
          expect(rank[waived.level]).toBeGreaterThanOrEqual(rank[before.level]);
        },
      ),
    );
  });

  it('rise with the weight of what passes, and count unknown as nothing', () => {
    fc.assert(
      fc.property(
        plannedChecks,
        fc.double({ min: 1, max: 9, noNaN: true }),
        (plan, factor) => {
          const { score } = evaluatePlan(plan);
          const heavier = plan.map(check =>
            check.status === 'pass'
              ? { ...check, weight: check.weight * factor }
              : check,
          );
          expect(evaluatePlan(heavier).score).toBeGreaterThanOrEqual(score);

          const failing = plan.map(check =>
            check.status === 'unknown'
              ? { ...check, status: 'fail' as const }
              : check,
          );
          expect(evaluatePlan(failing).score).toBe(score);
        },
      ),
    );
  });

  it('show 100 for a full house only', () => {
    const almost = createCheckSet([
      checkThat('huge', () => ({ status: 'pass', reason: '' }), {
        weight: 1000,
      }),
      checkThat('tiny', () => ({ status: 'fail', reason: '' }), {
        weight: Number.MIN_VALUE,
        severity: 'recommended',
      }),
    ]);
    expect(evaluateReadiness(exemplaryProduct(), almost, NOW).score).toBe(99);
    const none = createCheckSet([]);
    expect(evaluateReadiness(exemplaryProduct(), none, NOW)).toMatchObject({
      score: 100,
      level: 'ready',
    });
  });
});

describe('waivers', () => {
  const failing = createCheckSet([
    checkThat('late', () => ({
      status: 'fail',
      reason: 'It is late.',
      validUntil: '2026-11-25T00:00:00Z',
    })),
  ]);
  function evaluateWith(waivers: WaiverEvidence[], now = NOW) {
    return evaluateReadiness({ ...exemplaryProduct(), waivers }, failing, now)
      .outcomes[0];
  }

  it('count before their end, in whatever zone it is written, and not at it', () => {
    const waiver = {
      checkId: 'late',
      until: '2026-11-21T14:00:00+01:00',
      reason: 'until the migration',
    };
    expect(evaluateWith([waiver])).toEqual({
      checkId: 'late',
      status: 'waived',
      reason: 'Waived: until the migration (without the waiver: It is late.)',
      validUntil: '2026-11-21T13:00:00.000Z',
    });
    expect(
      evaluateWith([waiver], new Date('2026-11-21T13:00:00.000Z')),
    ).toMatchObject({ status: 'fail', reason: 'It is late.' });
  });

  it('count the same in every order, the one that ends last before all', () => {
    const waiver = fc.record({
      checkId: fc.constantFrom('late', 'another'),
      until: fc
        .integer({ min: -3, max: 6 })
        .map(days => new Date(NOW.getTime() + days * DAY_MS).toISOString()),
      reason: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(
        fc
          .array(waiver, { maxLength: 6 })
          .chain(waivers =>
            fc.tuple(
              fc.constant(waivers),
              fc.shuffledSubarray(waivers, { minLength: waivers.length }),
            ),
          ),
        ([waivers, shuffled]) => {
          const outcome = evaluateWith(waivers);
          expect(evaluateWith(shuffled)).toEqual(outcome);
          const ends = waivers
            .filter(({ checkId }) => checkId === 'late')
            .map(({ until }) => until)
            .filter(until => until > NOW.toISOString())
            .sort();
          expect(outcome.status).toBe(ends.length ? 'waived' : 'fail');
          // The result below the waiver ends, too.
          expect(outcome.validUntil).toBe(
            [
              ends[ends.length - 1] ?? '9',
              '2026-11-25T00:00:00.000Z',
            ].sort()[0],
          );
        },
      ),
    );
  });
});

describe('checks of other plugins', () => {
  it('know nothing of an entity whose facts could not be collected', () => {
    const checkSet = createCheckSet([
      checkThat('sound', () => ({ status: 'pass', reason: 'Fine.' })),
    ]);
    expect(
      evaluateReadiness(
        { ...exemplaryProduct(), failure: 'the ref is malformed' },
        checkSet,
        NOW,
      ),
    ).toMatchObject({
      score: 0,
      level: 'at-risk',
      outcomes: [
        {
          status: 'unknown',
          reason: 'The facts could not be collected: the ref is malformed',
        },
      ],
    });
  });

  it('do not take others with them when they throw, and do not pass', () => {
    const checkSet = createCheckSet([
      checkThat('faulty', () => {
        throw new Error('Cannot read properties of undefined');
      }),
      checkThat('sound', () => ({ status: 'pass', reason: 'Fine.' })),
    ]);
    const { outcomes, level, score } = evaluateReadiness(
      exemplaryProduct(),
      checkSet,
      NOW,
    );
    expect(outcomes).toEqual([
      {
        checkId: 'faulty',
        status: 'unknown',
        reason:
          'The check could not be carried out: Cannot read properties of undefined',
      },
      { checkId: 'sound', status: 'pass', reason: 'Fine.' },
    ]);
    expect({ level, score }).toEqual({ level: 'at-risk', score: 50 });
  });

  it.each([
    {
      validUntil: '2026-11-21T14:00:00+01:00',
      outcome: { status: 'pass', validUntil: '2026-11-21T13:00:00.000Z' },
    },
    {
      validUntil: '2026-11-21T12:00:00Z',
      outcome: {
        status: 'unknown',
        reason:
          'The check says that its result holds until 2026-11-21T12:00:00Z, which is not later than now.',
      },
    },
    {
      validUntil: 'tomorrow',
      outcome: {
        status: 'unknown',
        reason:
          'The check says that its result holds until tomorrow, which is not later than now.',
      },
    },
  ])(
    'may say in any form until when a result holds: $validUntil',
    ({ validUntil, outcome }) => {
      const checkSet = createCheckSet([
        checkThat('timed', () => ({ status: 'pass', reason: '', validUntil })),
      ]);
      const readiness = evaluateReadiness(exemplaryProduct(), checkSet, NOW);
      expect(readiness.outcomes[0]).toMatchObject(outcome);
      expect(readiness.validUntil).toBe(readiness.outcomes[0].validUntil);
    },
  );

  it('need ids of their own', () => {
    const check = checkThat('same', () => ({ status: 'pass', reason: '' }));
    expect(() => createCheckSet([check, check])).toThrow(
      "Two readiness checks have the id 'same'",
    );
  });
});

describe('time', () => {
  const time = fc
    .integer({ min: -100 * 24, max: 100 * 24 })
    .map(hours => new Date(NOW.getTime() + (hours * DAY_MS) / 24));
  const isoTime = time.map(value => value.toISOString());
  const observation = fc.record(
    {
      state: fc.constantFrom('kept', 'at-risk', 'broken', 'unknown'),
      observedAt: fc.constant('2026-11-01T00:00:00.000Z'),
      validUntil: isoTime,
    },
    { requiredKeys: ['state', 'observedAt'] },
  ) as fc.Arbitrary<NonNullable<ReadinessEvidence['observations']>[string]>;

  /** Evidence in which everything that time can change does, now and then. */
  const timedEvidence = fc
    .record({
      observations: fc.option(
        fc.dictionary(
          fc.constantFrom('fresh-by-morning', 'emails-complete', 'other'),
          observation,
        ),
        { nil: undefined },
      ),
      agreements: fc.array(
        fc.record({
          consumer: fc.constantFrom(
            'group:default/finance',
            'group:default/growth',
          ),
          state: fc.constantFrom('proposed', 'active', 'expired'),
          until: fc.option(isoTime, { nil: undefined }),
        }) as fc.Arbitrary<any>,
        { maxLength: 4 },
      ),
      drills: fc.array(
        fc.record({ at: isoTime, outcome: fc.constant('restored') }),
        { maxLength: 4 },
      ),
      waivers: fc.array(
        fc.record({
          checkId: fc.constantFrom('drill', 'objectives-met', 'runbook'),
          until: isoTime,
          reason: fc.constantFrom('a', 'b'),
        }),
        { maxLength: 4 },
      ),
      last: time.map(value => value.toISOString().slice(0, 10)),
      runbook: fc.boolean(),
    })
    .map(({ last, runbook, ...facts }) => {
      const evidence = { ...exemplaryProduct(), ...facts };
      const spec = evidence.entity.spec as any;
      spec.review = { every: 'P1M', last };
      spec.runbook = runbook ? spec.runbook : undefined;
      return evidence as ReadinessEvidence;
    });

  const statusesAt = (evidence: ReadinessEvidence, at: Date) => {
    const { outcomes, score, level } = evaluateReadiness(evidence, builtIn, at);
    return JSON.stringify([score, level, outcomes.map(({ status }) => status)]);
  };

  it('changes nothing before validUntil: following it is the same as looking all the time', () => {
    fc.assert(
      fc.property(timedEvidence, evidence => {
        // Judged again exactly when a result says so, over 200 days.
        const end = NOW.getTime() + 200 * DAY_MS;
        const followed: { from: number; statuses: string }[] = [];
        let at: number | undefined = NOW.getTime() - 110 * DAY_MS;
        while (at !== undefined && at < end) {
          const { validUntil } = evaluateReadiness(
            evidence,
            builtIn,
            new Date(at),
          );
          followed.push({
            from: at,
            statuses: statusesAt(evidence, new Date(at)),
          });
          const next: number | undefined = validUntil
            ? Date.parse(validUntil)
            : undefined;
          expect(next ?? Infinity).toBeGreaterThan(at);
          at = next;
        }

        followed.forEach(({ from, statuses }, i) => {
          const until = followed[i + 1]?.from ?? end;
          const grid = [from, until - 1];
          for (let t = from; t < until; t += 2.7 * DAY_MS) {
            grid.push(t);
          }
          for (const instant of grid) {
            expect(statusesAt(evidence, new Date(instant))).toBe(statuses);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('and the order of facts are all that matters: the same again, the same result', () => {
    fc.assert(
      fc.property(timedEvidence, time, (evidence, at) => {
        const once = evaluateReadiness(evidence, builtIn, at);
        const copy = JSON.parse(JSON.stringify(evidence));
        expect(evaluateReadiness(copy, builtIn, at)).toEqual(once);
      }),
      { numRuns: 50 },
    );
  });
});
