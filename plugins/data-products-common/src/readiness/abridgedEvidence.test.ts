import fc from 'fast-check';
import {
  exemplaryPath,
  exemplaryProduct,
} from './__fixtures__/exemplaryEvidence';
import { abridgeEvidence, expandEvidence } from './abridgedEvidence';
import { ReadinessCheck } from './Check';
import { createCheckSet } from './CheckSet';
import { DATA_PRODUCT_CHECKS, DECISION_PATH_CHECKS } from './checks';
import { evaluateReadiness } from './evaluateReadiness';
import { ReadinessEvidence, RecordedFacts } from './Evidence';

const SHIPPED = [...DATA_PRODUCT_CHECKS, ...DECISION_PATH_CHECKS];

function checkSetOf(
  checks: readonly ReadinessCheck[],
  origin: 'built-in' | 'plugin' = 'built-in',
) {
  return createCheckSet(checks.map(check => ({ ...check, origin })));
}

/** Everything of a result but its words. */
function resultOf(evidence: ReadinessEvidence, now: Date) {
  const { outcomes, ...rest } = evaluateReadiness(
    evidence,
    checkSetOf(SHIPPED),
    now,
  );
  return {
    ...rest,
    outcomes: outcomes.map(({ reason, ...outcome }) => outcome),
  };
}

function abridged(evidence: ReadinessEvidence): ReadinessEvidence {
  const { observations, agreements, signOffs, drills, waivers } = evidence;
  const facts: RecordedFacts = {
    observations,
    agreements,
    signOffs,
    drills,
    waivers,
  };
  const recorded = JSON.stringify(facts);
  return expandEvidence(
    abridgeEvidence(evidence),
    evidence.entityRef,
    recorded === '{}' ? undefined : recorded,
  );
}

const text = fc.constantFrom(
  undefined,
  '',
  ' ',
  'x',
  'a longer text, é',
  3,
  [],
);
const day = fc.constantFrom('2026-10-01', '2026-01-01', '2027-01-01', 'soon');
const refs = fc.uniqueArray(
  fc.constantFrom('group:default/a', 'group:default/b'),
);
const reference = fc.record({
  ref: fc.constantFrom('dataproduct:default/a', 'dataproduct:default/b'),
  found: fc.boolean(),
});
const time = fc
  .date({
    min: new Date('2026-08-01'),
    max: new Date('2027-03-01'),
    noInvalidDate: true,
  })
  .map(date => date.toISOString());

/** Changes to an exemplary product: each alone may turn a check. */
const change = fc.record(
  {
    spec: fc.record(
      {
        type: fc.constantFrom('aggregate', 'source-aligned'),
        lifecycle: fc.constantFrom('development', 'production', 'deprecated'),
        criticality: fc.constantFrom('low', 'critical'),
        version: fc.constantFrom('2.3.0', undefined),
        consumers: fc.constantFrom(undefined, [], ['group:a'], 'group:a'),
        purpose: text,
        limitations: text,
        classification: text,
        runbook: text,
        access: fc.option(fc.record({ method: text, request: text })),
        rollback: fc.option(
          fc.record({ procedure: text, lastKnownGood: text }),
        ),
        review: fc.option(
          fc.record(
            { every: fc.constantFrom('P3M', 'P1Y', 'often', ''), last: day },
            { requiredKeys: [] },
          ),
        ),
      },
      { requiredKeys: [] },
    ),
    metadata: fc.record({
      description: text,
      annotations: fc.record({ 'backstage.io/techdocs-ref': text }),
      links: fc.constantFrom(undefined, [], [{ url: 'x', type: 'docs' }], [3]),
    }),
    roles: fc.array(
      fc.record({
        role: fc.constantFrom('owner', 'steward', 'consumer', 'operator'),
        refs,
        names: refs,
        missing: refs,
        people: fc.nat(3),
        vacant: fc.boolean(),
      }),
    ),
    contacts: fc.constantFrom({}, { question: 1 }, { incident: 2 }),
    escalation: fc.nat(3),
    contract: fc.option(
      fc.record({
        version: fc.constant('1.0.0'),
        schemas: fc.nat(2),
        columns: fc.nat(10),
        keyed: fc.nat(2),
        grained: fc.nat(2),
        described: fc.nat(10),
        qualityRules: fc.nat(2),
        thresholds: fc.nat(2),
        errors: fc.constant(['/x: wrong']),
        errorCount: fc.nat(1),
      }),
      { nil: undefined },
    ),
    objectives: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom('fresh', 'complete'),
        indicator: fc.constantFrom('freshness', 'completeness'),
        severity: fc.constantFrom('low', 'critical'),
      }),
      { selector: ({ name }) => name },
    ),
    inputs: fc.array(reference),
    glossary: fc.array(reference),
    observations: fc.dictionary(
      fc.constantFrom('fresh', 'complete'),
      fc.record(
        {
          state: fc.constantFrom('kept', 'broken', 'unknown'),
          observedAt: time,
          validUntil: time,
        },
        { requiredKeys: ['state', 'observedAt'] },
      ),
    ),
    agreements: fc.array(
      fc.record({
        consumer: fc.constantFrom('group:default/a', 'group:default/b'),
        state: fc.constantFrom('active', 'proposed'),
        until: time,
      }),
    ),
    contentFingerprint: fc.constantFrom('a', 'b'),
    signOffs: fc.array(
      fc.record(
        {
          release: fc.constant('2.3.0'),
          fingerprint: fc.constantFrom('a', 'b'),
          at: time,
          until: time,
        },
        { requiredKeys: ['release', 'fingerprint', 'at'] },
      ),
    ),
    drills: fc.array(fc.record({ at: time, outcome: fc.constant('fine') })),
    waivers: fc.array(
      fc.record({
        checkId: fc.constantFrom('runbook', 'contract'),
        until: time,
        reason: fc.constant('soon'),
      }),
    ),
    failure: fc.constant('no answer'),
  },
  { requiredKeys: [] },
);

function changed({ spec, metadata, ...rest }: any): ReadinessEvidence {
  const evidence = exemplaryProduct();
  Object.assign(evidence.entity.spec as object, spec);
  Object.assign(evidence.entity.metadata as object, metadata);
  // As it is stored.
  return JSON.parse(JSON.stringify({ ...evidence, ...rest }));
}

describe('abridged evidence', () => {
  it('gives every shipped check its status, and until when', () => {
    fc.assert(
      fc.property(change, time, (changes, now) => {
        const evidence = changed(changes);
        expect(resultOf(abridged(evidence), new Date(now))).toEqual(
          resultOf(evidence, new Date(now)),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('is short for data products, and all there is for decision paths', () => {
    const product = exemplaryProduct();
    expect(abridgeEvidence(product).length).toBeLessThan(
      JSON.stringify(product).length / 2,
    );
    expect(abridged(exemplaryPath())).toEqual(exemplaryPath());
  });

  it('is enough for shipped checks that ask for no more of the entity', () => {
    expect(checkSetOf(SHIPPED).judgesAbridged).toBe(true);
    expect(checkSetOf(SHIPPED, 'plugin').judgesAbridged).toBe(false);

    const asking = (appliesTo: ReadinessCheck['appliesTo']) =>
      checkSetOf([{ ...SHIPPED[0], appliesTo }]).judgesAbridged;
    expect(asking({ 'spec.type': { $in: ['aggregate'] } })).toBe(true);
    expect(asking({ 'spec.consumers': { $exists: false } })).toBe(true);
    expect(asking({ 'spec.consumers': { $contains: 'group:a' } })).toBe(false);
    expect(asking({ $not: { 'metadata.tags': { $contains: 'pii' } } })).toBe(
      false,
    );
    expect(
      asking({ $any: [{ kind: 'DataProduct' }, { 'spec.owner': 'x' }] }),
    ).toBe(false);
    expect(asking('DataProduct')).toBe(false);
  });
});
