import {
  CompoundEntityRef,
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { HANDOFF_KINDS } from './entities';
import { readFieldPath } from './fieldPath';
import { HANDOFF_RELATIONS, RelationDefinition } from './relations';

/**
 * One relation in one direction.
 *
 * @public
 */
export interface HandoffEntityRelation {
  source: CompoundEntityRef;
  type: string;
  target: CompoundEntityRef;
}

/**
 * The relations that an entity's fields declare, each in both directions and
 * each once, in the order of the table and of the fields. Refs that are
 * malformed or of a kind that the field does not take yield none: what is
 * wrong with them is for {@link validateHandoffEntity} to say.
 *
 * @param entity - an entity of one of our kinds; others have no relations here
 * @param relations - the part of the table to go by; all of it by default
 * @public
 */
export function getEntityRelations(
  entity: Entity,
  relations: readonly RelationDefinition[] = HANDOFF_RELATIONS,
): HandoffEntityRelation[] {
  const kind = HANDOFF_KINDS.find(known => known === entity.kind);
  if (!kind) {
    return [];
  }
  const self = getCompoundEntityRef(entity);
  const found = new Map<string, HandoffEntityRelation>();
  for (const relation of relations) {
    const refs = relation.fields
      .filter(field => field.kinds.includes(kind))
      .flatMap(field => readFieldPath(entity, field.path));
    for (const { value } of refs) {
      const other = parseTarget(value, relation, self.namespace);
      if (other) {
        add({ source: self, type: relation.forward.type, target: other });
        add({ source: other, type: relation.reverse.type, target: self });
      }
    }
  }
  return [...found.values()];

  function add(item: HandoffEntityRelation) {
    const key = [
      stringifyEntityRef(item.source),
      item.type,
      stringifyEntityRef(item.target),
    ].join(' ');
    if (!found.has(key)) {
      found.set(key, item);
    }
  }
}

function parseTarget(
  value: unknown,
  relation: RelationDefinition,
  defaultNamespace: string,
): CompoundEntityRef | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  let target: CompoundEntityRef;
  try {
    target = parseEntityRef(value, {
      defaultKind: relation.defaultKind,
      defaultNamespace,
    });
  } catch {
    return undefined;
  }
  return isAllowedKind(target.kind, relation.allowedKinds) ? target : undefined;
}

/** Whether a kind is among the allowed ones; kinds ignore case. */
export function isAllowedKind(
  kind: string,
  allowedKinds: readonly string[] | undefined,
): boolean {
  const wanted = kind.toLocaleLowerCase('en-US');
  return (
    !allowedKinds ||
    allowedKinds.some(allowed => allowed.toLocaleLowerCase('en-US') === wanted)
  );
}
