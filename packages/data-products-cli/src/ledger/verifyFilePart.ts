import {
  ChainPart,
  verifyChainPart,
} from '@handoff/backstage-plugin-data-products-common';
import { ByteRange, readLines } from './readLines';
import { sha256 } from './sha256';

/** A part of a file to check, as it is sent to a thread. */
export interface FilePart {
  path: string;
  range: ByteRange;
  /** After how many entries of the whole file the head is wanted. */
  sizes: ReadonlySet<number>;
}

/**
 * Checks a part of a file by itself.
 *
 * @returns `undefined` when anything is wrong with it
 * @throws Error when it is not UTF-8, and what the file system says
 */
export async function verifyFilePart({
  path,
  range,
  sizes,
}: FilePart): Promise<ChainPart | undefined> {
  return verifyChainPart(readLines(path, range), sizes, sha256);
}
