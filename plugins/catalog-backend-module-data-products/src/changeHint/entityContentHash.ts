import { createHash } from 'node:crypto';
import { Entity } from '@backstage/catalog-model';
import stableStringify from 'fast-json-stable-stringify';

/**
 * A hash of what somebody wrote in an entity: the same for the same content,
 * whatever the order of its keys. What the catalog adds by itself does not
 * count.
 */
export function entityContentHash(entity: Entity): string {
  const { relations, metadata, ...rest } = entity;
  const { uid, etag, ...writtenMetadata } = metadata;
  const written = { ...rest, status: undefined, metadata: writtenMetadata };
  return createHash('sha256')
    .update(stableStringify(written))
    .digest('base64url');
}
