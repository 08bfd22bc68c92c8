import { ConfigReader } from '@backstage/config';
import { Knex } from 'knex';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { LedgerStore } from '../ledger';
import { readCheckSet } from '../readiness/readCheckSet';
import { readChecklists } from './readChecklists';
import { recordConfigChanges } from './recordConfigChanges';

jest.setTimeout(60_000);

function inForce(dataProducts: object = {}) {
  const config = new ConfigReader({ dataProducts } as never);
  const checkSet = readCheckSet(config, []);
  return { checkSet, checklists: readChecklists(config, [], checkSet) };
}

const storage = createTestStorage();

describe.each(DATABASES)('changes of the configuration on %s', id => {
  it('are recorded when they are there, by the first replica that starts', async () => {
    const knex: Knex = await storage.create(id);
    const ledger = LedgerStore.create(knex);
    const start = (config?: object) =>
      Promise.all(
        [0, 1, 2].map(() =>
          recordConfigChanges(knex, ledger, inForce(config), new Date()),
        ),
      );
    const recorded = async () =>
      (await ledger.list({}, { limit: 10 }))
        .map(({ subject }) => subject)
        .reverse();

    await start();
    await start();
    expect(await recorded()).toEqual(['config/checks', 'config/checklists']);

    const relaxed = { readiness: { checks: { runbook: { weight: 1 } } } };
    await start(relaxed);
    expect(await recorded()).toEqual([
      'config/checks',
      'config/checklists',
      'config/checks',
    ]);
    // Whoever takes a change back has made another one.
    await start({ checklists: { 'product-retirement': { enabled: false } } });
    expect((await recorded()).slice(3)).toEqual([
      'config/checks',
      'config/checklists',
    ]);
    const [newest] = await ledger.list({}, { limit: 1 });
    expect(JSON.parse(newest.payload).checklists).toEqual([
      { id: 'product-to-production', version: 1, origin: 'built-in' },
      { id: 'path-release-conversation', version: 1, origin: 'built-in' },
    ]);
  });
});

it('tells of all that is wrong with checklists, and where', () => {
  expect(() =>
    inForce({
      checklists: { ours: { version: 1 }, nothing: { enabled: false } },
    }),
  ).toThrow(
    /^Wrong checklists:\n- dataProducts\.checklists\.ours\.title: .*\n(.*\n)*- dataProducts\.checklists\.nothing: there is no checklist 'nothing'/,
  );
});
