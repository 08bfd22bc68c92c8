import { Briefing, BriefingBlock, BriefingSection } from './Briefing';
import { composeBriefing } from './composeBriefing';
import {
  answered,
  customer360,
  monthlyActives,
  unanswered,
} from './__fixtures__/sources';
import { writeBriefingMarkdown } from './writeBriefingMarkdown';

function sectionOf(briefing: Briefing, id: string): BriefingSection {
  const section = briefing.sections
    .flatMap(each => [each, ...(each.sections ?? [])])
    .find(each => each.id === id);
  expect(section).toBeDefined();
  return section!;
}

/** What one section says, as its lines of Markdown without their escapes. */
function linesOf(briefing: Briefing, id: string): string[] {
  const { blocks } = sectionOf(briefing, id);
  return writeBriefingMarkdown({
    title: '',
    facts: [],
    sections: [{ id, title: '', blocks }],
  })
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '')
    .split('\n')
    .filter(line => /^[|>\-_\w]/.test(line) && !line.startsWith('| ---'));
}

describe('the briefing of a data product', () => {
  const briefing = composeBriefing(answered);

  it('is about one release, as of one time', () => {
    expect(briefing.title).toBe('Briefing: Customer 360, release 2.4.0');
    expect(briefing.facts).toContainEqual({
      label: 'As of',
      value: ['21 Nov 2026, 12:00 UTC'],
    });
    expect(briefing.sections.map(({ id }) => id)).toEqual([
      'expectations',
      'promises',
      'risks',
      'waivers',
      'sign-offs',
      'agreements',
      'people',
      'recovery',
    ]);
  });

  it('says what to expect, with the contract in short', () => {
    expect(linesOf(briefing, 'expectations')).toEqual([
      '- **Purpose:** Counting customers. Addressing them.',
      '- **Limitations:** No merged accounts before 2024.',
      '- **Terms:** glossary term active-customer',
      '- **Classification:** confidential',
      '- **Access:** Snowflake role ANALYST_CUSTOMER; request it at [https://access.example/customer](https://access.example/customer)',
      '- **Made from:** data product crm-accounts',
    ]);
    expect(linesOf(briefing, 'contract')).toEqual([
      '- **Version:** 2.4.0',
      '- **Status:** active',
      '| Schema | One row is | Key | Columns |',
      '| customers | one customer | customer_id | 2 |',
      '| merges | _not said_ | _no key_ | 1 |',
      'The contract promises this quality:',
      expect.stringMatching(/^- .*customers\.email.*, always$/),
      '_1 quality rule states no threshold, and so promises nothing._',
    ]);
  });

  it('says how each promise was kept, with the latest breaches', () => {
    expect(linesOf(briefing, 'promises')).toEqual([
      '| Promise | Now | Kept in the window | Error budget | Breaches in the window |',
      '| fresh within 6 h, 99 % of the time over 30 days | Broken: The data is 9 h old; promised is at most 6 h. | 98.5 % (promised: 99 %) | Spent, and 3 h 30 min more | 4: 20 Nov 2026, 05:00 UTC, not over yet; 19 Nov 2026, 05:00 UTC, until 19 Nov 2026, 09:00 UTC; 18 Nov 2026, 05:00 UTC, until 18 Nov 2026, 09:00 UTC; 1 before |',
      '| available, always | Unknown: Never observed. | _Nothing was judged._ | _Nothing was observed._ | None |',
      '- To be renewed on 31 Jan 2027',
    ]);
  });

  it('names what fails or is unknown, required checks first, and whose turn it is', () => {
    expect(linesOf(briefing, 'risks')).toEqual([
      'Not ready: 71 of 100, judged 21 Nov 2026, 08:00 UTC.',
      '| Check | Found | What to do | Whose turn |',
      '| Roles filled (required) | Fails: The steward is vacant. | Name a steward. | _Nobody: the role “Steward” is vacant._ |',
      '| Drill (recommended) | Unknown: No drill recorded yet. | Plan a drill. | Customer Data |',
    ]);
    expect(linesOf(briefing, 'waivers')).toEqual([
      '| Check | Reason | Until | Approved by |',
      '| Cost budget | It is being negotiated. | 12 Dec 2026, 00:00 UTC | user cy, 19 Nov 2026: “Not beyond the year.” |',
    ]);
  });

  it('says who signed, by signatures that count, and on whom the rest waits', () => {
    expect(linesOf(briefing, 'sign-offs').slice(-2)).toEqual([
      '| Rollback tried | group data-platform | Signed. Approved by user cy. | user cy approved it, 20 Nov 2026, 10:00 UTC: “took 11 min” |',
      '| Access review | Governance | Waiting. It waits for one approval. | waits for Data Governance |',
    ]);
    expect(linesOf(briefing, 'sign-offs')).toContain(
      '- **Requested by:** Bo Berg, 20 Nov 2026, 08:00 UTC',
    );
    expect(linesOf(briefing, 'agreements')).toEqual([
      '| Consumer | State | Revision | In force since | To be renewed by | Next review |',
      '| Finance | In force | 2 | 3 Oct 2026 | 31 Jan 2027 | _not planned_ |',
      '| Growth | Proposed: waits for Customer Data | 1 | _not yet_ | 28 Feb 2027 | _not planned_ |',
      'Ended: with group sales (expired 1 Nov 2026).',
    ]);
  });

  it('says whom to call and how to go back', () => {
    expect(linesOf(briefing, 'people').slice(1)).toEqual([
      '| Accountable | Customer Data | Answers for the product as a whole. |',
      '| Steward | _Vacant._ _Maya Lind left on 3 Nov 2026._ | Keeps meaning right. |',
    ]);
    expect(linesOf(briefing, 'contacts').slice(1)).toEqual([
      '| A question | #customer-360 (slack) | 2 h |',
      '_No contact is declared for incidents._',
    ]);
    expect(linesOf(briefing, 'escalation')).toEqual([
      '1. At once: Customer Data',
      '2. After 1 h: Head of Data _not in the catalog_',
    ]);
    expect(linesOf(briefing, 'recovery')).toContain(
      '- **Last known good release:** 2.2.4',
    );
  });

  it('says of another release that it is another', () => {
    const { version, ...spec } = customer360.spec;
    const sayOf = (declared: string | undefined) =>
      linesOf(
        composeBriefing({
          ...answered,
          entity: { ...customer360, spec: { ...spec, version: declared } },
        }),
        'sign-offs',
      )[0];
    expect(sayOf('2.5.0')).toBe(
      '_No sign-off was requested for release 2.5.0; the newest is of 2.4.0._',
    );
    expect(sayOf(undefined)).toBe(
      '_The entity declares no release; the newest sign-off is of 2.4.0._',
    );
    expect(sayOf(version)).toBe('- **Release:** 2.4.0');
  });

  it('leaves nothing out because it is missing', () => {
    const { type, lifecycle, owner } = customer360.spec;
    const bare = composeBriefing({
      ...answered,
      entity: {
        ...customer360,
        metadata: { name: 'bare' },
        spec: { type, lifecycle, owner },
      },
      ownership: {
        data: { entityRef: '', roles: [], contacts: [], escalation: [] },
      },
      readiness: {
        data: {
          entityRef: '',
          level: 'ready',
          score: 100,
          outcomes: [],
          evaluatedAt: '2026-11-21T08:00:00Z',
        },
      },
      sla: {
        data: { entityRef: '', objectives: [], datedTerms: [], problems: [] },
      },
      waivers: { data: [] },
      handoff: { data: undefined },
      agreements: { data: [] },
    });
    expect(bare.title).toBe('Briefing: bare');
    const text = writeBriefingMarkdown(bare);
    for (const missing of [
      'No description is declared.',
      'No release is declared.',
      'No purpose is declared.',
      'No limitations are declared.',
      'No classification is declared.',
      'No way to get access is declared.',
      'No contract is declared.',
      'Nothing measurable is promised.',
      'Every check that applies passes or is waived.',
      'No check is waived, and no waiver waits for a decision.',
      'No sign-off was requested.',
      'No agreement is in force or proposed.',
      'No role is declared.',
      'No contact is declared.',
      'No escalation is declared.',
      'No runbook is declared.',
      'No rollback procedure is declared.',
    ]) {
      expect(text).toContain(missing);
    }
  });

  it('stands where a source cannot be read, and says so in its place', () => {
    const partly = composeBriefing(unanswered);
    for (const id of [
      'promises',
      'risks',
      'waivers',
      'sign-offs',
      'agreements',
      'people',
    ]) {
      expect(linesOf(partly, id)).toEqual([
        '> **Could not be read:** The server answered 503.',
      ]);
    }
    expect(partly.sections.map(({ id }) => id)).toEqual(
      briefing.sections.map(({ id }) => id),
    );
    expect(sectionOf(partly, 'contract').blocks).toEqual(
      sectionOf(briefing, 'contract').blocks,
    );
  });

  it('says of a document that is no contract that it is none', () => {
    const other = composeBriefing({
      ...answered,
      entity: {
        ...customer360,
        spec: { ...customer360.spec, contract: { swagger: '2.0' } },
      },
    });
    expect(sectionOf(other, 'contract').blocks).toEqual<BriefingBlock[]>([
      {
        type: 'paragraph',
        text: [
          {
            missing:
              'The contract cannot be read: it is no Open Data Contract Standard document.',
          },
        ],
      },
    ]);
  });
});

describe('the briefing of a decision path', () => {
  const briefing = composeBriefing({
    ...answered,
    entity: monthlyActives,
    sla: {
      data: {
        entityRef: 'decisionpath:default/monthly-actives',
        objectives: [],
        datedTerms: [],
        problems: [],
        steps: [
          {
            stage: 'identity',
            name: 'Identity',
            entityRef: 'dataproduct:default/customer-360',
            counts: { broken: 1, silent: 0, 'at-risk': 0, kept: 2 },
            brokenSince: '2026-11-20T05:00:00Z',
          },
          { stage: 'decision', name: 'Budget round' },
        ],
      },
    },
    steps: [
      {
        stage: 'identity',
        name: 'Identity',
        entityRef: 'dataproduct:default/customer-360',
        ownerRefs: ['group:default/customer-data'],
      },
      {
        stage: 'exposure',
        name: 'Dashboard',
        entityRef: 'dataproduct:default/kpis',
      },
      { stage: 'feedback', ownerRefs: [] },
    ],
  });

  it('begins with the decision, its steps and its signals', () => {
    expect(briefing.sections[0].id).toBe('decision');
    expect(linesOf(briefing, 'decision').slice(0, 5)).toEqual([
      '- **Decision:** whether to raise the budget',
      '- **Decided by:** group executives',
      '- **Rhythm:** every 30 d',
      '- **Feedback:** #mac (slack), answered by user growth-lead within 4 h',
      '- **Sensitive fields:** _None are declared._',
    ]);
    expect(linesOf(briefing, 'steps').slice(1)).toEqual([
      '| identity | Identity | data product customer-360 | Customer Data |',
      '| exposure | Dashboard | data product kpis | _could not be looked up_ |',
      '| feedback | _The path has no such step._ | _nothing named_ | _Nobody._ |',
    ]);
    expect(linesOf(briefing, 'signals')).toEqual([
      '- **Freshness:** fresh of data product customer-360',
      '- **Quality:** _Not declared._',
      '- **Cost:** _Not declared._',
      '- **Usage:** [https://usage.example/mac](https://usage.example/mac)',
    ]);
  });

  it('leans on the promises of its steps, and has no agreements', () => {
    expect(linesOf(briefing, 'promises').slice(1)).toEqual([
      '| Identity | data product customer-360 | 1 broken, 2 kept; broken since 20 Nov 2026, 05:00 UTC |',
      '| Budget round | _Nothing of the catalog._ | _None, or none that you may see._ |',
    ]);
    expect(briefing.sections.map(({ id }) => id)).not.toContain('agreements');
  });
});
