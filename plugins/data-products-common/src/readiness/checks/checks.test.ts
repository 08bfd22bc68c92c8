import { JsonObject } from '@backstage/types';
import { CheckResult, ReadinessCheck } from '../Check';
import { createCheckSet } from '../CheckSet';
import { ReadinessEvidence } from '../Evidence';
import { evaluateReadiness } from '../evaluateReadiness';
import {
  exemplaryPath,
  exemplaryProduct,
  NOW,
} from '../__fixtures__/exemplaryEvidence';
import { DATA_PRODUCT_CHECKS } from './dataProductChecks';
import { DECISION_PATH_CHECKS } from './decisionPathChecks';

interface Case {
  check: string;
  when: string;
  change: (evidence: ReadinessEvidence, spec: any) => void;
  status: CheckResult['status'];
  reason: string;
  validUntil?: string;
}

function vacate(evidence: ReadinessEvidence, name: string, reason?: string) {
  Object.assign(evidence.roles.find(({ role }) => role === name)!, {
    people: 0,
    vacant: true,
    reason,
  });
}

function judge(
  checks: readonly ReadinessCheck[],
  evidence: ReadinessEvidence,
  { check: id, change }: Case,
): CheckResult {
  change(evidence, evidence.entity.spec);
  return checks.find(check => check.id === id)!.evaluate(evidence, NOW);
}

const PRODUCT_CASES: Case[] = [
  {
    check: 'accountable-owner',
    when: 'the owner is not in the catalog',
    change: e =>
      vacate(e, 'owner', 'group:default/customer-data is not in the catalog'),
    status: 'fail',
    reason:
      'The owner is vacant: group:default/customer-data is not in the catalog.',
  },
  {
    check: 'accountable-owner',
    when: 'nothing is known of an owner',
    change: e => {
      e.roles = [];
    },
    status: 'fail',
    reason: 'The owner is vacant: nobody is named.',
  },
  {
    check: 'roles-filled',
    when: 'two roles are vacant, and the consumers, whom nobody must name',
    change: e => {
      vacate(e, 'steward', 'Maya Lind left on 3 Nov 2026 without a successor');
      vacate(e, 'schema-approver');
      vacate(e, 'consumer');
    },
    status: 'fail',
    reason:
      'Vacant: steward (Maya Lind left on 3 Nov 2026 without a successor); schema approver (nobody is named).',
  },
  {
    check: 'incident-contact',
    when: 'there are contacts for questions only',
    change: e => {
      e.contacts = { question: 3 };
    },
    status: 'fail',
    reason: 'Nobody is named to call in an incident.',
  },
  {
    check: 'escalation',
    when: 'the ladder has one rung',
    change: e => {
      e.escalation = 1;
    },
    status: 'fail',
    reason: 'The ladder ends after its first rung.',
  },
  {
    check: 'purpose-and-limitations',
    when: 'a limitation is blank',
    change: (_, spec) => {
      spec.limitations = '  ';
    },
    status: 'fail',
    reason: 'Missing: limitations.',
  },
  {
    check: 'documentation',
    when: 'there is no description, whatever else there is',
    change: e => {
      (e.entity.metadata as JsonObject).description = undefined;
    },
    status: 'fail',
    reason: 'The product has no description.',
  },
  {
    check: 'documentation',
    when: 'one column too few is described',
    change: e => {
      e.contract!.described = 7;
    },
    status: 'fail',
    reason: 'Only 7 of 10 columns described.',
  },
  {
    check: 'documentation',
    when: 'TechDocs stand in for descriptions of columns',
    change: e => {
      e.contract = undefined;
      (e.entity.metadata as JsonObject).annotations = {
        'backstage.io/techdocs-ref': 'dir:.',
      };
    },
    status: 'pass',
    reason: 'Described, with documentation of its own.',
  },
  {
    check: 'contract',
    when: 'there is none',
    change: e => {
      e.contract = undefined;
    },
    status: 'fail',
    reason: 'There is no contract.',
  },
  {
    check: 'contract',
    when: 'it has errors',
    change: e => {
      e.contract!.errorCount = 2;
      e.contract!.errors = ['/schema: must be a list', '/id: missing'];
    },
    status: 'fail',
    reason: 'The contract has 2 errors, first: /schema: must be a list',
  },
  {
    check: 'contract',
    when: 'it describes nothing',
    change: e => {
      e.contract!.columns = 0;
    },
    status: 'fail',
    reason: 'The contract describes no columns.',
  },
  {
    check: 'grain-and-keys',
    when: 'a schema has no key',
    change: e => {
      e.contract!.keyed = 1;
    },
    status: 'fail',
    reason: '1 of 2 schemas have no key.',
  },
  {
    check: 'quality-expectations',
    when: 'no rule has a threshold',
    change: e => {
      e.contract!.thresholds = 0;
    },
    status: 'fail',
    reason: 'None of 3 quality rules has a threshold.',
  },
  {
    check: 'objectives-declared',
    when: 'freshness is not promised',
    change: e => {
      e.objectives.shift();
    },
    status: 'fail',
    reason: '1 objective promised, but not how fresh the data is.',
  },
  {
    check: 'agreement-current',
    when: 'none was ever recorded',
    change: e => {
      e.agreements = undefined;
    },
    status: 'unknown',
    reason: 'No agreement recorded yet.',
  },
  {
    check: 'agreement-current',
    when: 'one ended a moment ago',
    change: e => {
      e.agreements![0].until = NOW.toISOString();
    },
    status: 'fail',
    reason: 'No current agreement with group finance.',
  },
  {
    check: 'agreement-current',
    when: 'one is proposed only, while another is in force until a time',
    change: e => {
      e.agreements![1].state = 'proposed';
      e.titles = { 'group:default/growth': 'Growth' };
    },
    status: 'fail',
    reason: 'No current agreement with Growth.',
    validUntil: '2027-01-31T00:00:00.000Z',
  },
  {
    check: 'agreement-current',
    when: 'a promise is weaker than it was signed',
    change: e => {
      e.agreements![0].breached = true;
      e.titles = { 'group:default/finance': 'Finance' };
    },
    status: 'fail',
    reason: 'Promised is less than was agreed with Finance.',
    validUntil: '2027-01-31T00:00:00.000Z',
  },
  {
    check: 'objectives-met',
    when: 'one is broken',
    change: e => {
      e.observations!['emails-complete'].state = 'broken';
    },
    status: 'fail',
    reason: 'Broken: emails-complete.',
    validUntil: '2026-11-21T18:00:00.000Z',
  },
  {
    check: 'objectives-met',
    when: 'the judgement of one has ended',
    change: e => {
      e.observations!['fresh-by-morning'].validUntil = NOW.toISOString();
    },
    status: 'unknown',
    reason: '1 of 2 objectives cannot be judged.',
    validUntil: '2026-11-22T06:00:00.000Z',
  },
  {
    check: 'objectives-met',
    when: 'nothing was ever observed',
    change: e => {
      e.observations = undefined;
    },
    status: 'unknown',
    reason: 'No observation recorded yet.',
  },
  {
    check: 'observed-lately',
    when: 'one has fallen silent',
    change: e => {
      e.observations!['fresh-by-morning'].validUntil = NOW.toISOString();
    },
    status: 'fail',
    reason: 'Silent: fresh-by-morning.',
    validUntil: '2026-11-22T06:00:00.000Z',
  },
  {
    check: 'observed-lately',
    when: 'nothing is promised',
    change: e => {
      e.objectives = [];
    },
    status: 'unknown',
    reason: 'No observation recorded yet.',
  },
  {
    check: 'runbook',
    when: 'there is none',
    change: (_, spec) => {
      spec.runbook = '';
    },
    status: 'fail',
    reason: 'There is no runbook.',
  },
  {
    check: 'rollback',
    when: 'the procedure restores nothing in particular',
    change: (_, spec) => {
      spec.rollback.lastKnownGood = undefined;
    },
    status: 'fail',
    reason: 'The procedure does not say which version it restores.',
  },
  {
    check: 'rollback',
    when: 'a version is known, and nothing else',
    change: (_, spec) => {
      spec.rollback.procedure = undefined;
    },
    status: 'fail',
    reason:
      'Version 2.2.4 is known to be good, but no procedure says how to restore it.',
  },
  {
    check: 'drill',
    when: 'none was recorded',
    change: e => {
      e.drills = undefined;
    },
    status: 'unknown',
    reason: 'No drill recorded yet.',
  },
  {
    check: 'drill',
    when: 'one is planned, which proves nothing yet',
    change: e => {
      e.drills = [{ at: '2026-12-01T00:00:00.000Z', outcome: 'planned' }];
    },
    status: 'unknown',
    reason: 'No drill recorded yet.',
    validUntil: '2026-12-01T00:00:00.000Z',
  },
  {
    check: 'drill',
    when: 'the last was 90 days ago to the moment',
    change: e => {
      e.drills = [{ at: '2026-08-23T12:00:00.000Z', outcome: 'restored' }];
    },
    status: 'fail',
    reason: 'The last drill was on 23 Aug 2026, over 90 days ago.',
  },
  {
    check: 'inputs-resolved',
    when: 'one is not in the catalog',
    change: e => {
      e.inputs[0].found = false;
    },
    status: 'fail',
    reason: 'Not in the catalog: data product crm-accounts.',
  },
  {
    check: 'inputs-resolved',
    when: 'an aggregate names none',
    change: e => {
      e.inputs = [];
    },
    status: 'fail',
    reason: 'No input is named.',
  },
  {
    check: 'classification-and-access',
    when: 'neither is there',
    change: (_, spec) => {
      spec.classification = undefined;
      spec.access = {};
    },
    status: 'fail',
    reason: 'Missing: classification, how to get access.',
  },
  {
    check: 'glossary',
    when: 'a term is missing',
    change: e => {
      e.glossary.push({ ref: 'glossaryterm:default/churn', found: false });
    },
    status: 'fail',
    reason: 'Not in the catalog: glossary term churn.',
  },
  {
    check: 'review-current',
    when: 'it is overdue',
    change: (_, spec) => {
      spec.review.last = '2026-08-21';
    },
    status: 'fail',
    reason: 'The review was due on 21 Nov 2026.',
  },
  {
    check: 'review-current',
    when: 'the last one is yet to come',
    change: (_, spec) => {
      spec.review.last = '2026-12-24';
    },
    status: 'unknown',
    reason: 'The last review is dated 24 Dec 2026, in the future.',
    validUntil: '2026-12-24T00:00:00.000Z',
  },
  {
    check: 'review-current',
    when: 'a rhythm is set, and no review has been',
    change: (_, spec) => {
      spec.review.last = undefined;
    },
    status: 'unknown',
    reason: 'No review recorded yet.',
  },
  {
    check: 'review-current',
    when: 'the day cannot be read',
    change: (_, spec) => {
      spec.review.last = 'last autumn';
    },
    status: 'unknown',
    reason: "The review cannot be read: every 'P3M', last 'last autumn'.",
  },
  {
    check: 'release-signed-off',
    when: 'another release was signed off',
    change: (_, spec) => {
      spec.version = '2.4.0';
    },
    status: 'fail',
    reason: 'Release 2.4.0 is not signed off.',
  },
  {
    check: 'release-signed-off',
    when: 'what was signed off has changed',
    change: e => {
      e.contentFingerprint = 'b02c';
    },
    status: 'fail',
    reason: 'Release 2.3.0 was signed off, and has changed since.',
  },
  {
    check: 'release-signed-off',
    when: 'it is not known what the content is',
    change: e => {
      e.contentFingerprint = undefined;
    },
    status: 'fail',
    reason: 'Release 2.3.0 was signed off, and has changed since.',
  },
  {
    check: 'release-signed-off',
    when: 'it counts for a time',
    change: e => {
      e.signOffs![0].until = '2027-01-01T00:00:00.000Z';
    },
    status: 'pass',
    reason: 'Release 2.3.0 is signed off.',
    validUntil: '2027-01-01T00:00:00.000Z',
  },
  {
    check: 'release-signed-off',
    when: 'that time is over',
    change: e => {
      e.signOffs![0].until = '2026-11-20T00:00:00.000Z';
    },
    status: 'fail',
    reason: 'The sign-off of release 2.3.0 had to be renewed.',
  },
  {
    check: 'release-signed-off',
    when: 'nothing was ever signed off',
    change: e => {
      e.signOffs = undefined;
    },
    status: 'unknown',
    reason: 'No sign-off recorded yet.',
  },
];

const PATH_CASES: Case[] = [
  {
    check: 'decision-named',
    when: 'nobody decides, at no time',
    change: (_, spec) => {
      spec.decisionMakers = [];
      spec.cadence = undefined;
    },
    status: 'fail',
    reason: 'Missing: who decides, how often.',
  },
  {
    check: 'named-owner',
    when: 'a group owns it',
    change: e => {
      Object.assign(e.roles[0], {
        refs: ['group:default/growth'],
        names: ['Growth'],
        people: 5,
      });
    },
    status: 'fail',
    reason: 'Growth is a group of 5 people: a path needs one name.',
  },
  {
    check: 'named-owner',
    when: 'the owner has left',
    change: e => vacate(e, 'owner'),
    status: 'fail',
    reason: 'The owner is vacant: nobody is named.',
  },
  {
    check: 'source-contract',
    when: 'the source has none',
    change: e => {
      e.inputs[0].contract = false;
    },
    status: 'fail',
    reason: 'Without a contract: Events.',
  },
  {
    check: 'source-contract',
    when: 'the steps name no source',
    change: (_, spec) => {
      spec.steps.shift();
    },
    status: 'fail',
    reason: 'No source is named.',
  },
  {
    check: 'source-contract',
    when: 'it is named as a link',
    change: (e, spec) => {
      e.inputs[0].contract = false;
      spec.contracts.source = ['https://contracts.example.com/events'];
    },
    status: 'pass',
    reason: '1 source contract named.',
  },
  {
    check: 'source-contract',
    when: 'a product is named that is nowhere, and one that has none',
    change: (e, spec) => {
      e.inputs[1].contract = false;
      spec.contracts.source = ['dataproduct:nowhere', 'c360'];
    },
    status: 'fail',
    reason:
      'Without a contract: data product nowhere is not in the catalog, data product c360 has no contract.',
  },
  {
    check: 'transformation-contract',
    when: 'half of it is missing',
    change: (_, spec) => {
      spec.contracts.transformation = { grain: 'One row a day', keys: 'day' };
    },
    status: 'fail',
    reason: 'Missing: nulls, accepted ranges.',
  },
  {
    check: 'policy-enforcement',
    when: 'nobody has said whether fields are sensitive',
    change: (_, spec) => {
      spec.policy.sensitiveFields = undefined;
    },
    status: 'fail',
    reason: 'Missing: sensitive fields.',
  },
  {
    check: 'cost-visibility',
    when: 'there is no budget',
    change: (_, spec) => {
      spec.cost.budget = undefined;
    },
    status: 'fail',
    reason: 'Data Platform answers for the cost, but there is no budget.',
  },
  {
    check: 'cost-visibility',
    when: 'nobody answers for it',
    change: (_, spec) => {
      spec.cost = undefined;
    },
    status: 'fail',
    reason: 'Nobody is named who answers for the cost.',
  },
  {
    check: 'feedback-path',
    when: 'nobody answers',
    change: (_, spec) => {
      spec.feedback = { channel: 'slack', target: '#mac' };
    },
    status: 'fail',
    reason: 'Missing: who answers, how fast.',
  },
  {
    check: 'feedback-path',
    when: 'who is to answer has left',
    change: e => {
      e.parties[0] = { ref: 'user:default/growth-lead', found: false };
    },
    status: 'fail',
    reason: 'user growth-lead, who is to answer, is not in the catalog.',
  },
  {
    check: 'policy-enforcement',
    when: 'who is to review is not known',
    change: e => {
      e.parties[2].found = false;
    },
    status: 'fail',
    reason: 'Data Governance, who is to review, is not in the catalog.',
  },
  {
    check: 'cost-visibility',
    when: 'who is to answer for it is not known',
    change: e => {
      e.parties = [];
    },
    status: 'fail',
    reason:
      'group data-platform, who is to answer for the cost, is not in the catalog.',
  },
  {
    check: 'path-rollback',
    when: 'there is none',
    change: (_, spec) => {
      spec.rollback = undefined;
    },
    status: 'fail',
    reason: 'No rollback is described.',
  },
  {
    check: 'four-signals',
    when: 'two are missing',
    change: (_, spec) => {
      spec.signals = { freshness: 'a', usage: 'b' };
    },
    status: 'fail',
    reason: 'Missing: quality, cost.',
  },
  {
    check: 'steps-complete',
    when: 'it ends before anybody decides',
    change: (_, spec) => {
      spec.steps.splice(3);
    },
    status: 'fail',
    reason: 'The steps lack the decision, feedback.',
  },
  {
    check: 'steps-complete',
    when: 'a step leads nowhere',
    change: e => {
      e.inputs[1].found = false;
    },
    status: 'fail',
    reason: 'Not in the catalog: data product c360.',
  },
  {
    check: 'steps-complete',
    when: 'nothing is known of a step’s entity',
    change: e => {
      e.inputs.pop();
    },
    status: 'fail',
    reason: 'Not in the catalog: data product c360.',
  },
];

describe.each([
  {
    of: 'data products',
    checks: DATA_PRODUCT_CHECKS,
    cases: PRODUCT_CASES,
    exemplary: exemplaryProduct,
  },
  {
    of: 'decision paths',
    checks: DECISION_PATH_CHECKS,
    cases: PATH_CASES,
    exemplary: exemplaryPath,
  },
])('the checks of $of', ({ checks, cases, exemplary }) => {
  it('all apply to what is exemplary, and pass', () => {
    const checkSet = createCheckSet(
      checks.map(check => ({ ...check, origin: 'built-in' })),
    );
    const { score, level, outcomes } = evaluateReadiness(
      exemplary(),
      checkSet,
      NOW,
    );
    expect(outcomes.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect({ score, level }).toEqual({ score: 100, level: 'ready' });
  });

  it('each have a case in which they do not pass', () => {
    const tested = cases
      .filter(({ status }) => status !== 'pass')
      .map(({ check }) => check);
    expect(new Set(tested)).toEqual(new Set(checks.map(({ id }) => id)));
  });

  it.each(cases)('$check, when $when: $status', testCase => {
    expect(judge(checks, exemplary(), testCase)).toEqual({
      status: testCase.status,
      reason: testCase.reason,
      validUntil: testCase.validUntil,
    });
  });

  it('say something of an entity of which nothing is known', () => {
    const { entityRef, kind } = exemplary();
    const bare: ReadinessEvidence = {
      entityRef,
      kind,
      title: '',
      criticality: 'medium',
      entity: { kind },
      roles: [],
      contacts: {},
      escalation: 0,
      objectives: [],
      inputs: [],
      glossary: [],
      parties: [],
    };
    const passing = checks
      .map(check => ({ id: check.id, ...check.evaluate(bare, NOW) }))
      .filter(({ status }) => status === 'pass');
    expect(passing.map(({ id }) => id)).toEqual(
      // Which roles a kind must fill, the evidence says.
      kind === 'DataProduct' ? ['roles-filled'] : [],
    );
  });
});

it('finds what a path names in the path’s own namespace', () => {
  const evidence = exemplaryPath();
  (evidence.entity.metadata as JsonObject).namespace = 'sales';
  evidence.inputs = evidence.inputs.map(input => ({
    ...input,
    ref: input.ref.replace('default', 'sales'),
  }));
  const statuses = ['source-contract', 'steps-complete'].map(
    id =>
      DECISION_PATH_CHECKS.find(check => check.id === id)!.evaluate(
        evidence,
        NOW,
      ).status,
  );
  expect(statuses).toEqual(['pass', 'pass']);
});
