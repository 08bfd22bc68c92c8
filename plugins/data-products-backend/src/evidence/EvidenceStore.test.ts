import { Knex } from 'knex';
import {
  createTestStorage,
  DATABASES,
  statementsOf,
  writesOf,
} from '../__testUtils__/databases';
import { collected, decisionPath, product } from '../__testUtils__/entities';
import { EvidenceStore } from './EvidenceStore';

jest.setTimeout(60_000);

const storage = createTestStorage();
const NOW = new Date('2026-11-21T12:00:00.000Z');
const LATER = new Date('2026-11-21T12:10:00.000Z');

async function all<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) {
    items.push(...page);
  }
  return items;
}

const crm = product(
  'crm-accounts',
  { type: 'source-aligned' },
  { annotations: { 'handoff/datasets': 'snowflake://acme/crm.*, dbt://crm' } },
);
const c360 = product('customer-360', {
  inputs: ['dataproduct:crm-accounts', 'component:web-events'],
  stewards: ['group:default/stewards', 'user:default/gone'],
});

describe.each(DATABASES)('evidence on %s', id => {
  let knex: Knex;
  let store: EvidenceStore;

  beforeEach(async () => {
    knex = await storage.create(id);
    store = EvidenceStore.create(knex);
  });

  const readinessOf = () =>
    knex('readiness')
      .join('evidence', 'evidence.entity_id', 'readiness.entity_id')
      .select('entity_ref', 'due_at', 'score')
      .orderBy('entity_ref');
  const referencesOf = async () =>
    new Map(
      (await all(store.listReferences())).map(({ ref, etag }) => [ref, etag]),
    );

  it('keeps recorded facts beside what is collected, and judges anew when they change', async () => {
    await store.save([collected(crm), collected(c360)], NOW);
    await knex('readiness').update({ due_at: null });
    const ref = 'dataproduct:default/customer-360';
    const drills = [{ at: NOW.toISOString(), outcome: 'restored' }];
    const agreements = [
      { consumer: 'group:default/finance', state: 'active' as const },
    ];
    const factsOf = async () =>
      JSON.parse(
        (await knex('evidence').where({ entity_ref: ref }).first()).facts,
      );

    const revision = async () =>
      Number((await knex('readiness_head').first()).revision);
    const before = await revision();
    expect(
      await store.setFacts(
        'drills',
        new Map([
          [ref, drills],
          ['dataproduct:default/unheard-of', drills],
        ]),
        LATER,
      ),
    ).toBe(1);
    expect(await revision()).toBe(before + 1);
    expect(await readinessOf()).toMatchObject([
      { due_at: null },
      { due_at: LATER.toISOString() },
    ]);
    await store.setFacts('agreements', new Map([[ref, agreements]]), LATER);
    expect(await factsOf()).toEqual({ drills, agreements });

    // The same again is nothing new; what is collected anew leaves them alone.
    const again = await statementsOf(knex, () =>
      store.setFacts('drills', new Map([[ref, drills]]), LATER),
    );
    expect(writesOf(again)).toEqual([]);
    await store.save(
      [collected({ ...c360, spec: { ...c360.spec, purpose: 'x' } })],
      LATER,
    );
    expect(await factsOf()).toEqual({ drills, agreements });

    await store.setFacts('drills', new Map([[ref, undefined]]), LATER);
    expect(await factsOf()).toEqual({ agreements });

    // Nothing is left of them when what they came with fails.
    await expect(
      knex.transaction(async tx => {
        await store.setFacts('drills', new Map([[ref, drills]]), LATER, tx);
        throw new Error('cut short');
      }),
    ).rejects.toThrow('cut short');
    expect(await factsOf()).toEqual({ agreements });
  });

  it('stores what is new as due, and all that belongs to it', async () => {
    const etags = { 'dataproduct:default/crm-accounts': 'c1' };
    const saved = await store.save(
      [collected(crm), collected(c360, { etags })],
      NOW,
    );
    expect(saved).toBe(2);
    expect(await all(store.list())).toEqual([
      { entityRef: 'dataproduct:default/crm-accounts', etag: 'first' },
      { entityRef: 'dataproduct:default/customer-360', etag: 'first' },
    ]);
    expect(await readinessOf()).toEqual(
      ['crm-accounts', 'customer-360'].map(name => ({
        entity_ref: `dataproduct:default/${name}`,
        due_at: NOW.toISOString(),
        score: null,
      })),
    );
    expect(await referencesOf()).toEqual(
      new Map([
        ['component:default/web-events', undefined],
        ['dataproduct:default/crm-accounts', 'c1'],
        ['group:default/owners', undefined],
        ['group:default/stewards', undefined],
        ['user:default/gone', undefined],
        ['user:default/someone', undefined],
      ]),
    );
    expect(
      await store.findDependants(['component:default/web-events']),
    ).toEqual(['dataproduct:default/customer-360']);
    expect(
      (await store.findDependants(['group:default/owners'])).sort(),
    ).toEqual([
      'dataproduct:default/crm-accounts',
      'dataproduct:default/customer-360',
    ]);
    expect(
      await knex('dataset_claim')
        .select('pattern', 'prefix')
        .orderBy('pattern'),
    ).toEqual([
      { pattern: 'dbt://crm', prefix: id === 'SQLITE_3' ? 0 : false },
      {
        pattern: 'snowflake://acme/crm.',
        prefix: id === 'SQLITE_3' ? 1 : true,
      },
    ]);
    expect(
      await knex('ownership_role')
        .where({ role: 'producer' })
        .whereNull('ref')
        .pluck('vacant'),
    ).toHaveLength(2);
  });

  it('writes nothing when nothing is different', async () => {
    await store.save([collected(crm), collected(c360)], NOW);
    const again = await statementsOf(knex, async () => {
      expect(await store.save([collected(crm), collected(c360)], LATER)).toBe(
        0,
      );
      expect(
        await store.settleReferences(
          new Map([['group:default/owners', undefined]]),
          [],
        ),
      ).toEqual([]);
      await store.remove(['dataproduct:default/never-seen'], LATER);
    });
    expect(writesOf(again)).toEqual([]);
  });

  it('follows an etag without judging again, and what is different with', async () => {
    await store.save([collected(crm), collected(c360)], NOW);
    await knex('readiness').update({ due_at: null });

    expect(
      await store.save(
        [
          collected(crm, { etag: 'second' }),
          collected(
            { ...c360, spec: { ...c360.spec, stewards: [], inputs: [] } },
            { etag: 'second' },
          ),
        ],
        LATER,
      ),
    ).toBe(1);
    expect(await all(store.list())).toEqual([
      { entityRef: 'dataproduct:default/crm-accounts', etag: 'second' },
      { entityRef: 'dataproduct:default/customer-360', etag: 'second' },
    ]);
    expect((await readinessOf()).map(({ due_at }) => due_at)).toEqual([
      null,
      LATER.toISOString(),
    ]);
    expect(
      await store.findDependants(['component:default/web-events']),
    ).toEqual([]);
  });

  it('keeps the etag of a reference until all that depends on it was collected', async () => {
    const ref = 'dataproduct:default/crm-accounts';
    const first = { etags: { [ref]: 'c1' } };
    const path = decisionPath('mac', {
      steps: [{ stage: 'source', name: 'CRM', entity: ref }],
    });
    await store.save([collected(c360, first), collected(path, first)], NOW);
    expect((await referencesOf()).get(ref)).toBe('c1');

    // One of two dependants is collected with the new etag.
    await store.save([collected(c360, { etags: { [ref]: 'c2' } })], LATER);
    expect((await referencesOf()).get(ref)).toBe('c1');
    const seen = new Map([[ref, 'c2']]);
    const c360Ref = 'dataproduct:default/customer-360';
    expect(await store.settleReferences(seen, [c360Ref])).toEqual([
      'decisionpath:default/mac',
    ]);
    expect((await referencesOf()).get(ref)).toBe('c1');

    expect(
      await store.settleReferences(seen, [c360Ref, 'decisionpath:default/mac']),
    ).toEqual([]);
    expect((await referencesOf()).get(ref)).toBe('c2');
    expect(await store.findReferences([ref, 'group:default/owners'])).toEqual(
      new Map([
        [ref, 'c2'],
        ['group:default/owners', undefined],
      ]),
    );

    // It left the catalog.
    await store.settleReferences(new Map([[ref, undefined]]), [
      c360Ref,
      'decisionpath:default/mac',
    ]);
    expect((await referencesOf()).get(ref)).toBeUndefined();
  });

  it('forgets an entity with all that belongs to it, and nothing else', async () => {
    await store.save([collected(crm), collected(c360)], NOW);
    await store.remove(
      ['dataproduct:default/customer-360', 'dataproduct:default/never-seen'],
      LATER,
    );
    expect(await all(store.list())).toEqual([
      { entityRef: 'dataproduct:default/crm-accounts', etag: 'first' },
    ]);
    for (const table of [
      'ownership',
      'ownership_role',
      'evidence_reference',
      'readiness',
      'dataset_claim',
    ]) {
      const left = await knex(table).distinct('entity_id').pluck('entity_id');
      expect(left).toHaveLength(1);
    }
    expect([...(await referencesOf()).keys()]).toEqual([
      'group:default/owners',
      'user:default/someone',
    ]);
    expect(await knex('readiness_removal').pluck('at')).toEqual([
      LATER.toISOString(),
    ]);
  });

  it('lists everything once, page by page', async () => {
    const names = Array.from({ length: 23 }, (_, i) => `p-${i}`);
    await store.save(
      names.map(name => collected(product(name, { inputs: [`x-${name}`] }))),
      NOW,
    );
    const pages: number[] = [];
    const refs: string[] = [];
    for await (const page of store.list(10)) {
      pages.push(page.length);
      refs.push(...page.map(({ entityRef }) => entityRef));
    }
    expect(pages).toEqual([10, 10, 3]);
    expect(refs.sort()).toEqual(
      names.map(name => `dataproduct:default/${name}`).sort(),
    );
    expect(await all(store.listReferences(5))).toHaveLength(25);
    expect(
      (await store.find([refs[3], 'dataproduct:default/none'])).map(
        ({ entityRef }) => entityRef,
      ),
    ).toEqual([refs[3]]);
  });
});
