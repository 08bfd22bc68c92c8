import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';

const CHUNK_BYTES = 1024 * 1024;
const LINE_FEED = 10;

/** A part of a file. */
export interface ByteRange {
  start: number;
  /** After its last byte. */
  end: number;
}

/**
 * The lines of a file in pieces of many, without their line feeds. A last line
 * that does not end is one, too.
 *
 * @param range - that begins with a line; the whole file when absent
 * @throws Error when it is not UTF-8, and what the file system says
 */
export async function* readLines(
  path: string,
  range?: ByteRange,
): AsyncGenerator<string[]> {
  // Only whole lines are made a text: copying bytes is cheaper.
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(path, {
    highWaterMark: CHUNK_BYTES,
    start: range?.start,
    // This one is the last byte itself.
    end: range && range.end - 1,
  }) as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(LINE_FEED);
    if (end < 0) {
      rest.push(chunk);
      continue;
    }
    const whole = Buffer.concat([...rest, chunk.subarray(0, end)]);
    rest = [chunk.subarray(end + 1)];
    yield toText(whole).split('\n');
  }
  const last = toText(Buffer.concat(rest));
  if (last) {
    yield [last];
  }
}

function toText(bytes: Buffer): string {
  if (!isUtf8(bytes)) {
    throw new Error('it is not UTF-8');
  }
  return bytes.toString('utf8');
}
