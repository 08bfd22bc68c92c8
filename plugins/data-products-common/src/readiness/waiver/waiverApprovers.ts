import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { OwnershipRole } from '../../ownership/roles';
import { asObject } from '../checks/results';

/**
 * Who decides about waivers: the holders of a role of the entity, or one
 * party for all entities.
 *
 * @public
 */
export type WaiverApproverRule =
  | { role: OwnershipRole }
  | {
      /** Full ref of a group or user. */
      ref: string;
    };

/**
 * The role that decides about waivers where nothing else is configured: who
 * governs a product approves its schema. On a decision path, it is the review
 * gate of its policy.
 *
 * @public
 */
export const WAIVER_APPROVER_ROLE = 'schema-approver' satisfies OwnershipRole;

/**
 * The parties whose members decide about waivers of an entity.
 *
 * @param subject - the entity, and who holds which role of it
 * @returns full refs, each once; none when the entity names nobody
 * @public
 */
export function waiverApprovers(
  subject: {
    entity: JsonObject;
    roles: readonly { role: OwnershipRole; refs: readonly string[] }[];
  },
  rule: WaiverApproverRule,
): string[] {
  if ('ref' in rule) {
    return [rule.ref];
  }
  const holders = subject.roles
    .filter(({ role }) => role === rule.role)
    .flatMap(({ refs }) => refs);
  const gate =
    rule.role === WAIVER_APPROVER_ROLE ? reviewGate(subject.entity) : undefined;
  return [...new Set(gate === undefined ? holders : [...holders, gate])];
}

/** Of the kinds, only decision paths may have one. */
function reviewGate(entity: JsonObject): string | undefined {
  const written = asObject(asObject(entity.spec)?.policy)?.reviewGate;
  if (typeof written !== 'string') {
    return undefined;
  }
  const namespace = asObject(entity.metadata)?.namespace;
  try {
    return stringifyEntityRef(
      parseEntityRef(written, {
        defaultKind: 'group',
        defaultNamespace: String(namespace ?? DEFAULT_NAMESPACE),
      }),
    );
  } catch {
    // What is no ref names nobody; the catalog says so where it is written.
    return undefined;
  }
}
