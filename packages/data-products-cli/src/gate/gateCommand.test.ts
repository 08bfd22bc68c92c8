import {
  ChangeDetail,
  changeProposalSchema,
} from '@handoff/backstage-plugin-data-products-common';
import { contractOf } from '../__fixtures__/contractOf';
import { TestFolder } from '../__fixtures__/TestFolder';
import { Received, TestServer } from '../__fixtures__/TestServer';

const ENTITY = 'dataproduct:default/customers';

/** What the portal answers to a proposal, with a gate that blocks. */
function answerTo({ body }: Received): ChangeDetail {
  const proposal = changeProposalSchema.parse(JSON.parse(body));
  const id = proposal.id!;
  const may = { may: false, reason: 'No.' };
  return {
    id,
    entity: { ref: ENTITY, title: 'Customers' },
    kind: proposal.kind,
    title: proposal.title,
    state: 'open',
    effect: 'breaking',
    version: { from: '2.3.0', to: '3.0.0' },
    proposedBy: 'service:external:ci',
    proposedAt: '2026-11-21T12:00:00.000Z',
    verdict: 'blocked',
    waitsFor: [],
    affectedCount: 2,
    gate: {
      changeId: id,
      verdict: 'blocked',
      reasons: [
        {
          rule: 'consumers-accept',
          mode: 'enforce',
          overridden: false,
          message: 'group finance objects: a|b <b>@all</b> & "more"\u0007',
          whoseTurn: [{ ref: 'group:default/finance', title: 'Finance' }],
          how: 'Find a way with them.',
        },
        {
          rule: 'no-critical-breach',
          mode: 'warn',
          overridden: false,
          message: 'The promise fresh is broken.',
          whoseTurn: [{ ref: 'group:default/customer-data' }],
          how: 'Restore it first.',
        },
      ],
      affected: {
        total: 2,
        byKind: [{ kind: 'decisionpath', count: 2 }],
        teams: [
          { ref: 'group:default/growth', count: 1, byKind: [] },
          { ref: 'user:default/gil', count: 1, byKind: [] },
        ],
        decisionPaths: [
          {
            ref: 'decisionpath:default/budget',
            title: 'The budget',
            decision: 'Whether to spend',
            criticality: 'critical',
            depth: 2,
          },
        ],
        spared: [
          {
            ref: 'dataproduct:default/head-count',
            title: 'Head_count',
            reason: 'reads none of the columns that change',
          },
        ],
        consumers: [
          {
            ref: 'group:default/finance',
            title: 'Finance',
            agreements: [{ id: 'a-1', entityRef: ENTITY }],
          },
        ],
        complete: true,
        cyclic: false,
      },
      judgedAt: '2026-11-21T12:00:00.000Z',
      expiresAt: '2026-11-21T13:00:00.000Z',
    },
    asked: [],
    acknowledgements: [],
    overrides: [],
    notifications: [],
    reader: {
      acknowledge: may,
      notify: may,
      override: may,
      promote: may,
      withdraw: may,
    },
  };
}

describe('data-products gate', () => {
  let folder: TestFolder;
  let server: TestServer;
  let base: string;
  let dropped: string;
  let extended: string;

  beforeEach(async () => {
    folder = await TestFolder.create();
    server = await TestServer.create();
    server.react = received => ({ status: 200, body: answerTo(received) });
    base = await folder.write(
      'base.yaml',
      contractOf('2.3.0', ['id', 'email']),
    );
    dropped = await folder.write('dropped.yaml', contractOf('2.4.0', ['id']));
    extended = await folder.write(
      'extended.yaml',
      contractOf('2.4.0', ['id', 'email', 'phone']),
    );
  });
  afterEach(async () => {
    await server.close();
    await folder.remove();
  });

  const gate = (...args: string[]) =>
    folder.run(['gate', '--entity', ENTITY, ...args], {
      DATA_PRODUCTS_SERVER: server.url,
      DATA_PRODUCTS_TOKEN: 'secret',
    });

  it('compares contracts without the portal', async () => {
    const breaking = await gate(
      '--offline',
      '--base',
      base,
      '--contract',
      dropped,
    );
    expect(breaking.code).toBe(1);
    expect(breaking.stdout).toContain('use 3.0.0 or later');
    expect(breaking.stdout).toMatch(/breaking: .*email/);
    expect(
      (
        await gate(
          '--offline',
          '--base',
          base,
          '--contract',
          dropped,
          '--release',
          '3.0.0',
        )
      ).code,
    ).toBe(0);
    const compatible = await gate(
      '--offline',
      '--base',
      base,
      '--contract',
      extended,
      '--format',
      'json',
    );
    expect(compatible.code).toBe(0);
    expect(JSON.parse(compatible.stdout)).toMatchObject({
      verdict: 'pass',
      difference: { step: 'minor' },
    });
    expect(server.requests).toEqual([]);
  });

  it('asks the portal, and says who must act', async () => {
    const args = [
      '--contract',
      dropped,
      '--base',
      base,
      '--commit',
      'abc',
      '--release',
      '3.0.0',
    ];
    const first = await gate(...args);
    expect(first).toMatchObject({ code: 1, stderr: '' });
    expect(first.stdout).toContain('  → Find a way with them. (Finance)');
    expect(first.stdout).toContain(
      '  not affected: Head_count reads none of the columns that change\n',
    );
    expect(first.stdout).toContain(
      [
        '2 entities affected: 2 decisionpath; 2 teams and 1 person',
        '  decision: The budget – Whether to spend',
        '  team: group growth, 1 affected',
        '  person: user gil, 1 affected',
        '  team: Finance, an agreement',
      ].join('\n'),
    );
    await gate(...args);
    const [sent, again] = server.requests.map(({ body }) => JSON.parse(body));
    // A job that runs again proposes the same change.
    expect(again).toEqual(sent);
    expect(sent).toMatchObject({
      entityRef: ENTITY,
      kind: 'schema',
      commit: 'abc',
      version: { to: '3.0.0' },
      base: expect.stringMatching(/^[0-9a-f]{64}$/),
      contract: contractOf('2.4.0', ['id']),
    });
    expect(server.requests[0]).toMatchObject({
      path: '/api/data-products/changes',
      headers: { authorization: 'Bearer secret' },
    });
  });

  it('writes for pull requests and test reports what cannot be taken for markup', async () => {
    const markdown = await gate('--format', 'markdown');
    expect(markdown.code).toBe(1);
    expect(markdown.stdout).toMatch(
      /^### ⛔ `dataproduct:default\/customers` is blocked/,
    );
    expect(markdown.stdout).toContain('a\\|b \\<b\\>@\u200ball\\</b\\>');
    expect(markdown.stdout).toContain(
      '- decision path The budget: Whether to spend',
    );
    expect(markdown.stdout).toContain(
      '- not affected: Head\\_count reads none of the columns that change\n',
    );

    const junit = await gate('--format', 'junit');
    expect(junit.code).toBe(1);
    expect(junit.stdout).toContain(
      '<testsuites tests="2" failures="1" errors="0">',
    );
    expect(junit.stdout).toContain(
      'message="group finance objects: a|b &lt;b&gt;@all&lt;/b&gt; &amp; &quot;more&quot;"',
    );
    expect(junit.stdout).toContain('<system-out>The promise fresh is broken.');
    const [, failure] = /<failure[^>]*>([^<]*)</.exec(junit.stdout)!;
    expect(failure).toMatch(/affected: .*\n {2}decision: .*\n {2}team: /);
  });

  it('waits until the gate opens', async () => {
    const opened = (received: Received) => {
      const { gate: answer } = answerTo(received);
      return { ...answer, verdict: 'pass', reasons: [] };
    };
    let proposal: Received;
    server.react = (received, call) => {
      if (call === 1) {
        proposal = received;
        return { status: 200, body: answerTo(received) };
      }
      return { status: 200, body: opened(proposal) };
    };
    const run = await gate('--wait', '0.2');
    expect(run).toMatchObject({
      code: 0,
      stderr: 'data-products: waiting for Finance\n',
    });
    expect(run.stdout).toContain('data product customers passes the gate');
    expect(server.requests[1].path).toMatch(/\/changes\/[0-9a-f-]{36}\/gate$/);
  });

  describe('reads the answer of a portal of another version', () => {
    /** Of the answer's parts, those that a test changes. */
    const answering = (change: (answer: any) => void) => {
      server.react = received => {
        const answer: any = answerTo(received);
        answer.difference = {
          changes: [],
          suggestedRenames: [],
          step: 'none',
          versions: {},
          complete: true,
          problems: { before: [], after: [] },
        };
        change(answer);
        return { status: 200, body: answer };
      };
    };

    it('that is older, and lacks what came later', async () => {
      answering(answer => {
        const { gate: judged } = answer;
        for (const part of ['notifications', 'reader', 'asked', 'overrides']) {
          delete answer[part];
        }
        delete judged.affected.consumers;
        delete judged.affected.spared;
        delete judged.affected.cyclic;
        delete judged.expiresAt;
        delete answer.difference.problems;
        judged.reasons.forEach((reason: any) => delete reason.overridden);
      });
      const run = await gate('--format', 'json');
      expect(run).toMatchObject({ code: 1, stderr: '' });
      expect(JSON.parse(run.stdout)).toMatchObject({
        verdict: 'blocked',
        reasons: [
          { blocks: true, whoseTurn: ['Finance'] },
          { rule: 'no-critical-breach', blocks: false },
        ],
        affected: { total: 2, consumers: [] },
        difference: { step: 'none' },
      });
    });

    it('that is newer, and says more', async () => {
      answering(answer => {
        answer.mood = 'good';
        answer.state = 'parked';
        answer.kind = 'colour';
        answer.gate.verdict = 'pass';
        answer.gate.reasons = [
          { rule: 'new', mode: 'advise', message: 'Look.', weight: 3 },
        ];
        answer.gate.affected.decisionPaths[0].mood = 'good';
      });
      const run = await gate();
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(run.stdout).toContain('passes the gate\n\nnote: Look.\n');
      expect(run.stdout).toContain('decision: The budget – Whether to spend');
    });

    it.each(['pass', 'blocked'])(
      'and says what it leaves out of one that is %s',
      async verdict => {
        answering(answer => {
          answer.difference.step = 'giant';
          answer.gate.verdict = verdict;
          answer.gate.affected = { total: 'many' };
          answer.gate.reasons = ['because'];
        });
        const run = await gate();
        expect(run.code).toBe(verdict === 'pass' ? 0 : 1);
        expect(run.stdout).toMatch(/^data product customers .* the gate\n$/);
        expect(run.stderr).toMatch(
          /left out.*: the difference of the contracts, some of the reasons, what is affected\n$/,
        );
      },
    );

    it.each<[string, (answer: any) => void, RegExp]>([
      [
        'a verdict that it does not know',
        ({ gate: judged }) => {
          judged.verdict = 'pass-for-now';
        },
        /verdict is "pass-for-now", which this version does not know/,
      ],
      [
        'no verdict',
        ({ gate: judged }) => {
          delete judged.verdict;
        },
        /gives no verdict; it should be one of pass, blocked/,
      ],
      [
        'a verdict that its reasons contradict',
        ({ gate: judged }) => {
          judged.verdict = 'pass';
        },
        /verdict is pass, and consumers-accept blocks it all the same/,
      ],
      [
        'a verdict on another change',
        ({ gate: judged }) => {
          judged.changeId = 'another';
        },
        /something else than it should/,
      ],
      [
        'no gate',
        answer => {
          answer.verdict = 'pass';
          delete answer.gate;
        },
        /something else than it should/,
      ],
    ])('but never takes %s for one', async (_, change, message) => {
      answering(change);
      expect(await gate()).toEqual({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(message),
      });
    });

    it('also while it waits', async () => {
      let id: string;
      server.react = (received, call) => {
        if (call === 1) {
          const body = answerTo(received);
          id = body.id;
          return { status: 200, body };
        }
        return {
          status: 200,
          body: { changeId: id, verdict: 'pass', reasons: [] },
        };
      };
      expect(await gate('--wait', '0.2')).toMatchObject({
        code: 0,
        stderr: 'data-products: waiting for Finance\n',
      });
    });
  });

  it('waits out a portal that is away, and fails closed when it stays away', async () => {
    server.react = (received, call) =>
      call === 1
        ? { status: 200, body: answerTo(received) }
        : { status: 503, body: 'deploying' };
    const run = await gate('--wait', '0.2');
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(
      /waiting for Finance\n.*answered 503: deploying\n$/,
    );

    server.react = (received, call) =>
      call % 2
        ? { status: 200, body: answerTo(received) }
        : { status: 404, body: { error: { message: 'Gone.' } } };
    expect(await gate('--wait', '0.2')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('answered 404: Gone.'),
    });
  });

  it('never passes what it could not judge', async () => {
    const notThere = { status: 404, body: { error: { message: 'None.' } } };
    const cases: [() => void, string[], RegExp][] = [
      [
        () => {},
        ['--contract', 'none.yaml'],
        /none.yaml cannot be read \(ENOENT\)/,
      ],
      [() => {}, ['--offline', '--contract', dropped], /give both --base and/],
      [() => {}, ['--rollback-to', 'last'], /rollbackTo: must be a SemVer/],
      [
        () => {},
        ['--server', 'nowhere'],
        /--server or in DATA_PRODUCTS_SERVER/,
      ],
      [() => {}, ['--server', 'http://127.0.0.1:1'], /could not be reached/],
      [
        () => {
          server.react = () => 'hang-up';
        },
        [],
        /could not be reached/,
      ],
      [
        () => {
          server.react = () => 'keep-silent';
        },
        ['--timeout', '0.1'],
        /did not answer within 0.1 s/,
      ],
      [
        () => {
          server.react = () => notThere;
        },
        [],
        /answered 404: None/,
      ],
      [
        () => {
          server.react = () => ({ status: 403 });
        },
        [],
        /does not allow this/,
      ],
      [
        () => {
          server.react = () => ({ status: 500, body: 'oops' });
        },
        [],
        /answered 500: oops/,
      ],
      [
        () => {
          server.react = () => ({ status: 200, body: 'hello' });
        },
        [],
        /something else than it should/,
      ],
    ];
    for (const [prepare, args, message] of cases) {
      prepare();
      const run = await gate(...args);
      expect([args, run.code, run.stdout]).toEqual([args, 2, '']);
      expect(run.stderr).toMatch(message);
    }
    const bad = await folder.write('bad.yaml', 'a: [');
    expect((await gate('--contract', bad)).code).toBe(2);
    const other = await folder.write('other.yaml', { kind: 'Other' });
    expect(await gate('--contract', other)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is no ODCS data contract'),
    });
    const odd = await folder.write(
      'odd.yaml',
      JSON.stringify(contractOf('2.4.0', [])).replace(/\}$/, ', "x": .nan}'),
    );
    for (const option of ['--base', '--contract']) {
      expect(await gate(option, odd)).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(
          /odd.yaml cannot be written as JSON: NaN/,
        ),
      });
    }
    expect((await folder.run(['gate'])).code).toBe(2);
  });
});
