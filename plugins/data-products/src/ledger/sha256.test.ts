import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256 } from './sha256';

const known = (data: string | Uint8Array) =>
  createHash('sha256').update(data).digest('hex');

describe('sha256', () => {
  it('is that of Node.js, for texts of any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), text =>
        expect(sha256(text)).toBe(known(text)),
      ),
    );
  });

  it('is that of Node.js, for bytes of each length around the blocks', () => {
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => 7 * index);
      expect(sha256(bytes)).toBe(known(bytes));
    }
  });

  it('keeps nothing of a longer text before', () => {
    const long = 'ä€😀'.repeat(100_000);
    expect(sha256(long)).toBe(known(long));
    expect(sha256('short')).toBe(known('short'));
  });
});
