import { TestFolder } from '../__fixtures__/TestFolder';
import { itemsOf, takeAll, TestServer } from '../__fixtures__/TestServer';
import { retryDelay } from './retryDelay';

function observation(id: number, fields: object = {}) {
  return {
    id: `o-${id}`,
    entityRef: 'dataproduct:default/customer-360',
    objective: 'fresh-by-morning',
    value: id,
    observedAt: '2026-11-20T06:10:00Z',
    source: 'airflow',
    ...fields,
  };
}

const ndjson = (items: unknown[]) =>
  items.map(item => `${JSON.stringify(item)}\n`).join('');

describe('data-products observe', () => {
  let folder: TestFolder;
  let server: TestServer;

  const observe = (...args: string[]) =>
    folder.run(['observe', '--server', server.url, ...args], {
      DATA_PRODUCTS_TOKEN: 'secret-token',
    });

  beforeEach(async () => {
    folder = await TestFolder.create();
    server = await TestServer.create();
  });

  afterEach(async () => {
    await server.close();
    await folder.remove();
  });

  it('sends observations in compressed batches, with the token', async () => {
    const list = await folder.write(
      'list.json',
      [1, 2, 3].map(id => observation(id)),
    );
    const single = await folder.write('single.json', observation(4));
    const run = await observe(list, single, '--batch-size', '2');
    expect(run).toEqual({
      code: 0,
      stdout: '4 taken, 0 refused\n',
      stderr: '',
    });
    expect(server.requests.map(itemsOf)).toEqual([
      [observation(1), observation(2)],
      [observation(3)],
      [observation(4)],
    ]);
    expect(server.requests[0]).toMatchObject({
      path: '/api/data-products/observations',
      headers: {
        authorization: 'Bearer secret-token',
        'content-encoding': 'gzip',
        'content-type': 'application/x-ndjson',
      },
    });
  });

  it('sends the very same again when the server fails, times out or hangs up', async () => {
    server.react = (received, call) => {
      switch (call) {
        case 1:
          return { status: 503, headers: { 'retry-after': '0' } };
        case 2:
          return 'hang-up';
        case 3:
          return 'keep-silent';
        case 4:
          return { status: 429, headers: { 'retry-after': '0' } };
        default:
          return takeAll(received);
      }
    };
    const path = await folder.write('a.ndjson', ndjson([observation(1)]));
    const run = await observe(path, '--timeout', '0.2');
    expect(run).toMatchObject({ code: 0, stdout: '1 taken, 0 refused\n' });
    expect(run.stderr.split('\n').slice(0, 4)).toEqual([
      expect.stringContaining('answered 503'),
      expect.stringContaining('could not be reached'),
      expect.stringContaining('did not answer within 0.2 s; trying again in'),
      expect.stringContaining('answered 429'),
    ]);
    expect(new Set(server.requests.map(({ body }) => body)).size).toBe(1);
    expect(server.requests).toHaveLength(5);
  });

  it('gives up after its attempts, and says how much was not sent', async () => {
    server.react = (received, call) =>
      call === 1
        ? takeAll(received)
        : {
            status: 500,
            headers: { 'retry-after': '0' },
            body: { error: { message: 'database is gone' } },
          };
    const path = await folder.write(
      'a.json',
      [1, 2, 3, 4, 5].map(id => observation(id)),
    );
    const run = await observe(path, '--batch-size', '2', '--retries', '1');
    expect(run.code).toBe(2);
    expect(run.stdout).toMatch(
      /^2 taken, 0 refused\n.*answered 500: database is gone, in 2 attempts; 3 not sent\n$/,
    );
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    [401, 'does not allow this'],
    [403, 'does not allow this'],
    [404, "address of the portal's backend"],
    [302, 'this one sends to https://elsewhere.example'],
  ])('asks once when the answer is %s', async (status, message) => {
    server.react = () => ({
      status,
      headers: { location: 'https://elsewhere.example' },
    });
    const path = await folder.write('a.json', observation(1));
    const run = await observe(path);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain(message);
    expect(run.stdout + run.stderr).not.toContain('secret-token');
    expect(server.requests).toHaveLength(1);
  });

  it('says what was refused, with file and line, and takes the rest', async () => {
    server.react = received =>
      takeAll(received, ({ value }) =>
        value % 2 ? undefined : '"value" must be odd',
      );
    const lines = ndjson([observation(1), observation(2)]);
    const stream = await folder.write(
      'a.ndjson',
      `${lines}\n${ndjson([observation(4)])}{"id": "half`,
    );
    const list = await folder.write('b.json', [observation(3), observation(6)]);
    const human = await observe(stream, list);
    expect(human.code).toBe(1);
    expect(human.stdout.split('\n')).toEqual([
      expect.stringMatching(/^a\.ndjson:5: refused: it is no JSON: /),
      'a.ndjson:2: refused: "value" must be odd',
      'a.ndjson:4: refused: "value" must be odd',
      'b.json:[1]: refused: "value" must be odd',
      '',
      '2 taken, 4 refused',
      '',
    ]);
    const json = await observe(list, '--format', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      files: [{ file: 'b.json', kind: 'observations', items: 2 }],
      accepted: 1,
      refused: [{ index: 1, reason: '"value" must be odd' }],
      notSent: 0,
    });
  });

  it('halves what the server finds too large, down to the single item', async () => {
    server.react = received =>
      itemsOf(received).length > 1 || received.body.includes('"value":3')
        ? { status: 413, body: { error: { message: 'too large' } } }
        : takeAll(received);
    const path = await folder.write(
      'a.json',
      [1, 2, 3, 4, 5].map(id => observation(id)),
    );
    const run = await observe(path);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(
      /^a\.json:\[2\]: refused: .*413: too large\n\n4 taken, 1 refused\n$/,
    );
  });

  it('keeps requests small, whatever the number of items', async () => {
    const detail = 'x'.repeat(2_000);
    const path = await folder.write(
      'a.json',
      Array.from({ length: 900 }, (_, id) => observation(id, { detail })),
    );
    expect((await observe(path)).stdout).toBe('900 taken, 0 refused\n');
    expect(server.requests).toHaveLength(2);
    for (const { body } of server.requests) {
      expect(body.length).toBeLessThan(1_000_000);
    }
  });

  it('sends artifacts of dbt with what is needed of their manifest', async () => {
    const schema = (name: string) =>
      `https://schemas.getdbt.com/dbt/${name}.json`;
    const results = await folder.write('run_results.json', {
      metadata: { dbt_schema_version: schema('run-results/v6') },
      results: [
        {
          unique_id: 'model.shop.orders',
          status: 'success',
          compiled_code: 'select 1',
        },
      ],
    });
    const node = { name: 'orders', schema: 'main', raw_code: 'select 1' };
    const manifest = await folder.write('manifest.json', {
      metadata: { dbt_schema_version: schema('manifest/v12') },
      nodes: { 'model.shop.orders': node, 'model.shop.else': node },
      macros: { m: 'x'.repeat(100_000) },
    });
    server.react = () => ({
      status: 200,
      body: {
        accepted: 1,
        refused: 1,
        unmapped: 2,
        items: [
          { index: 7, status: 'refused', field: '/results/0', reason: 'why' },
        ],
      },
    });
    const run = await observe(results, '--manifest', manifest);
    expect(run).toMatchObject({
      code: 1,
      stdout:
        'run_results.json: refused: /results/0: why\n\n1 taken, 2 kept until an entity claims their dataset, 1 refused\n',
    });
    const [{ path, body }] = server.requests;
    expect(path).toBe('/api/data-products/observations/dbt');
    expect(JSON.parse(body)).toMatchObject({
      artifacts: [
        { results: [{ unique_id: 'model.shop.orders', status: 'success' }] },
      ],
      manifest: { nodes: { 'model.shop.orders': { name: 'orders' } } },
    });
    expect(body).not.toContain('select 1');
    expect(body.length).toBeLessThan(1_000);

    // Named among the files it is taken for what it is.
    await observe(manifest, results);
    expect(server.requests.at(-1)!.body).toBe(body);
    await expect(observe(manifest)).resolves.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('measures nothing'),
    });
  });

  it('sends events of OpenLineage in batches', async () => {
    const event = {
      eventType: 'COMPLETE',
      eventTime: '2026-11-20T06:10:00Z',
      run: { runId: 'r' },
      job: { namespace: 'n', name: 'j' },
    };
    const path = await folder.write('events.ndjson', ndjson([event, event]));
    expect((await observe(path)).code).toBe(0);
    expect(server.requests).toMatchObject([
      {
        path: '/api/data-products/observations/openlineage/api/v1/lineage/batch',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([event, event]),
      },
    ]);
  });

  it('sends nothing when a file cannot be read or is of no known kind', async () => {
    const good = await folder.write('a.json', observation(1));
    const other = await folder.write('b.json', { hello: 'world' });
    const text = await folder.write('c.txt', 'hello');
    for (const [path, message] of [
      [other, 'b.json: it cannot be told what it is'],
      [text, 'c.txt: it is neither JSON'],
      ['nowhere.json', 'nowhere.json: there is no such file'],
    ]) {
      const run = await observe(good, path);
      expect(run).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(message),
      });
    }
    expect(server.requests).toEqual([]);
    // What it is can be said; then the server is the judge.
    expect((await observe(other, '--kind', 'observations')).code).toBe(0);
  });

  it('takes the address from the environment, and needs one', async () => {
    const path = await folder.write('a.json', observation(1));
    const run = (env: Record<string, string>) =>
      folder.run(['observe', path], env);
    expect((await run({ DATA_PRODUCTS_SERVER: `${server.url}/` })).code).toBe(
      0,
    );
    expect(server.requests[0].headers.authorization).toBeUndefined();
    await expect(run({})).resolves.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--server'),
    });
    expect(
      (await folder.run(['observe', path, '--server', 'ftp://x'])).code,
    ).toBe(2);
  });

  it('does not take another answer for success', async () => {
    const path = await folder.write('a.json', observation(1));
    server.react = () => ({ status: 200, body: '<html>portal</html>' });
    await expect(observe(path)).resolves.toMatchObject({
      code: 2,
      stdout: expect.stringContaining('answered with something else'),
    });
  });
});

describe('retryDelay', () => {
  it('doubles up to half a minute, and does as the server asks', () => {
    const delays = [1, 2, 3, 10].map(attempt =>
      [0, 1].map(random => retryDelay(attempt, undefined, 0, random)),
    );
    expect(delays).toEqual([
      [250, 500],
      [500, 1_000],
      [1_000, 2_000],
      [15_000, 30_000],
    ]);
    expect(retryDelay(1, '7', 0, 0)).toBe(7_000);
    expect(retryDelay(1, 'Thu, 01 Jan 1970 00:00:09 GMT', 4_000, 0)).toBe(
      5_000,
    );
    expect(retryDelay(1, '86400', 0, 0)).toBe(120_000);
    expect(retryDelay(1, 'soon', 0, 0)).toBe(250);
  });
});
