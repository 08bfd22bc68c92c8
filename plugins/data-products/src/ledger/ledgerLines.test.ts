import fc from 'fast-check';
import { installBrowserFiles } from '../__testUtils__/browserFiles';
import { chunksOfFile, ledgerLines, ReadingProgress } from './ledgerLines';

async function* each(chunks: Uint8Array[]) {
  yield* chunks;
}

async function read(
  chunks: AsyncIterable<Uint8Array>,
  options: {
    signal?: AbortSignal;
    onProgress?: (progress: ReadingProgress) => void;
  } = {},
) {
  const lines: string[] = [];
  for await (const piece of ledgerLines(chunks, {
    signal: new AbortController().signal,
    onProgress: () => {},
    ...options,
  })) {
    lines.push(...piece);
  }
  return lines;
}

describe('ledgerLines', () => {
  it('are those of the text, however it comes in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), {
          maxLength: 120,
        }),
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        async (texts, size, isEnded) => {
          const wanted = texts.map(text => text.replaceAll('\n', ' '));
          const bytes = new TextEncoder().encode(
            wanted.join('\n') + (isEnded && wanted.length ? '\n' : ''),
          );
          const chunks: Uint8Array[] = [];
          for (let start = 0; start < bytes.length; start += size) {
            chunks.push(bytes.slice(start, start + size));
          }
          expect(await read(each(chunks))).toEqual(wanted);
        },
      ),
    );
  });

  it('keep a mark at the beginning, which no export has', async () => {
    const marked = new TextEncoder().encode('\ufeffa\n');
    expect(await read(each([marked]))).toEqual(['\ufeffa']);
  });

  it('come from a file larger than what is read at once', async () => {
    installBrowserFiles();
    const line = 'x'.repeat(999);
    const file = new File([`${line}\n`.repeat(2500)], 'ledger.ndjson');
    const lines = await read(chunksOfFile(file));
    expect(lines).toHaveLength(2500);
    expect(new Set(lines)).toEqual(new Set([line]));
  });

  it('end when nobody waits for them, and tell how far they are', async () => {
    const controller = new AbortController();
    const onProgress = jest.fn(() => controller.abort());
    let now = 0;
    // Each look at the clock is a long time after the one before.
    const clock = jest
      .spyOn(performance, 'now')
      .mockImplementation(() => (now += 1000));
    const bytes = new TextEncoder().encode('a\n'.repeat(500));
    await expect(
      read(each([bytes]), { signal: controller.signal, onProgress }),
    ).rejects.toThrow();
    clock.mockRestore();
    expect(onProgress).toHaveBeenCalledTimes(1);
    expect(onProgress).toHaveBeenCalledWith({ entries: 50, bytes: 1000 });
  });

  it('are none of a file without lines', async () => {
    const mebibyte = new Uint8Array(1024 * 1024).fill(97);
    await expect(read(each(Array(17).fill(mebibyte)))).rejects.toThrow(
      'it has no lines',
    );
  });
});
