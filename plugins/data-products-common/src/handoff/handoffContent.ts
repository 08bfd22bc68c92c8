import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { canonicalJson } from '../ledger';
import { HandoffContent } from './Handoff';

/**
 * The fields of `spec` that a signature is not for: where the entity is in its
 * life, which the handoff itself is about, and whom to call and when to look
 * again, which changes without a release.
 *
 * @public
 */
export const IMMATERIAL_FIELDS: readonly string[] = [
  'contacts',
  'domain',
  'escalation',
  'lifecycle',
  'renewal',
  'review',
];

/**
 * What is signed of an entity as it is now.
 *
 * @public
 */
export function handoffContent(entity: Entity): HandoffContent {
  const { contract, ...spec } = (entity.spec ?? {}) as JsonObject;
  return {
    entityRef: stringifyEntityRef(entity),
    spec: Object.fromEntries(
      Object.entries(spec).filter(
        ([field, value]) =>
          value !== undefined && !IMMATERIAL_FIELDS.includes(field),
      ),
    ),
    ...(contract === undefined ? {} : { contract }),
  };
}

/**
 * What the fingerprint of a content is the SHA-256 of.
 *
 * @throws Error for what JSON has no form for
 * @public
 */
export function handoffContentText(content: HandoffContent): string {
  // One by one, as what is given may hold more than what is signed.
  const { entityRef, spec, contract } = content;
  return canonicalJson({ entityRef, spec, contract });
}
