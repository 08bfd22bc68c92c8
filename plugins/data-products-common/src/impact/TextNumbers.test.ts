import fc from 'fast-check';
import { TextNumbers } from './TextNumbers';

describe('TextNumbers', () => {
  it('numbers texts in the order in which they come, however many there are', () => {
    const numbers = new TextNumbers();
    const texts = Array.from({ length: 5000 }, (_, i) => `component:a/b-${i}`);
    expect(texts.map(text => numbers.admit(text))).toEqual([...texts.keys()]);
    expect(texts.map(text => numbers.numberOf(text))).toEqual([
      ...texts.keys(),
    ]);
    expect(numbers.size).toBe(5000);
    expect(numbers.textOf(4321)).toBe('component:a/b-4321');
    expect(numbers.numberOf('component:a/b-5000')).toBeUndefined();
  });

  it('tells texts of one hash apart', () => {
    // A known pair of FNV-1a with 32 bits.
    const numbers = new TextNumbers();
    expect(numbers.admit('costarring')).toBe(0);
    expect(numbers.numberOf('liquid')).toBeUndefined();
    expect(numbers.admit('liquid')).toBe(1);
    expect(numbers.admit('costarring')).toBe(0);
    expect(numbers.numberOf('liquid')).toBe(1);
  });

  it('knows what a Map of the same texts knows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 3 })),
        fc.string({ unit: 'binary', maxLength: 3 }),
        (texts, other) => {
          const numbers = new TextNumbers();
          const map = new Map<string, number>();
          for (const text of texts) {
            map.set(text, map.get(text) ?? map.size);
            expect(numbers.admit(text)).toBe(map.get(text));
          }
          for (const text of [...texts, other]) {
            expect(numbers.numberOf(text)).toBe(map.get(text));
          }
        },
      ),
    );
  });
});
