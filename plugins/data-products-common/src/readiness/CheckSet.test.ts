import { FilterPredicate } from '@backstage/filter-predicates';
import { createCheckSet, judgesKind } from './CheckSet';
import { DATA_PRODUCT_CHECKS, DECISION_PATH_CHECKS } from './checks';

it.each<[FilterPredicate, boolean, boolean]>([
  [{}, true, true],
  [{ kind: 'DataProduct' }, true, false],
  [{ kind: 'decisionpath' }, false, true],
  [{ kind: { $in: ['DataProduct', 'DecisionPath'] } }, true, true],
  [{ 'spec.lifecycle': 'production' }, true, true],
  [
    { $all: [{ kind: 'DataProduct' }, { 'spec.type': 'aggregate' }] },
    true,
    false,
  ],
  [{ $any: [{ kind: 'DecisionPath' }, { kind: 'Component' }] }, false, true],
  [{ $not: { 'spec.type': 'aggregate' } }, true, true],
])('tells of %j which kinds it could judge', (appliesTo, product, path) => {
  expect([
    judgesKind({ appliesTo }, 'DataProduct'),
    judgesKind({ appliesTo }, 'DecisionPath'),
  ]).toEqual([product, path]);
  // What it rules out, it never applies to.
  const [check] = DATA_PRODUCT_CHECKS;
  const set = createCheckSet([{ ...check, appliesTo, origin: 'plugin' }]);
  for (const kind of ['DataProduct', 'DecisionPath'] as const) {
    for (const type of ['aggregate', 'reporting']) {
      const spec = { type, lifecycle: 'production' };
      const [applies] = set.applicability({ kind, spec });
      expect(applies && !judgesKind({ appliesTo }, kind)).toBe(false);
    }
  }
});

it('knows the shipped checks apart', () => {
  expect(
    DATA_PRODUCT_CHECKS.some(check => judgesKind(check, 'DecisionPath')),
  ).toBe(false);
  expect(
    DECISION_PATH_CHECKS.some(check => judgesKind(check, 'DataProduct')),
  ).toBe(false);
});

it('has another fingerprint when anything about a check is another', () => {
  const [check, other] = DATA_PRODUCT_CHECKS.map(one => ({
    ...one,
    origin: 'built-in' as const,
  }));
  const fingerprints = [
    [check, other],
    [other, check],
    [check],
    [{ ...check, weight: 3 }, other],
    [{ ...check, severity: 'recommended' as const }, other],
    [{ ...check, appliesTo: {} }, other],
    [{ ...check, evaluate: other.evaluate }, other],
  ].map(checks => createCheckSet(checks).fingerprint);
  expect(new Set(fingerprints).size).toBe(fingerprints.length);
});
