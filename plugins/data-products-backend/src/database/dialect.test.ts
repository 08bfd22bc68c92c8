import fc from 'fast-check';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { inList, recordset } from './dialect';

jest.setTimeout(60_000);

const storage = createTestStorage();

const words = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', ',', ' ', "'") }),
  fc.constantFrom('', 'NULL', 'null', '\n'),
);
// No database takes this one.
const texts = words.map(text => text.replaceAll('\u0000', ''));

const rows = fc.array(
  fc.tuple(
    fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), {
      nil: undefined,
    }),
    fc.option(fc.maxSafeInteger(), { nil: undefined }),
    fc.option(texts, { nil: undefined }),
    fc.option(fc.boolean(), { nil: undefined }),
  ),
);

describe.each(DATABASES)('many values as one parameter on %s', id => {
  it('come out as they went in', async () => {
    const knex = await storage.createEmpty(id);
    await fc.assert(
      fc.asyncProperty(rows, async wanted => {
        const found = await knex
          .select('*')
          .from(
            recordset(
              knex,
              { i: 'integer', b: 'bigint', t: 'text', y: 'boolean' },
              wanted,
            ).wrap('', ' as t'),
          );
        expect(
          found.map(({ i, b, t, y }) => [
            i ?? undefined,
            b === null ? undefined : Number(b),
            t ?? undefined,
            y === null ? undefined : Boolean(y),
          ]),
        ).toEqual(wanted.map(row => [...row]));
      }),
      { numRuns: 300 },
    );
  });

  it('are found in a list', async () => {
    const knex = await storage.createEmpty(id);
    await knex.schema.createTable('word', table => {
      table.text('word');
    });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(texts), texts, async (listed, other) => {
        await knex('word').delete();
        await knex('word').insert([...listed, other].map(word => ({ word })));
        const found = await knex('word')
          .whereIn('word', inList(knex, 'text', listed))
          .distinct('word')
          .pluck('word');
        expect(found.sort()).toEqual([...listed].sort());
      }),
      { numRuns: 100 },
    );
  });
});
