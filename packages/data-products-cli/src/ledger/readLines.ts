import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';

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
  const file = await open(path);
  try {
    // One for all of the file: memory that is new takes its time.
    let buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    let read = 0;
    let kept = 0;
    for (;;) {
      const room = buffer.length - kept;
      const { bytesRead } = range
        ? await file.read(
            buffer,
            kept,
            Math.min(room, range.end - range.start - read),
            range.start + read,
          )
        : await file.read(buffer, kept, room);
      if (!bytesRead) {
        break;
      }
      read += bytesRead;
      const filled = kept + bytesRead;
      const end = buffer.subarray(0, filled).lastIndexOf(LINE_FEED);
      if (end >= 0) {
        yield toText(buffer.subarray(0, end)).split('\n');
        buffer.copy(buffer, 0, end + 1, filled);
      }
      kept = filled - end - 1;
      if (kept === buffer.length) {
        buffer = Buffer.concat([buffer], 2 * kept);
      }
    }
    const last = toText(buffer.subarray(0, kept));
    if (last) {
      yield [last];
    }
  } finally {
    await file.close();
  }
}

function toText(bytes: Buffer): string {
  if (!isUtf8(bytes)) {
    throw new Error('it is not UTF-8');
  }
  return bytes.toString('utf8');
}
