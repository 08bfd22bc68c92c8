import {
  CatalogModelKindRelationFieldDefinition,
  CatalogModelLayer,
  compileCatalogModel,
  createCatalogModelLayer,
  defaultCatalogEntityModel,
} from '@backstage/catalog-model/alpha';
import {
  DATASETS_ANNOTATION,
  HANDOFF_API_VERSION,
  HANDOFF_KIND_SCHEMAS,
  HANDOFF_KINDS,
  HANDOFF_RELATIONS,
  HandoffKind,
} from '@handoff/backstage-plugin-data-products-common';
import { isWithinModelReach } from './modelReach';

const [GROUP, VERSION] = HANDOFF_API_VERSION.split('/');

const NAMES: Record<HandoffKind, { singular: string; plural: string }> = {
  DataProduct: { singular: 'data product', plural: 'data products' },
  DecisionPath: { singular: 'decision path', plural: 'decision paths' },
  GlossaryTerm: { singular: 'glossary term', plural: 'glossary terms' },
};

/**
 * Handoff's kinds and relations as a layer of the catalog model, made of the
 * same schemas and relation table as the processor.
 *
 * @alpha
 */
export const handoffCatalogModel: CatalogModelLayer = createCatalogModelLayer({
  layerId: 'handoff/kinds',
  builder: model => {
    for (const kind of HANDOFF_KINDS) {
      const { description, ...schema } = HANDOFF_KIND_SCHEMAS[kind];
      model.addKind({
        group: GROUP,
        names: { kind, ...NAMES[kind] },
        description,
        versions: [
          {
            name: VERSION,
            relationFields: relationFieldsOf(kind),
            schema: { jsonSchema: { description, ...schema } },
          },
        ],
      });
    }
    for (const relation of HANDOFF_RELATIONS) {
      model.addRelationPair({
        fromKind: [...new Set(relation.fields.flatMap(({ kinds }) => kinds))],
        // The model has no "any kind".
        toKind: [...(relation.allowedKinds ?? knownKinds())],
        description: relation.description,
        forward: relation.forward,
        reverse: relation.reverse,
      });
    }
    model.addAnnotation({
      name: DATASETS_ANNOTATION,
      title: 'Datasets',
      description:
        'How pipelines name the data that the entity stands for: a comma separated list of technical names, each exact or with one trailing *.',
    });
  },
});

function relationFieldsOf(
  kind: HandoffKind,
): CatalogModelKindRelationFieldDefinition[] {
  return HANDOFF_RELATIONS.flatMap(relation =>
    relation.fields
      .filter(field => field.kinds.includes(kind) && isWithinModelReach(field))
      .map(({ path }) => ({
        selector: { path },
        relation: relation.forward.type,
        defaultKind: relation.defaultKind,
        defaultNamespace: 'inherit' as const,
        ...(relation.allowedKinds
          ? { allowedKinds: [...relation.allowedKinds] }
          : {}),
      })),
  );
}

function knownKinds(): string[] {
  const builtIn = compileCatalogModel([defaultCatalogEntityModel]).listKinds();
  return [...builtIn.map(({ names }) => names.kind), ...HANDOFF_KINDS];
}
