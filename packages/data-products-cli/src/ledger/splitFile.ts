import { FileHandle, open, stat } from 'node:fs/promises';
import { ByteRange } from './readLines';

const LOOK_BYTES = 64 * 1024;
const LINE_FEED = 10;

/**
 * Cuts a file after line feeds.
 *
 * @param bytes - how long each part is at least, but for the last one
 * @returns parts in their order that are the whole file together; none for
 *   what has no size, such as a pipe
 */
export async function splitFile(
  path: string,
  bytes: number,
): Promise<ByteRange[]> {
  const { size } = await stat(path);
  if (!size) {
    // A pipe can be opened once only, by whoever reads it.
    return [];
  }
  const file = await open(path);
  try {
    const ranges: ByteRange[] = [];
    for (let start = 0; start < size; ) {
      const end = await endOfLine(file, start + bytes, size);
      ranges.push({ start, end });
      start = end;
    }
    return ranges;
  } finally {
    await file.close();
  }
}

/** @returns where the line that the byte before `from` is of has ended */
async function endOfLine(
  file: FileHandle,
  from: number,
  size: number,
): Promise<number> {
  const buffer = Buffer.alloc(LOOK_BYTES);
  for (let at = from - 1; at < size; ) {
    const { bytesRead } = await file.read(buffer, 0, LOOK_BYTES, at);
    const found = buffer.subarray(0, bytesRead).indexOf(LINE_FEED);
    if (found >= 0) {
      return at + found + 1;
    }
    if (!bytesRead) {
      break;
    }
    at += bytesRead;
  }
  return size;
}
