import { createReadStream } from 'node:fs';

const CHUNK_BYTES = 1024 * 1024;

/**
 * The lines of a file in pieces of many, without their line feeds. A last line
 * that does not end is one, too.
 *
 * @throws TypeError when it is not UTF-8, and what the file system says
 */
export async function* readLines(path: string): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for await (const chunk of createReadStream(path, {
    highWaterMark: CHUNK_BYTES,
  })) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    yield lines;
  }
  rest += decoder.decode();
  if (rest) {
    yield [rest];
  }
}
