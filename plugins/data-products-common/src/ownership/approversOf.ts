import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { OwnershipRole } from './roles';

/**
 * Who approves what an entity is to become: its schema approvers. On a
 * decision path, which has none, it is the review gate of its policy.
 *
 * @param subject - the entity, and who holds which role of it
 * @returns full refs, each once; none when the entity names nobody
 * @public
 */
export function approversOf(subject: {
  entity: JsonObject;
  roles: readonly { role: OwnershipRole; refs: readonly string[] }[];
}): string[] {
  const holders = subject.roles
    .filter(({ role }) => role === 'schema-approver')
    .flatMap(({ refs }) => refs);
  return [...new Set([...holders, ...reviewGate(subject.entity)])];
}

/** Of the kinds, only decision paths may have one. */
function reviewGate({ spec, metadata }: JsonObject): string[] {
  const written = (spec as { policy?: { reviewGate?: unknown } } | undefined)
    ?.policy?.reviewGate;
  if (typeof written !== 'string') {
    return [];
  }
  const { namespace = DEFAULT_NAMESPACE } = (metadata ?? {}) as {
    namespace?: string;
  };
  try {
    return [
      stringifyEntityRef(
        parseEntityRef(written, {
          defaultKind: 'group',
          defaultNamespace: namespace,
        }),
      ),
    ];
  } catch {
    // What is no ref names nobody; the catalog says so where it is written.
    return [];
  }
}
