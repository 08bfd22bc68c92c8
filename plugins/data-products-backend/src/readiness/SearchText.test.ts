import fc from 'fast-check';
import { SearchText } from './SearchText';

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀', ' ') }),
  fc.string(),
);

it('finds in each text what the text itself would find', () => {
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 40 }),
      fc.array(text.filter(word => word !== '' && !word.includes('\0'))),
      (texts, words) => {
        const search = new SearchText(texts);
        for (const word of [...words, ...words]) {
          expect([...search.rowsWith(word)]).toEqual(
            texts.map(each => Number(each.includes(word))),
          );
        }
      },
    ),
    { numRuns: 500 },
  );
});

it('forgets the words of long ago', () => {
  const search = new SearchText(['one', 'two']);
  const first = search.rowsWith('o');
  expect(search.rowsWith('o')).toBe(first);
  for (let i = 0; i < 60; i++) {
    search.rowsWith(`word ${i}`);
  }
  expect(search.rowsWith('o')).not.toBe(first);
  expect(search.rowsWith('o')).toEqual(first);
});
