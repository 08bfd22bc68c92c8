import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Contract } from '../contract';
import { isScoredEntity, RefOrRefs } from '../kinds';
import { ImpactEdgeKind, ImpactInput } from './impactEdges';

/**
 * What an entity depends on: of data products their inputs and glossary terms,
 * of decision paths their steps, source contracts and glossary terms, of all
 * others their `dependsOn` relations.
 *
 * @param contract - of a data product; it tells which columns are read, where
 *   the sources of every one of its columns name an input, as
 *   `input-name.schema.column` or `kind:namespace/name#schema.column`
 * @throws TypeError for refs that are none.
 * @public
 */
export function impactInputsOf(
  entity: Entity,
  contract?: Contract,
): ImpactInput[] {
  if (!isScoredEntity(entity)) {
    return (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_DEPENDS_ON)
      .map(({ targetRef }) => ({ ref: targetRef, kind: 'dependsOn' }));
  }
  const inputs = (
    refs: RefOrRefs | undefined,
    kind: ImpactEdgeKind,
    defaultKind = 'DataProduct',
  ) => refsOf(entity, refs, defaultKind).map(ref => ({ ref, kind }));
  const glossary = inputs(entity.spec.glossary, 'glossary', 'GlossaryTerm');
  if (entity.kind === 'DataProduct') {
    const declared = inputs(entity.spec.inputs, 'dependsOn');
    const reads = contract && readColumns(contract, declared);
    return [
      ...declared.map(input => {
        const columns = reads?.get(input.ref);
        return columns ? { ...input, reads: columns } : input;
      }),
      ...glossary,
    ];
  }
  // A source contract may also be a link, which the catalog knows nothing of.
  const sources = [entity.spec.contracts?.source ?? []]
    .flat()
    .filter(source => !source.includes('://'));
  const steps = (entity.spec.steps ?? []).flatMap(step => step.entity ?? []);
  return [
    ...inputs(steps, 'step'),
    ...inputs(sources, 'contractInput'),
    ...glossary,
  ];
}

/**
 * The columns that are read of each input; `undefined` when one column does
 * not say what it is made of, or names what is no input. An input that no
 * column names may still be joined or filtered by: nothing is known of it.
 */
function readColumns(
  { schemas }: Contract,
  inputs: readonly ImpactInput[],
): Map<string, string[]> | undefined {
  const columns = schemas.flatMap(schema => schema.columns);
  const prefixes = inputs.flatMap(({ ref }) => [
    { ref, prefix: `${ref}#` },
    { ref, prefix: `${parseEntityRef(ref).name}.` },
  ]);
  const reads = new Map<string, Set<string>>();
  for (const { transform } of columns) {
    if (!transform?.sources.length) {
      return undefined;
    }
    for (const source of transform.sources) {
      const found = prefixes.find(({ prefix }) => source.startsWith(prefix));
      if (!found) {
        return undefined;
      }
      const read = reads.get(found.ref) ?? new Set();
      reads.set(found.ref, read.add(source.slice(found.prefix.length)));
    }
  }
  return new Map([...reads].map(([ref, read]) => [ref, [...read].sort()]));
}

function refsOf(
  entity: Entity,
  value: RefOrRefs | undefined,
  defaultKind: string,
): string[] {
  const written = value === undefined ? [] : [value].flat();
  const defaultNamespace = entity.metadata.namespace ?? DEFAULT_NAMESPACE;
  return [
    ...new Set(
      written.map(ref =>
        stringifyEntityRef(
          parseEntityRef(ref, { defaultKind, defaultNamespace }),
        ),
      ),
    ),
  ];
}
