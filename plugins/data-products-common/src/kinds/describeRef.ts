import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';

const KIND_WORDS: Readonly<Record<string, string>> = {
  api: 'API',
  dataproduct: 'data product',
  decisionpath: 'decision path',
  glossaryterm: 'glossary term',
};

/**
 * An entity ref in words, for sentences: `user:default/maya-lind` becomes
 * "user maya-lind", `group:eu/web` "group web (eu)".
 *
 * @param ref - A full entity ref; other text is given back as it is.
 * @public
 */
export function describeRef(ref: string): string {
  try {
    const { kind, namespace, name } = parseEntityRef(ref);
    const word = kind.toLocaleLowerCase('en-US');
    const place = namespace === DEFAULT_NAMESPACE ? '' : ` (${namespace})`;
    return `${KIND_WORDS[word] ?? word} ${name}${place}`;
  } catch {
    return ref;
  }
}
