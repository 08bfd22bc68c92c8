import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { Knex } from 'knex';
import {
  createTestStorage,
  DATABASES,
  statementsOf,
  writesOf,
} from '../__testUtils__/databases';
import { decisionPath, group, product, user } from '../__testUtils__/entities';
import { InMemoryCatalog } from '../__testUtils__/InMemoryCatalog';
import { CatalogReader } from './CatalogReader';
import { CatalogSync } from './CatalogSync';
import { EvidenceStore } from './EvidenceStore';
import { PersonStore } from './PersonStore';
import { TeamStore } from './TeamStore';

jest.setTimeout(60_000);

const storage = createTestStorage();
const NOW = new Date('2026-11-21T12:00:00.000Z');
const ref = (name: string) => `dataproduct:default/${name}`;

const COMPANY: Entity[] = [
  group('owners', { children: ['nested'] }),
  group('nested', { parent: 'owners', members: ['maya'] }),
  group('stewards', { members: ['ivo'] }),
  user('maya', 'nested'),
  user('ivo', 'stewards'),
  product('crm', { type: 'source-aligned', stewards: 'group:stewards' }),
  product('c360', { inputs: ['crm'] }),
  decisionPath('mac', {
    owner: 'user:maya',
    steps: [{ stage: 'source', name: 'CRM', entity: 'crm' }],
  }),
  {
    apiVersion: 'v1.0.0',
    kind: 'DataProduct',
    metadata: { name: 'bitol', namespace: 'default' },
  },
];

describe.each(DATABASES)('the sync on %s', id => {
  let knex: Knex;
  let catalog: InMemoryCatalog;
  let people: PersonStore;
  let sync: CatalogSync;
  const logger = mockServices.logger.mock();
  const onChange = jest.fn();

  beforeEach(async () => {
    jest.clearAllMocks();
    knex = await storage.create(id);
    catalog = InMemoryCatalog.create(COMPANY);
    people = PersonStore.create(knex);
    sync = CatalogSync.create({
      reader: CatalogReader.create({
        catalog: catalog.service,
        auth: mockServices.auth(),
      }),
      evidence: EvidenceStore.create(knex),
      teams: TeamStore.create(knex),
      people,
      logger,
      onChange,
    });
  });

  const evidenceOf = async (name: string) =>
    JSON.parse(
      (
        await knex('evidence')
          .where('entity_ref', 'like', `%/${name}`)
          .first('document')
      ).document,
    );
  const ownerOf = async (name: string) =>
    (await evidenceOf(name)).roles.find(
      ({ role }: { role: string }) => role === 'owner',
    );
  const contents = async () =>
    Object.fromEntries(
      await Promise.all(
        ['evidence', 'catalog_reference', 'team', 'person', 'readiness'].map(
          async table => [table, await knex(table).select().orderBy(1)],
        ),
      ),
    );

  it('collects all there is, and then writes nothing more', async () => {
    expect(await sync.reconcile(NOW)).toEqual({
      collected: 3,
      changed: 3,
      removed: 0,
    });
    expect(onChange).toHaveBeenCalled();
    expect(await ownerOf('crm')).toMatchObject({ people: 1, vacant: false });
    expect(await evidenceOf('c360')).toMatchObject({
      inputs: [{ ref: ref('crm'), found: true, contract: false }],
    });

    onChange.mockClear();
    const again = await statementsOf(knex, async () => {
      expect(await sync.reconcile(NOW)).toEqual({
        collected: 0,
        changed: 0,
        removed: 0,
      });
    });
    expect(writesOf(again)).toEqual([]);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('collects again what another version of the plugin collected', async () => {
    await sync.reconcile(NOW);
    await knex('evidence').update({ etag: knex.raw("'older-' || etag") });
    expect(await sync.reconcile(NOW)).toMatchObject({ collected: 3 });
    expect(await sync.reconcile(NOW)).toMatchObject({ collected: 0 });
  });

  it('finds a thousand edits that nobody hinted at', async () => {
    const products = Array.from({ length: 1200 }, (_, i) => product(`p-${i}`));
    catalog.put(...products);
    await sync.reconcile(NOW);
    const edited = products
      .slice(100, 1100)
      .map(({ metadata }) => product(metadata.name, { purpose: 'edited' }));
    catalog.put(...edited);
    expect(await sync.reconcile(NOW)).toEqual({
      collected: 1000,
      changed: 1000,
      removed: 0,
    });
    expect(
      Number(
        (
          await knex('evidence')
            .where('document', 'like', '%"purpose":"edited"%')
            .count({ count: '*' })
            .first()
        )?.count,
      ),
    ).toBe(1000);
  });

  it('looks at what a hint names, and says when there is nothing to be seen yet', async () => {
    await sync.reconcile(NOW);
    const refs = [ref('crm'), 'component:default/unrelated'];
    expect(await sync.sync(refs, NOW)).toEqual([ref('crm')]);

    catalog.put(product('crm', { type: 'source-aligned', purpose: 'new' }));
    expect(await sync.sync(refs, NOW)).toEqual([]);
    expect((await evidenceOf('crm')).entity.spec.purpose).toBe('new');

    catalog.put(product('newcomer'));
    expect(await sync.sync([ref('newcomer')], NOW)).toEqual([]);
    expect(await evidenceOf('newcomer')).toBeDefined();
  });

  it('carries a change of a group to all that lean on it, nested ones too', async () => {
    await sync.reconcile(NOW);
    catalog.put(group('nested', { parent: 'owners' }), user('maya'));
    await sync.sync(['group:default/nested'], NOW);
    for (const name of ['crm', 'c360']) {
      expect(await ownerOf(name)).toMatchObject({
        vacant: true,
        reason: 'The owners has no members',
      });
    }
    // A person is who they are, whatever group they left.
    expect(await ownerOf('mac')).toMatchObject({ vacant: false });

    catalog.put(group('nested', { parent: 'owners', members: ['maya'] }));
    expect(await sync.reconcile(NOW)).toMatchObject({ changed: 2 });
    expect(await ownerOf('crm')).toMatchObject({ vacant: false });
  });

  it('knows what people are called, as long as they are there', async () => {
    const titles = async () => Object.fromEntries(await people.list());
    await sync.reconcile(NOW);
    expect(await titles()).toEqual({
      'user:default/maya': 'maya Lind',
      'user:default/ivo': 'ivo Lind',
    });

    const renamed = user('maya', 'nested');
    renamed.spec = { profile: { displayName: 'Maya Berg' } };
    catalog.put(renamed);
    await sync.sync(['user:default/maya'], NOW);
    expect((await people.titles()).get('user:default/maya')).toBe('Maya Berg');

    catalog.put({ ...user('noor'), spec: {} });
    catalog.remove('user:default/ivo');
    await sync.reconcile(NOW);
    expect(await titles()).toEqual({ 'user:default/maya': 'Maya Berg' });
    // Whoever has read before reads only what is new.
    catalog.put(user('noor'));
    await sync.reconcile(NOW);
    expect(await people.titles()).toEqual(
      new Map([
        ['user:default/maya', 'Maya Berg'],
        ['user:default/ivo', 'ivo Lind'],
        ['user:default/noor', 'noor Lind'],
      ]),
    );
  });

  it('notices who leaves and who joins a group by a hint of the person alone', async () => {
    await sync.reconcile(NOW);
    catalog.put(user('maya'), group('nested', { parent: 'owners' }));
    await sync.sync(['user:default/maya'], NOW);
    expect(await ownerOf('crm')).toMatchObject({ vacant: true });

    // Stitched in two steps: first the person, then the group.
    catalog.put(user('noor', 'nested'));
    expect(await sync.sync(['user:default/noor'], NOW)).toEqual([
      'user:default/noor',
    ]);

    catalog.put(group('nested', { parent: 'owners', members: ['noor'] }));
    expect(await sync.sync(['user:default/noor'], NOW)).toEqual([]);
    expect(await ownerOf('crm')).toMatchObject({ vacant: false, people: 1 });
  });

  it('carries a change to all that depend on it, when only one of them was hinted at', async () => {
    await sync.reconcile(NOW);
    catalog.put(
      product('crm', {
        type: 'source-aligned',
        contract: { kind: 'DataContract', apiVersion: 'v3.1.0' },
      }),
      product('c360', { inputs: ['crm'], purpose: 'edited' }),
    );
    // The path names the same source; no hint says that it changed.
    await sync.sync([ref('c360')], NOW);
    for (const name of ['c360', 'mac']) {
      expect((await evidenceOf(name)).inputs).toEqual([
        { ref: ref('crm'), found: true, contract: true },
      ]);
    }
  });

  it('forgets what left the catalog, and says so to what leaned on it', async () => {
    await sync.reconcile(NOW);
    catalog.remove(ref('crm'), 'group:default/stewards');
    expect(await sync.reconcile(NOW)).toEqual({
      collected: 2,
      changed: 2,
      removed: 1,
    });
    expect(await knex('evidence').pluck('entity_ref')).not.toContain(
      ref('crm'),
    );
    expect((await evidenceOf('c360')).inputs).toEqual([
      { ref: ref('crm'), found: false },
    ]);
    expect(await knex('team').orderBy('ref').pluck('ref')).toEqual([
      'group:default/nested',
      'group:default/owners',
    ]);
    const again = await statementsOf(knex, () => sync.reconcile(NOW));
    expect(writesOf(again)).toEqual([]);
  });

  it('collects again when a day comes on which a team changes', async () => {
    catalog.put(
      product('dated', {
        contract: {
          kind: 'DataContract',
          apiVersion: 'v3.0.2',
          id: 'dated',
          version: '1.0.0',
          status: 'active',
          team: [
            {
              username: 'maya',
              role: 'data steward',
              dateIn: '2026-01-01',
              dateOut: '2026-12-01',
            },
          ],
        },
      }),
    );
    await sync.reconcile(NOW);
    const steward = async () =>
      (await evidenceOf('dated')).roles.find(
        ({ role }: { role: string }) => role === 'steward',
      );
    expect(await steward()).toMatchObject({ vacant: false });
    expect(
      await sync.reconcile(new Date('2026-11-30T23:59:59.999Z')),
    ).toMatchObject({ collected: 0 });
    expect(
      await sync.reconcile(new Date('2026-12-01T00:00:00.000Z')),
    ).toMatchObject({ changed: 1 });
    expect(await steward()).toMatchObject({
      vacant: true,
      reason: expect.stringContaining('left on 1 Dec 2026'),
    });
  });

  it('is not stopped by an entity that cannot be read', async () => {
    await sync.reconcile(NOW);
    const malformed = product('crm', { inputs: ['group:'] });
    catalog.put(malformed, product('c360', { purpose: 'edited' }));
    expect(await sync.reconcile(NOW)).toMatchObject({ changed: 2 });
    const { evidence } = await contents();
    expect(
      evidence.flatMap(({ document }: { document: string }) => {
        const { entityRef, failure } = JSON.parse(document);
        return failure ? [[entityRef, failure]] : [];
      }),
    ).toEqual([[ref('crm'), expect.stringContaining('group:')]]);
    expect(logger.error).toHaveBeenCalledWith(
      'Could not collect evidence of DataProduct crm',
      expect.objectContaining({ message: expect.stringContaining('group:') }),
    );
    catalog.put(product('crm', { purpose: 'mended' }));
    expect(await sync.reconcile(NOW)).toMatchObject({ changed: 1 });
  });

  it('leaves everything as it was when the catalog fails, at whatever request', async () => {
    await sync.reconcile(NOW);
    const before = await contents();
    catalog.put(...COMPANY.map(entity => ({ ...entity })));
    catalog.remove(ref('c360'));

    let failures = 0;
    for (let failAt = 0; failAt < 20; failAt++) {
      let requests = 0;
      catalog.onRequest = () => {
        if (requests++ === failAt) {
          throw new Error('the catalog is down');
        }
      };
      const failed = await sync.reconcile(NOW).then(
        () => false,
        () => true,
      );
      if (!failed) {
        break;
      }
      failures += 1;
      const { evidence, readiness } = await contents();
      // Never fewer entities because the catalog did not answer.
      expect(evidence.length).toBeGreaterThanOrEqual(
        before.evidence.length - 1,
      );
      expect(readiness.length).toBe(evidence.length);
    }
    expect(failures).toBeGreaterThan(3);

    catalog.onRequest = () => {};
    await sync.reconcile(NOW);
    const again = await statementsOf(knex, () => sync.reconcile(NOW));
    expect(writesOf(again)).toEqual([]);
  });

  it('finds out later what it did not get to when it was cut short', async () => {
    const dependants = Array.from({ length: 450 }, (_, i) =>
      product(`p-${i}`, { owner: 'group:many' }),
    );
    catalog.put(group('many', { members: ['maya'] }), ...dependants);
    await sync.reconcile(NOW);

    catalog.put(group('many'));
    const stopped = new AbortController();
    onChange.mockImplementationOnce(() => stopped.abort());
    await expect(sync.reconcile(NOW, stopped.signal)).rejects.toThrow();
    const vacant = async () =>
      Number(
        (
          await knex('ownership_role')
            .where({ role: 'owner', vacant: true, ref: 'group:default/many' })
            .count({ count: '*' })
            .first()
        )?.count,
      );
    expect(await vacant()).toBe(200);

    // Not even a hint of the group makes it believe that it knew already.
    expect(await sync.sync(['group:default/many'], NOW)).toEqual([]);
    expect(await vacant()).toBe(450);
  });
});
