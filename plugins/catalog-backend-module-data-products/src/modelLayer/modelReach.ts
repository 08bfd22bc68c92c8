import {
  HANDOFF_RELATIONS,
  RelationDefinition,
  RelationField,
} from '@handoff/backstage-plugin-data-products-common';

/**
 * Whether the catalog's model can read a field's refs: it finds strings and
 * lists of strings, and does not look into lists of maps.
 */
export function isWithinModelReach(field: RelationField): boolean {
  return !field.path.includes('[]');
}

/**
 * The part of the relation table that the model layer cannot fulfil, and that a
 * processor has to: refs inside lists of maps, and refs to kinds that the model
 * does not know, for which it would emit the forward direction only.
 */
export const RELATIONS_BEYOND_MODEL: readonly RelationDefinition[] =
  HANDOFF_RELATIONS.map(relation => ({
    ...relation,
    fields: relation.allowedKinds
      ? relation.fields.filter(field => !isWithinModelReach(field))
      : relation.fields,
  })).filter(({ fields }) => fields.length > 0);
