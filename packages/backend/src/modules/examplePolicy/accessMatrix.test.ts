import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  ACCESS_MATRIX,
  AccessRow,
  Caller,
  CALLERS,
  Expected,
  expectedOf,
  RouteRequest,
} from './__testUtils__/accessMatrix';
import { describeMatrix } from './__testUtils__/describeMatrix';
import { exampleCompany, productNames } from './__testUtils__/exampleCompany';
import { ExampleItems } from './__testUtils__/ExampleItems';
import { readRoutes, Route } from './__testUtils__/readRoutes';
import {
  Answer,
  ExamplePortal,
  startExamplePortal,
} from './__testUtils__/startExamplePortal';

jest.setTimeout(120_000);

const PRODUCTS = productNames(130);
const TOKENS = { service: 's'.repeat(20), pipeline: 'p'.repeat(20) };

/** Of a job that keeps exports of the ledger. */
const ARCHIVE = 'a'.repeat(20);

/** Holds the matrix as a table, for people. */
const PAGE = resolve(__dirname, '../../../../../docs/permissions.md');
const TABLE = /(<!-- access-matrix -->\n\n)[^]*?(\n\n<!-- \/access-matrix -->)/;

const databases = TestDatabases.create({
  ids: ['POSTGRES_18'],
  disableDocker: true,
});

describe.each([
  { database: 'SQLite', postgres: undefined },
  { database: 'PostgreSQL', postgres: databases },
])('who may do what by the example policy, on $database', ({ postgres }) => {
  const folder = createMockDirectory();
  let portal: ExamplePortal;
  let items: ExampleItems;
  let routes: Map<string, Route>;
  let tokens: Record<Caller, string | undefined>;

  beforeAll(async () => {
    folder.setContent({ 'company.yaml': exampleCompany(PRODUCTS) });
    portal = await startExamplePortal({
      company: folder.resolve('company.yaml'),
      postgres,
      externalAccess: [
        {
          type: 'static',
          options: { token: TOKENS.service, subject: 'service' },
        },
        {
          type: 'static',
          options: { token: TOKENS.pipeline, subject: 'pipeline' },
          accessRestrictions: [
            {
              plugin: 'data-products',
              permission: 'data-products.observation.create',
            },
          ],
        },
        {
          type: 'static',
          options: { token: ARCHIVE, subject: 'archive' },
          accessRestrictions: [
            {
              plugin: 'data-products',
              permission: ['data-products.ledger.export'],
            },
          ],
        },
      ],
      checklists: {
        'into-production': {
          version: 1,
          title: 'Into production',
          kind: 'DataProduct',
          from: 'development',
          to: 'production',
          items: [
            {
              id: 'access',
              title: 'Access review',
              guidance: 'Compare who can with who should.',
              responsible: 'schema-approver',
            },
          ],
        },
      },
    });
    await loadCompany();
    const [guest, otherTeam, owner, roleHolder, governance] = await Promise.all(
      ['gus', 'tess', 'ola', 'hugo', 'gita'].map(name => portal.signIn(name)),
    );
    tokens = {
      nobody: undefined,
      ...TOKENS,
      guest,
      otherTeam,
      owner,
      roleHolder,
      governance,
    };
    items = new ExampleItems(
      portal,
      { owner, holder: roleHolder },
      PRODUCTS.slice(1),
    );
    await makeSomething();
    routes = await readRoutes(portal);
  });
  afterAll(() => portal?.stop());

  /** Until the catalog has all of it, with its relations, and the plugin knows. */
  async function loadCompany() {
    const expected: [filter: string, count: number][] = [
      ['kind=dataproduct,relations.schemaApprovedBy', PRODUCTS.length],
      ['kind=component,relations.dependsOn', 1],
      ['kind=user,relations.memberOf', 4],
      ['kind=user', 5],
      ['kind=group,relations.childOf', 1],
    ];
    for (const [filter, count] of expected) {
      let found = 0;
      for (let tries = 0; found < count && tries < 300; tries++) {
        await setTimeout(100);
        found = await portal.countEntities(filter, TOKENS.service);
      }
      expect([filter, found]).toEqual([filter, count]);
    }
    await portal.run('reconcile');
  }

  /** One broken promise, and one thing of each kind that is decided about. */
  async function makeSomething() {
    await portal.send('post', '/observations', {
      token: TOKENS.pipeline,
      body: [
        {
          entityRef: `dataproduct:default/${PRODUCTS[0]}`,
          objective: 'fresh',
          value: 'PT90H',
          source: 'airflow',
          observedAt: new Date(Date.now() - 300_000).toISOString(),
        },
      ],
    });
    await portal.run('sla-clock');
    await portal.run('readiness-clock');
    await items.handoff();
    await items.agreement();
    await items.waiver();
    await items.change();
  }

  async function ask(
    { method, path }: Route,
    { params = {}, query = {}, body }: RouteRequest,
    token: string | undefined,
  ): Promise<Answer> {
    const filled = path.replace(/\{(\w+)\}/g, (_, name) => params[name]);
    return portal.send(method, `${filled}?${new URLSearchParams(query)}`, {
      token,
      body,
    });
  }

  it('tells of every route, as docs/permissions.md does', async () => {
    // A route that is missing here needs a row in __testUtils__/accessMatrix.ts.
    expect(Object.keys(ACCESS_MATRIX).sort()).toEqual(
      [...routes.keys()].sort(),
    );
    const page = await readFile(PAGE, 'utf8');
    const expected = page.replace(
      TABLE,
      (_, before, after) => before + describeMatrix(routes) + after,
    );
    if (process.env.UPDATE_ACCESS_MATRIX) {
      await writeFile(PAGE, expected);
      return;
    }
    // To write it anew: UPDATE_ACCESS_MATRIX=1 yarn workspace backend test accessMatrix
    expect(page).toBe(expected);
  });

  it.each(Object.keys(ACCESS_MATRIX))('%s', async id => {
    const route = routes.get(id)!;
    const row = ACCESS_MATRIX[id];
    const answered: string[] = [];
    const recorded: string[] = [];
    let request = await row.ask(items);
    for (const [index, expected] of expectedOf(row).entries()) {
      const caller = CALLERS[index];
      portal.takeEvents();
      const answer = await ask(route, request, tokens[caller]);
      answered.push(`${caller}: ${describeAnswer(row, expected, answer)}`);
      recorded.push(`${caller}: ${JSON.stringify(portal.takeEvents())}`);
      expect([...route.documented, '400']).toContain(String(answer.status));
      if (answer.status === 200 && route.method === 'post') {
        request = await row.ask(items);
      }
    }
    expect(answered).toEqual(
      expectedOf(row).map((word, index) => `${CALLERS[index]}: ${word}`),
    );
    const severityLevel = route.method === 'get' ? 'low' : 'medium';
    expect(recorded).toEqual(
      expectedOf(row).map((word, index) => {
        const outcome = ['ok', 'empty'].includes(word) ? 'succeeded' : 'failed';
        // Who does not say who they are is stopped before the plugin.
        const events =
          word === '401' ? [] : [{ eventId: id, severityLevel, outcome }];
        return `${CALLERS[index]}: ${JSON.stringify(events)}`;
      }),
    );
  });

  it('a restricted token does what it is for, and changes nothing else', async () => {
    const done: string[] = [];
    for (const [id, row] of Object.entries(ACCESS_MATRIX)) {
      const route = routes.get(id)!;
      const { status } = await ask(route, await row.ask(items), ARCHIVE);
      if (status === 200 && (route.method === 'post' || row.permission)) {
        done.push(id);
      }
    }
    expect(done).toEqual(['ledger-export']);

    const { text } = await portal.send('get', '/ledger/export', {
      token: ARCHIVE,
    });
    const [first, ...more] = text.split('\n');
    expect(JSON.parse(first)).toMatchObject({ payload: expect.anything() });
    // It may not read the entities that the rest is about.
    expect(more.join('\n')).not.toContain('Nobody needs it any more.');
  });

  it('records what is refused before it is read', async () => {
    portal.takeEvents();
    const { status } = await portal.send('post', '/waivers', {
      token: tokens.owner,
      body: { reason: 'x'.repeat(1024 * 1024) },
    });
    expect(status).toBe(413);
    expect(portal.takeEvents()).toEqual([
      {
        eventId: 'waiver-request',
        severityLevel: 'medium',
        outcome: 'failed',
      },
    ]);
  });
});

/** The word of the matrix for an answer, or what else it was. */
function describeAnswer(
  row: AccessRow,
  expected: Expected,
  { status, text, body }: Answer,
): string {
  const message: string = body?.error?.message ?? '';
  switch (status) {
    case 200:
      return row.shows === undefined || text.includes(row.shows)
        ? 'ok'
        : 'empty';
    case 401:
    case 404:
      return String(status);
    case 403:
      return wordOf(row, message) ?? `403 in place of ${expected}: ${message}`;
    default:
      return `${status} in place of ${expected}: ${text}`;
  }
}

function wordOf(
  { permission }: AccessRow,
  message: string,
): Expected | undefined {
  if (/^You (asked for this handoff|proposed the change)/.test(message)) {
    return 'self';
  }
  if (message.startsWith('Only a person can do this')) {
    return 'person';
  }
  if (
    /\bit takes a member of .+ Members: \S|^Only user .+ can /.test(message)
  ) {
    return 'role';
  }
  return permission && message.includes(`the permission ${permission}`)
    ? 'permission'
    : undefined;
}
