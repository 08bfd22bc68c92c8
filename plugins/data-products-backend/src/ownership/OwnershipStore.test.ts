import { matchesDataset } from '@handoff/backstage-plugin-data-products-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { collected, product } from '../__testUtils__/entities';
import { EvidenceStore } from '../evidence';
import { OwnershipStore } from './OwnershipStore';

jest.setTimeout(60_000);

const storage = createTestStorage();
const NOW = new Date('2026-11-21T12:00:00.000Z');
const ref = (name: string) => `dataproduct:default/${name}`;

describe.each(DATABASES)('ownership on %s', id => {
  let knex: Knex;
  let evidence: EvidenceStore;
  let store: OwnershipStore;

  beforeEach(async () => {
    knex = await storage.create(id);
    evidence = EvidenceStore.create(knex);
    store = OwnershipStore.create(knex);
  });

  it('finds who holds what, and what is vacant', async () => {
    await evidence.save(
      [
        collected(product('a', { stewards: ['group:s', 'group:t'] })),
        collected(
          product('b', { stewards: 'user:gone', consumers: 'group:s' }),
        ),
      ],
      NOW,
    );
    const refsOf = (matches: { entityRef: string }[]) =>
      matches.map(({ entityRef }) => entityRef);
    const parties = ['group:default/s', 'group:default/t'];
    expect(refsOf(await store.findByParties(parties, undefined))).toEqual([
      ref('a'),
      ref('b'),
    ]);
    expect(refsOf(await store.findByParties(parties, 'steward'))).toEqual([
      ref('a'),
    ]);
    expect(refsOf(await store.findVacant('steward'))).toEqual([ref('b')]);
    expect(refsOf(await store.findVacant('owner'))).toEqual([]);

    const map = await store.get(ref('b'));
    expect(map?.roles.find(({ role }) => role === 'steward')).toMatchObject({
      vacant: true,
      holders: [{ ref: 'user:default/gone', found: false }],
    });
    expect(await store.get(ref('none'))).toBeUndefined();
    const matches = await store.findVacant('steward');
    const records = await store.getRecords(
      matches.map(({ entityId }) => entityId),
    );
    expect([...records.values()]).toMatchObject([{ listing: { title: 'b' } }]);
  });

  it('answers for a dataset as the claims say, the closest first of each', async () => {
    // Few letters, so that claims overlap; those that a pattern could misread.
    const name = fc.stringMatching(/^[ab%_]{1,4}$/);
    const claim = fc
      .tuple(name, fc.boolean())
      .map(([pattern, prefix]) => ({ pattern, prefix }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(claim, { maxLength: 3 }), {
          minLength: 4,
          maxLength: 4,
        }),
        fc.array(name, { minLength: 5, maxLength: 5 }),
        async (claims, datasets) => {
          await evidence.save(
            claims.map((list, i) =>
              collected(
                product(
                  `p-${i}`,
                  {},
                  {
                    annotations: {
                      'handoff/datasets': list
                        .map(({ pattern, prefix }) =>
                          prefix ? `${pattern}*` : pattern,
                        )
                        .join(', '),
                    },
                  },
                ),
              ),
            ),
            NOW,
          );
          for (const dataset of datasets) {
            const found = await store.findByDataset(dataset);
            const expected = claims.flatMap((list, i) => {
              const lengths = list
                .filter(one => matchesDataset(one, dataset))
                .map(({ pattern }) => pattern.length);
              return lengths.length
                ? [{ entityRef: ref(`p-${i}`), length: Math.max(...lengths) }]
                : [];
            });
            expect(
              found.map(({ entityRef, claim: shown }) => ({
                entityRef,
                length: shown?.pattern.length,
              })),
            ).toEqual(expected);
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it('orders by ref in one way, whatever the collation of the database', async () => {
    const names = ['a-b', 'a.c', 'aa', 'a_a', 'ab', 'a'];
    await evidence.save(
      names.map(name => collected(product(name))),
      NOW,
    );
    const before = await store.findVacant('steward');
    await collateLikePeople(knex);
    const found = await store.findVacant('steward');
    expect(found).toEqual(before);
    expect(found.map(({ entityRef }) => entityRef)).toEqual(
      names.map(ref).sort(),
    );
  });
});

/** In dictionaries, punctuation hardly counts; on SQLite there is no such order. */
async function collateLikePeople(knex: Knex): Promise<void> {
  if (knex.client.config.client === 'pg') {
    await knex.raw(
      'alter table evidence alter column entity_ref type varchar(255) collate "en-x-icu"',
    );
  }
}
