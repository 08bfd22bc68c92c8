import { CheckInForce, createCheckSet } from './CheckSet';
import { configureChecks } from './checkConfig';
import { DATA_PRODUCT_CHECKS } from './checks';
import { evaluateReadiness } from './evaluateReadiness';
import { exemplaryProduct, NOW } from './__fixtures__/exemplaryEvidence';

const available = DATA_PRODUCT_CHECKS.map(
  (check): CheckInForce => ({ ...check, origin: 'built-in' }),
);

const hasSlack = {
  id: 'has-slack',
  title: 'Slack channel',
  passCondition: 'The channel is named.',
  category: 'ownership',
  responsible: 'owner',
  remediation: 'Name it.',
  path: 'metadata.annotations.slack',
  predicate: { $hasPrefix: '#' },
};

it('leaves the checks as they are without configuration', () => {
  expect(configureChecks(available, undefined)).toEqual({
    checks: available,
    problems: [],
  });
});

it('changes, and switches off', () => {
  const { checks, problems } = configureChecks(available, {
    checks: {
      glossary: { enabled: false },
      runbook: {
        weight: 12.5,
        severity: 'recommended',
        appliesTo: { kind: 'DataProduct', 'spec.criticality': 'critical' },
      },
      drill: { enabled: true },
    },
  });
  expect(problems).toEqual([]);
  expect(checks.map(({ id }) => id)).toEqual(
    available.map(({ id }) => id).filter(id => id !== 'glossary'),
  );
  const shipped = available.find(({ id }) => id === 'runbook')!;
  expect(checks.find(({ id }) => id === 'runbook')).toEqual({
    ...shipped,
    weight: 12.5,
    severity: 'recommended',
    appliesTo: { kind: 'DataProduct', 'spec.criticality': 'critical' },
  });

  const { outcomes } = evaluateReadiness(
    exemplaryProduct(),
    createCheckSet(checks),
    NOW,
  );
  expect(outcomes.find(({ checkId }) => checkId === 'runbook')?.status).toBe(
    'not-applicable',
  );
  expect(createCheckSet(checks).fingerprint).not.toBe(
    createCheckSet(available).fingerprint,
  );
});

it.each([
  {
    predicate: { $hasPrefix: '#' },
    value: '#customer',
    status: 'pass',
    reason: 'metadata.annotations.slack is "#customer".',
  },
  {
    predicate: { $hasPrefix: '#' },
    value: 'customer',
    status: 'fail',
    reason: 'metadata.annotations.slack is "customer".',
  },
  {
    predicate: { $exists: true },
    value: undefined,
    status: 'fail',
    reason: 'metadata.annotations.slack is not set.',
  },
  {
    predicate: { $exists: false },
    value: undefined,
    status: 'pass',
    reason: 'metadata.annotations.slack is nothing.',
  },
  {
    predicate: { $in: ['#a', '#b'] },
    value: '#b',
    status: 'pass',
    reason: 'metadata.annotations.slack is "#b".',
  },
  {
    predicate: '#exactly',
    value: '#exactly',
    status: 'pass',
    reason: 'metadata.annotations.slack is "#exactly".',
  },
])(
  'adds a check that says $status to $value under $predicate',
  ({ predicate, value, status, reason }) => {
    const { checks, problems } = configureChecks([], {
      customChecks: [{ ...hasSlack, predicate }],
    });
    expect(problems).toEqual([]);
    expect(checks).toEqual([
      expect.objectContaining({
        id: 'has-slack',
        origin: 'config',
        severity: 'recommended',
        weight: 1,
      }),
    ]);
    const evidence = exemplaryProduct();
    (evidence.entity.metadata as any).annotations = { slack: value };
    expect(
      evaluateReadiness(evidence, createCheckSet(checks), NOW).outcomes,
    ).toEqual([{ checkId: 'has-slack', status, reason }]);
  },
);

it('tells declarations apart that differ in nothing but what they look for', () => {
  const fingerprints = [
    {},
    { path: 'spec.slack' },
    { predicate: { $exists: true } },
  ].map(
    change =>
      createCheckSet(
        configureChecks([], { customChecks: [{ ...hasSlack, ...change }] })
          .checks,
      ).fingerprint,
  );
  expect(new Set(fingerprints).size).toBe(3);
});

it.each([
  {
    wrong: 'an id that no check has',
    config: { checks: { runbok: { weight: 2 } } },
    path: 'checks.runbok',
    message: /there is no check 'runbok'; the checks are .*runbook/,
  },
  {
    wrong: 'a weight of nothing',
    config: { checks: { runbook: { weight: 0 } } },
    path: 'checks.runbook.weight',
    message: />0/,
  },
  {
    wrong: 'a severity that does not exist',
    config: { checks: { runbook: { severity: 'mandatory' } } },
    path: 'checks.runbook.severity',
    message: /"required"\|"recommended"/,
  },
  {
    wrong: 'a setting that does not exist',
    config: { checks: { runbook: { wieght: 2 } } },
    path: 'checks.runbook',
    message: /"wieght"/,
  },
  {
    wrong: 'a filter that is none',
    config: { checks: { runbook: { appliesTo: { kind: { $like: 'D' } } } } },
    path: 'checks.runbook.appliesTo',
    message: /./,
  },
  {
    wrong: 'something that is no object',
    config: { checks: { runbook: false } },
    path: 'checks.runbook',
    message: /expected object/,
  },
  {
    wrong: 'an id that is taken by a shipped check',
    config: { customChecks: [hasSlack, { ...hasSlack, id: 'runbook' }] },
    path: 'customChecks[1].id',
    message: /a check 'runbook' exists already.*checks\.runbook/,
  },
  {
    wrong: 'an id that is taken by a declared check',
    config: { customChecks: [hasSlack, hasSlack] },
    path: 'customChecks[1].id',
    message: /exists already/,
  },
  {
    wrong: 'an id that is not in kebab-case',
    config: { customChecks: [{ ...hasSlack, id: 'HasSlack' }] },
    path: 'customChecks[0].id',
    message: /kebab-case/,
  },
  {
    wrong: 'a check without its words',
    config: { customChecks: [{ ...hasSlack, remediation: undefined }] },
    path: 'customChecks[0].remediation',
    message: /expected string/,
  },
  {
    wrong: 'a role that does not exist',
    config: { customChecks: [{ ...hasSlack, responsible: 'boss' }] },
    path: 'customChecks[0].responsible',
    message: /"steward"/,
  },
  {
    wrong: 'no predicate',
    config: { customChecks: [{ ...hasSlack, predicate: undefined }] },
    path: 'customChecks[0].predicate',
    message: /a predicate is needed, such as \{ \$exists: true \}/,
  },
  {
    wrong: 'a predicate with an operator that does not exist',
    config: { customChecks: [{ ...hasSlack, predicate: { $like: '#' } }] },
    path: 'customChecks[0].predicate',
    message: /./,
  },
])('says where and what is wrong: $wrong', ({ config, path, message }) => {
  const { problems } = configureChecks(available, config);
  expect(problems).toEqual([{ path, message: expect.stringMatching(message) }]);
});

it('says everything that is wrong at once', () => {
  const { problems } = configureChecks(available, {
    checks: { runbok: {}, dril: {} },
    customChecks: [{ ...hasSlack, id: 'drill' }],
  });
  expect(problems.map(({ path }) => path)).toEqual([
    'checks.runbok',
    'checks.dril',
    'customChecks[0].id',
  ]);
});
