import fc from 'fast-check';
import { agreedChangeTerms } from './agreedChangeTerms';
import { Change, CHANGE_EFFECTS, CHANGE_KINDS, ChangeOverride } from './Change';
import { brokenColumns, changeEffect } from './changeEffect';
import { DEFAULT_GATE_POLICY, GatePolicy, gatePolicyFor } from './GatePolicy';
import { judgeGate } from './judgeGate';
import { GATE_MODES, GATE_RULES, GateFacts } from './rules';

const NOW = new Date('2026-11-21T12:00:00.000Z');
const FINANCE = 'group:default/finance';
const GOVERNANCE = 'group:default/governance';
const OWNER = 'group:default/customer-data';

function changeOf(parts: Partial<Change> = {}): Change {
  return {
    id: 'change-1',
    entityRef: 'dataproduct:default/customers',
    kind: 'schema',
    title: 'Drop the e-mail',
    proposedBy: 'user:default/ada',
    proposedAt: '2026-11-20T12:00:00.000Z',
    base: 'base',
    contract: 'next',
    version: { from: '2.3.0', to: '3.0.0' },
    rollbackTo: '2.3.0',
    effect: 'breaking',
    step: 'major',
    ...parts,
  };
}

/** A breaking change that everybody has agreed to. */
function factsOf(
  parts: Partial<GateFacts> = {},
  change: Partial<Change> = {},
): GateFacts {
  const answer = {
    decision: 'accept',
    at: '2026-11-21T08:00:00.000Z',
  } as const;
  return {
    change: changeOf(change),
    difference: { changes: [], complete: true },
    inForce: { contract: 'base', version: '2.3.0' },
    knownContracts: ['older', 'base'],
    knownReleases: ['2.2.4', '2.3.0'],
    owners: [OWNER],
    approvers: [GOVERNANCE],
    signedReleases: [],
    consumers: [{ ref: FINANCE, affected: true }],
    acknowledgements: [
      { ...answer, party: FINANCE, role: 'consumer', person: 'user:default/b' },
      {
        ...answer,
        party: GOVERNANCE,
        role: 'approver',
        person: 'user:default/c',
      },
    ],
    breaches: [],
    criticalPaths: [],
    ...parts,
  };
}

function judged(
  facts: GateFacts,
  policy: Partial<GatePolicy> = {},
  overrides: ChangeOverride[] = [],
) {
  return judgeGate(
    facts,
    { ...DEFAULT_GATE_POLICY, ...policy },
    overrides,
    NOW,
  );
}

function objectionsTo(parts: Partial<GateFacts>, change: Partial<Change> = {}) {
  return judged(factsOf(parts, change)).objections.map(
    ({ rule, message, whoseTurn }) => [rule, message, whoseTurn],
  );
}

describe('the gate', () => {
  it('lets a breaking change pass that everybody has agreed to', () => {
    expect(judged(factsOf())).toEqual({
      verdict: 'pass',
      objections: [],
      expiresAt: '2026-11-21T13:00:00.000Z',
    });
  });

  it.each<[string, Partial<GateFacts>, Partial<Change>, RegExp, string[]]>([
    ['facts-known', { failure: 'no YAML' }, {}, /no YAML/, [OWNER]],
    ['facts-known', { impactIncomplete: 'Not yet.' }, {}, /Not yet/, []],
    [
      'current-base',
      {},
      { base: 'older' },
      /another change came first/,
      [OWNER],
    ],
    ['current-base', {}, { base: 'alien' }, /never was in force/, [OWNER]],
    [
      'current-base',
      {},
      { base: undefined },
      /no contract, and there is/,
      [OWNER],
    ],
    // Far enough from where it says that it starts, and back all the same.
    [
      'current-base',
      {},
      { version: { from: '1.0.0', to: '2.0.0' } },
      /starts from release 1.0.0, and 2.3.0 is in force/,
      [OWNER],
    ],
    // Another one without a contract came first.
    [
      'current-base',
      { inForce: { contract: 'base', version: '2.4.0' } },
      { version: { from: '2.3.0', to: '2.3.1' }, step: 'none' },
      /starts from release 2.3.0, and 2.4.0 is in force/,
      [OWNER],
    ],
    [
      'version-step',
      {},
      { version: { from: '2.3.0', to: '2.4.0' } },
      /not as far as breaking/,
      [OWNER],
    ],
    [
      'version-step',
      {},
      { version: { from: '2.3.0', to: '2.2.0' } },
      /goes back/,
      [OWNER],
    ],
    [
      'version-step',
      {},
      { step: 'none', version: { from: '2.3.0', to: '2.2.0' } },
      /goes back/,
      [OWNER],
    ],
    ['version-step', {}, { version: { from: '2.3.0' } }, /is missing/, [OWNER]],
    [
      'version-step',
      {},
      { contract: undefined },
      /brings no contract/,
      [OWNER],
    ],
    [
      'version-step',
      { difference: { changes: [], complete: false } },
      {},
      /could not be read to its end/,
      [OWNER],
    ],
    [
      'rollback-restorable',
      {},
      { rollbackTo: undefined },
      /No release to go back to/,
      [OWNER],
    ],
    [
      'rollback-restorable',
      {},
      { rollbackTo: '1.0.0' },
      /never in force/,
      [OWNER],
    ],
    [
      'rollback-restorable',
      { knownReleases: ['3.0.0'] },
      { rollbackTo: '3.0.0' },
      /is the one that is released/,
      [OWNER],
    ],
    [
      'no-critical-breach',
      { breaches: [{ objective: 'fresh', since: '2026-11-21T06:10:00.000Z' }] },
      {},
      /fresh is broken since 2026-11-21 06:10 UTC/,
      [OWNER],
    ],
    [
      'critical-paths-ready',
      {
        criticalPaths: [
          {
            ref: 'decisionpath:default/b',
            title: 'Budget',
            owner: 'user:default/lead',
            level: 'not-ready',
          },
        ],
      },
      {},
      /Budget, which this affects, fails/,
      ['user:default/lead'],
    ],
    [
      'critical-paths-ready',
      { criticalPaths: [{ ref: 'decisionpath:default/b', title: 'Budget' }] },
      {},
      /not known yet/,
      [],
    ],
  ])('%s blocks %j %j', (rule, facts, change, message, whoseTurn) => {
    const objections = objectionsTo(facts, change);
    expect(objections).toEqual([
      [rule, expect.stringMatching(message), whoseTurn],
    ]);
    expect(judged(factsOf(facts, change)).verdict).toBe('blocked');
  });

  it('finds nothing stale in a change that the catalog has already', () => {
    const merged = { contract: 'next', version: '3.0.0' };
    expect(objectionsTo({ inForce: merged })).toEqual([]);
    // The contract may be there before the release is.
    expect(objectionsTo({ inForce: { ...merged, version: '2.3.0' } })).toEqual(
      [],
    );
  });

  it('waits for every affected consumer, and for none that is known not to be', () => {
    expect(objectionsTo({ acknowledgements: [] })).toEqual([
      [
        'consumers-accept',
        expect.stringContaining('has not answered; they have until 2026-11-25'),
        [FINANCE],
      ],
      [
        'approvers-sign-off',
        expect.stringContaining('release 3.0.0'),
        [GOVERNANCE],
      ],
    ]);
    expect(
      objectionsTo({
        acknowledgements: [],
        signedReleases: ['3.0.0'],
        consumers: [{ ref: FINANCE, affected: false }],
      }),
    ).toEqual([]);
    expect(
      objectionsTo(
        { acknowledgements: [] },
        { effect: 'documentation', step: 'patch' },
      ),
    ).toEqual([]);
  });

  it('says where those are named who have to approve', () => {
    const howOf = (entityRef: string) =>
      judged(
        factsOf({ approvers: [], acknowledgements: [] }, { entityRef }),
      ).objections.find(({ rule }) => rule === 'approvers-sign-off')?.how;
    expect(howOf('dataproduct:default/a')).toMatch(/^Name schemaApprovers in/);
    expect(howOf('decisionpath:default/a')).toMatch(
      /^Name policy.reviewGate in/,
    );
  });

  it('calls parties by their titles', () => {
    const titles = { [FINANCE]: 'Finance', [GOVERNANCE]: 'Data Governance' };
    const messages = (parts: Partial<GateFacts>) =>
      objectionsTo({ titles, ...parts }).map(([, message]) => message);
    expect(messages({ acknowledgements: [] })).toEqual([
      'Finance has not answered; they have until 2026-11-25.',
      'Data Governance has not signed release 3.0.0 off.',
    ]);
    expect(
      messages({
        acknowledgements: factsOf().acknowledgements.map(each => ({
          ...each,
          decision: 'object',
          comment: 'Not yet.',
        })),
      }),
    ).toEqual([
      'Finance objects: Not yet.',
      'Data Governance objects: Not yet.',
    ]);
  });

  it('hears the last answer of a party', () => {
    const facts = factsOf();
    const objection = {
      ...facts.acknowledgements[0],
      decision: 'object' as const,
      comment: 'We mail our customers.',
    };
    expect(
      objectionsTo({
        acknowledgements: [...facts.acknowledgements, objection],
      }),
    ).toEqual([
      [
        'consumers-accept',
        expect.stringContaining('We mail our customers.'),
        [OWNER, FINANCE],
      ],
    ]);
    expect(
      objectionsTo({
        acknowledgements: [objection, ...facts.acknowledgements],
      }),
    ).toEqual([]);
  });

  it('takes silence for what the policy says', () => {
    const silent = factsOf(
      { signedReleases: ['3.0.0'], acknowledgements: [] },
      { proposedAt: '2026-11-16T11:59:00.000Z' },
    );
    expect(judged(silent).objections[0].message).toMatch(
      /has not answered by 2026-11-21, and silence is no acceptance/,
    );
    expect(judged(silent, { silence: 'accepted' }).verdict).toBe('pass');
    const asked = factsOf(
      { signedReleases: ['3.0.0'], acknowledgements: [] },
      { proposedAt: '2026-11-16T12:30:00.000Z' },
    );
    // The verdict ends when the silence begins to count.
    expect(judged(asked, { silence: 'accepted' })).toMatchObject({
      verdict: 'blocked',
      expiresAt: '2026-11-21T12:30:00.000Z',
    });
  });

  it('takes silence for what the agreement says, before the policy', () => {
    const silent = (terms: Parameters<typeof agreedChangeTerms>[0]) =>
      factsOf(
        {
          signedReleases: ['3.0.0'],
          acknowledgements: [],
          consumers: [
            { ref: FINANCE, affected: true, terms: agreedChangeTerms(terms) },
          ],
        },
        { proposedAt: '2026-11-16T11:59:00.000Z' },
      );
    expect(judged(silent([{ silence: 'accepted' }])).verdict).toBe('pass');
    expect(
      judged(silent([{ silence: 'not-accepted' }]), { silence: 'accepted' })
        .verdict,
    ).toBe('blocked');
    expect(
      judged(silent([{ silence: 'accepted', answerWithin: 'P10D' }]))
        .objections[0].message,
    ).toBe('group finance has not answered; they have until 2026-11-26.');
    // Of several agreements the most cautious counts.
    expect(judged(silent([{ silence: 'accepted' }, undefined])).verdict).toBe(
      'blocked',
    );
    expect(
      agreedChangeTerms([
        { answerWithin: 'P10D' },
        { answerWithin: 'P1D', silence: 'not-accepted' },
        { silence: 'accepted' },
      ]),
    ).toEqual({ answerWithin: 10 * 86_400_000, silence: 'not-accepted' });
    expect(agreedChangeTerms([])).toEqual({});
  });

  it('passes with overrides of all that blocks, while they count', () => {
    const facts = factsOf({}, { base: 'older', rollbackTo: undefined });
    const override = (rules: string[], expiresAt: string): ChangeOverride => ({
      rules,
      reason: 'Outage',
      person: 'user:default/head',
      at: '2026-11-21T11:00:00.000Z',
      expiresAt,
    });
    const soon = '2026-11-21T12:20:00.000Z';
    const one = judged(facts, {}, [override(['current-base'], soon)]);
    expect(one.verdict).toBe('blocked');
    expect(
      one.objections.map(({ rule, overridden }) => [rule, overridden]),
    ).toEqual([
      ['rollback-restorable', false],
      ['current-base', true],
    ]);
    expect(
      judged(facts, {}, [
        override(['current-base'], soon),
        override(['rollback-restorable'], '2026-11-22T00:00:00.000Z'),
      ]),
    ).toMatchObject({ verdict: 'pass-with-override', expiresAt: soon });
    expect(
      judged(facts, {}, [
        override(['current-base', 'rollback-restorable'], NOW.toISOString()),
      ]).verdict,
    ).toBe('blocked');
  });

  it('only tells where it is to warn, and fails closed where a rule cannot judge', () => {
    const facts = factsOf({}, { base: 'older' });
    const warning = gatePolicyFor(DEFAULT_GATE_POLICY, 'warn');
    expect(judged(facts, warning)).toMatchObject({
      verdict: 'pass',
      objections: [{ rule: 'current-base', mode: 'warn' }],
    });
    const broken = {
      id: 'broken',
      title: 'Always broken',
      judge() {
        throw new Error('out of paper');
      },
    };
    const off = { ...DEFAULT_GATE_POLICY, modes: { broken: 'off' as const } };
    expect(judgeGate(facts, off, [], NOW, [broken])).toMatchObject({
      verdict: 'blocked',
      objections: [{ message: expect.stringContaining('out of paper') }],
    });
  });

  it.each([
    [
      'version-step=warn, no-critical-breach=off',
      { 'version-step': 'warn', 'no-critical-breach': 'off' },
    ],
    ['versionstep=off, current-base=never, loose', {}],
  ])('reads %j from the product', (annotation, modes) => {
    expect(gatePolicyFor(DEFAULT_GATE_POLICY, annotation).modes).toEqual(modes);
  });
});

const answers = fc.array(
  fc.record({
    party: fc.constantFrom(FINANCE, GOVERNANCE),
    role: fc.constantFrom('consumer' as const, 'approver' as const),
    decision: fc.constantFrom('accept' as const, 'object' as const),
    comment: fc.constantFrom('No.', 'Yes.'),
    person: fc.constant('user:default/b'),
    at: fc.constant('2026-11-20T13:00:00.000Z'),
  }),
  { maxLength: 4 },
);
const optional = <T>(...values: T[]) => fc.constantFrom(undefined, ...values);
const anyFacts: fc.Arbitrary<GateFacts> = fc.record({
  change: fc
    .record({
      kind: fc.constantFrom(...CHANGE_KINDS),
      effect: fc.constantFrom(...CHANGE_EFFECTS),
      step: fc.constantFrom(
        'major' as const,
        'minor' as const,
        'patch' as const,
        'none' as const,
      ),
      base: optional('base', 'older', 'alien'),
      contract: optional('next', 'base'),
      version: fc.record({
        from: optional('2.3.0', 'x'),
        to: optional('3.0.0', '1.0.0', 'x'),
      }),
      rollbackTo: optional('2.2.4', '9.9.9'),
    })
    .map(changeOf),
  difference: optional(
    { changes: [], complete: true },
    { changes: [], complete: false },
  ),
  inForce: fc.record({
    contract: optional('base', 'next'),
    version: optional('2.3.0'),
  }),
  knownContracts: fc.subarray(['older', 'base']),
  knownReleases: fc.subarray(['2.2.4', '2.3.0']),
  owners: fc.subarray([OWNER]),
  approvers: fc.subarray([GOVERNANCE]),
  signedReleases: fc.subarray(['3.0.0']),
  consumers: fc.subarray([
    { ref: FINANCE, affected: true },
    { ref: OWNER, affected: false },
  ]),
  acknowledgements: answers,
  breaches: fc.subarray([{ objective: 'fresh' }]),
  criticalPaths: fc.subarray([{ ref: 'decisionpath:default/b', title: 'B' }]),
  impactIncomplete: optional('Not yet.'),
  failure: optional('no YAML'),
});
const anyModes = fc.dictionary(
  fc.constantFrom(...GATE_RULES.map(({ id }) => id)),
  fc.constantFrom(...GATE_MODES),
);

describe('any judgement of the gate', () => {
  it('says for each objection what is the case and what to do, and blocks for what is enforced', () => {
    fc.assert(
      fc.property(anyFacts, anyModes, (facts, modes) => {
        const { verdict, objections, expiresAt } = judged(facts, { modes });
        const enforced = objections.filter(({ mode }) => mode === 'enforce');
        expect(verdict).toBe(enforced.length ? 'blocked' : 'pass');
        expect(expiresAt > NOW.toISOString()).toBe(true);
        for (const { rule, message, how } of objections) {
          expect(modes[rule]).not.toBe('off');
          expect(message).toMatch(/\S/);
          expect(`${message}${how}`).not.toMatch(/undefined|\[object/);
          expect(how).toMatch(/\.$/);
        }
        const rules = [...new Set(enforced.map(({ rule }) => rule))];
        const override = {
          rules,
          reason: 'Outage',
          person: 'user:default/head',
          at: NOW.toISOString(),
          expiresAt: '2026-11-22T00:00:00.000Z',
        };
        expect(judged(facts, { modes }, [override]).verdict).toBe(
          rules.length ? 'pass-with-override' : 'pass',
        );
      }),
      { numRuns: 500 },
    );
  });

  it('never becomes stricter when a mode is loosened', () => {
    fc.assert(
      fc.property(
        anyFacts,
        anyModes,
        fc.constantFrom(...GATE_RULES),
        (facts, modes, { id }) => {
          const strict = judged(facts, {
            modes: { ...modes, [id]: 'enforce' },
          });
          const loose = judged(facts, { modes: { ...modes, [id]: 'warn' } });
          expect(loose.objections).toHaveLength(strict.objections.length);
          expect([loose.verdict, 'blocked']).toContain(strict.verdict);
        },
      ),
    );
  });
});

describe('the effect of a change', () => {
  const difference = (
    ...classes: ('breaking' | 'compatible' | 'documentation')[]
  ) => ({
    changes: classes.map(each => ({
      class: each,
      rule: 'r',
      path: {},
      reason: 'r',
    })),
    complete: true,
  });

  it.each([
    ['schema', difference('documentation', 'breaking'), 'breaking'],
    ['schema', difference('documentation', 'compatible'), 'compatible'],
    ['schema', difference('documentation'), 'documentation'],
    ['schema', difference(), 'none'],
    ['schema', { ...difference('compatible'), complete: false }, 'unknown'],
    ['schema', undefined, 'unknown'],
    ['pipeline', undefined, 'none'],
    ['definition', difference('compatible'), 'unknown'],
    ['policy', undefined, 'unknown'],
  ] as const)('of kind %s with %j is %s', (kind, between, effect) => {
    expect(changeEffect(kind, between)).toBe(effect);
  });

  it('is on the columns that break, unless it is on more', () => {
    const column = {
      class: 'breaking' as const,
      path: { schema: 'customers', column: 'email' },
    };
    expect(
      brokenColumns([
        column,
        { class: 'breaking', path: { schema: 'orders', field: 'name' } },
        { class: 'compatible', path: { schema: 'customers', column: 'id' } },
      ]),
    ).toEqual(['customers.email', 'orders']);
    expect(
      brokenColumns([
        column,
        {
          class: 'breaking',
          path: { part: { kind: 'SLA property', name: 'latency' } },
        },
      ]),
    ).toBeUndefined();
    expect(brokenColumns([])).toBeUndefined();
  });
});
