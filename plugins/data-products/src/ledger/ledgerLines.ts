/** So many lines are checked in about a millisecond. */
const LINES_AT_ONCE = 50;

/** How long the page may stand still. */
const BUSY_MS = 12;

const CHUNK_BYTES = 1024 * 1024;

/** No entry is that long: payloads come through a body of limited size. */
const LONGEST_LINE = 16 * CHUNK_BYTES;

/** How far reading has come. */
export interface ReadingProgress {
  entries: number;
  bytes: number;
}

/**
 * The lines of an export in small pieces, without their line feeds; a last line
 * that does not end is one, too. Now and then it lets the page do what else
 * there is to do.
 *
 * @throws Error when it is not UTF-8, or has no lines; the reason of the signal
 */
export async function* ledgerLines(
  chunks: AsyncIterable<Uint8Array>,
  options: {
    signal: AbortSignal;
    onProgress: (progress: ReadingProgress) => void;
  },
): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const progress: ReadingProgress = { entries: 0, bytes: 0 };
  let rest = '';
  let since = performance.now();
  for await (const chunk of chunks) {
    progress.bytes += chunk.length;
    const lines = (rest + decoded(decoder, chunk)).split('\n');
    rest = lines.pop()!;
    if (rest.length > LONGEST_LINE) {
      throw new Error('it has no lines, as an export of the ledger has');
    }
    for (let start = 0; start < lines.length; start += LINES_AT_ONCE) {
      const piece = lines.slice(start, start + LINES_AT_ONCE);
      yield piece;
      progress.entries += piece.length;
      if (performance.now() - since > BUSY_MS) {
        options.onProgress({ ...progress });
        await new Promise(resolve => {
          setTimeout(resolve);
        });
        options.signal.throwIfAborted();
        since = performance.now();
      }
    }
    options.signal.throwIfAborted();
  }
  rest += decoded(decoder);
  if (rest) {
    yield [rest];
  }
}

/** The content of a file, which stays where it is. */
export async function* chunksOfFile(file: Blob): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < file.size; start += CHUNK_BYTES) {
    const chunk = file.slice(start, start + CHUNK_BYTES);
    yield new Uint8Array(await chunk.arrayBuffer());
  }
}

/** What a stream sends; who stops reading it ends it. */
export async function* chunksOfStream(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

function decoded(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new Error('it is not UTF-8');
  }
}
