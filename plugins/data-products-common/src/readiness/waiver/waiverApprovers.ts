import { JsonObject } from '@backstage/types';
import { approversOf } from '../../ownership/approversOf';
import { OwnershipRole } from '../../ownership/roles';

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
  return rule.role === WAIVER_APPROVER_ROLE
    ? approversOf(subject)
    : [
        ...new Set(
          subject.roles
            .filter(({ role }) => role === rule.role)
            .flatMap(({ refs }) => refs),
        ),
      ];
}
