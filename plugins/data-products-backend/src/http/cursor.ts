import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Packs where a list goes on, with the filter and order that it goes on by.
 */
export function encodeCursor(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/**
 * @throws InputError when the cursor is none of ours.
 */
export function decodeCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
  } catch {
    throw new InputError(
      'Invalid query: cursor: is not the nextCursor of an earlier answer; leave it out to start from the first page',
    );
  }
}
