import { mockApis } from '@backstage/frontend-test-utils';
import { DefaultDataProductsApi } from './DefaultDataProductsApi';

function clientFor(answer: () => Response) {
  const fetch = jest.fn(async (_url: string, _init?: RequestInit) => answer());
  const api = DefaultDataProductsApi.create({
    discoveryApi: mockApis.discovery({ baseUrl: 'http://portal' }),
    fetchApi: { fetch: fetch as unknown as typeof globalThis.fetch },
  });
  return { api, fetch };
}

describe('DefaultDataProductsApi', () => {
  it('repeats lists, leaves out what is not asked for, and escapes names', async () => {
    const { api, fetch } = clientFor(() => Response.json({ items: [] }));

    await api.listReadiness({
      owner: ['group:default/a,b', 'user:default/c'],
      nested: false,
      level: undefined,
      limit: 25,
    });
    await api.getReadiness('dataproduct:Default/Customer_360');
    await api.listTransitions('decisionpath:default/a', { cursor: 'x=&y' });
    await api.getTeam('group:default/data');

    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      'http://portal/api/data-products/readiness?owner=group%3Adefault%2Fa%2Cb&owner=user%3Adefault%2Fc&nested=false&limit=25',
      'http://portal/api/data-products/readiness/dataproduct/Default/Customer_360',
      'http://portal/api/data-products/readiness/decisionpath/default/a/transitions?cursor=x%3D%26y',
      'http://portal/api/data-products/teams/group/default/data',
    ]);
  });

  it('posts what to judge again', async () => {
    const { api, fetch } = clientFor(() => Response.json({ evaluated: 1 }));

    await api.evaluate(['dataproduct:default/a']);

    const [url, init] = fetch.mock.calls[0];
    expect(url).toBe('http://portal/api/data-products/readiness/evaluations');
    expect(init).toMatchObject({
      method: 'POST',
      body: '{"entityRefs":["dataproduct:default/a"]}',
    });
  });

  it('speaks of one agreement under its own address', async () => {
    const { api, fetch } = clientFor(() => Response.json({}));
    const id = '1f0a7a6e-51c5-4d0f-9d5c-3a5e2f4b8c01';

    await api.listAgreements({ entityRef: 'dataproduct:default/a' });
    await api.getAgreement(id);
    await api.signAgreement(id, { revision: 2, fingerprint: 'f'.repeat(64) });
    await api.terminateAgreement(id, { reason: 'Not needed' });
    await api.exportAgreement(id, 1);

    const base = 'http://portal/api/data-products/agreements';
    expect(
      fetch.mock.calls.map(([url, init]) => [init?.method ?? 'GET', url]),
    ).toEqual([
      ['GET', `${base}?entityRef=dataproduct%3Adefault%2Fa`],
      ['GET', `${base}/${id}`],
      ['POST', `${base}/${id}/signatures`],
      ['POST', `${base}/${id}/termination`],
      ['GET', `${base}/${id}/export?revision=1`],
    ]);
    expect(fetch.mock.calls[3][1]?.body).toBe('{"reason":"Not needed"}');
  });

  it('hands the ledger on as it comes', async () => {
    const { api, fetch } = clientFor(() => new Response('{"seq":1}\n'));
    const { signal } = new AbortController();

    const stream = await api.exportLedger({ signal });

    expect(await new Response(stream).text()).toBe('{"seq":1}\n');
    expect(fetch).toHaveBeenCalledWith(
      'http://portal/api/data-products/ledger/export',
      { signal },
    );
  });

  it('asks for a page of the ledger, and for a checkpoint', async () => {
    const { api, fetch } = clientFor(() => Response.json({}));

    await api.listLedger({ actor: 'config', from: undefined, limit: 50 });
    await api.getLedgerCheckpoint();

    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      'http://portal/api/data-products/ledger?actor=config&limit=50',
      'http://portal/api/data-products/ledger/checkpoint',
    ]);
  });

  it('passes the refusal of the server on', async () => {
    const { api } = clientFor(() =>
      Response.json(
        {
          error: { name: 'NotFoundError', message: 'No such entity' },
          response: { statusCode: 404 },
        },
        { status: 404, statusText: 'Not Found' },
      ),
    );

    await expect(
      api.getOwnership('dataproduct:default/a'),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
      cause: { message: 'No such entity' },
    });
  });
});
