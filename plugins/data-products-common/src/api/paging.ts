import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { z } from 'zod';

/**
 * A full entity ref, `kind:namespace/name`; kind and namespace in any case,
 * brought to lower case.
 *
 * @public
 */
export const entityRefSchema = z
  .string()
  .max(256)
  .transform((value, context) => {
    try {
      return stringifyEntityRef(parseEntityRef(value));
    } catch {
      context.addIssue({
        code: 'custom',
        message: `'${value}' is not an entity ref; write kind:namespace/name`,
      });
      return z.NEVER;
    }
  })
  .pipe(z.string());

/** Query parameters of every paged list. @public */
export const pageQueryShape = {
  /** At most 200. */
  limit: z.coerce.number().int().min(1).max(200).optional(),
  /** `pageInfo.nextCursor` of the page before; it carries its own filter and order. */
  cursor: z.string().max(4096).optional(),
};

/**
 * Where a paged list goes on.
 *
 * @public
 */
export const pageInfoSchema = z.object({
  /** Absent on the last page. */
  nextCursor: z.string().optional(),
});

/**
 * Where a paged list goes on.
 *
 * @public
 */
export type PageInfo = z.infer<typeof pageInfoSchema>;
