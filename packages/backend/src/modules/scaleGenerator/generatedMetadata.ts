import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  EntityMeta,
} from '@backstage/catalog-model';

/** The namespace of everything generated, apart from the example company's. */
export const GENERATED_NAMESPACE = 'generated';

const LOCATION = 'scale-generator:packages/backend';

/** Metadata as the catalog asks for it of entities that no file holds. */
export function generatedMetadata(
  name: string,
  title: string,
  more?: { description?: string; tags?: string[] },
): EntityMeta {
  return {
    namespace: GENERATED_NAMESPACE,
    name,
    title,
    annotations: {
      [ANNOTATION_LOCATION]: LOCATION,
      [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
    },
    ...more,
  };
}

/** The full ref of a generated entity. */
export function generatedRef(kind: string, name: string): string {
  return `${kind}:${GENERATED_NAMESPACE}/${name}`;
}
