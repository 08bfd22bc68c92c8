import { ImpactInput } from '../impactEdges';
import { ContractColumns } from './ContractColumns';
import { DatasetEdge } from './DatasetEdge';

/** What is read; `undefined` when it may be anything. */
type Reads = Set<string> | undefined;

interface DatasetNode {
  /** As its tool names it. */
  name: string;
  names: Set<string>;
  /** The datasets that it is made of, with the columns that are read of each. */
  inputs: Map<DatasetNode, Reads>;
}

/**
 * Makes of what pipelines reported on datasets what entities depend on. A way
 * between two entities may lead through datasets that nobody claims, and
 * through others of the dependent entity's own.
 *
 * Columns are those that are read of an entity's own datasets, whatever becomes
 * of them on the way. Of several edges every one counts: where one does not
 * tell its columns, any may be read.
 *
 * @param claimantsOf - refs of the entities that claim a dataset, by all of
 *   its names
 * @param contractOf - the columns of an entity's contract, by its ref; where
 *   there are none, any column of it may be read
 * @returns what each entity depends on, by its ref; in order of the refs
 * @public
 */
export function attachDatasetEdges(
  edges: Iterable<DatasetEdge>,
  claimantsOf: (names: readonly string[]) => readonly string[],
  contractOf: (entityRef: string) => ContractColumns | undefined = () =>
    undefined,
): Map<string, ImpactInput[]> {
  const nodes = nodesOf(edges);
  const claimants = new Map<DatasetNode, readonly string[]>();
  const own = new Map<string, DatasetNode[]>();
  for (const node of nodes) {
    const refs = claimantsOf([...node.names]);
    claimants.set(node, refs);
    for (const ref of refs) {
      own.set(ref, [...(own.get(ref) ?? []), node]);
    }
  }
  const attached = new Map<string, ImpactInput[]>();
  for (const ref of [...own.keys()].sort()) {
    const inputs = upstreamOf(ref, own.get(ref)!, claimants, contractOf);
    if (inputs.size) {
      attached.set(
        ref,
        [...inputs.keys()].sort().map(input => {
          const reads = inputs.get(input);
          return {
            ref: input,
            kind: 'lineage',
            ...(reads && { reads: [...reads].sort() }),
          };
        }),
      );
    }
  }
  return attached;
}

function nodesOf(edges: Iterable<DatasetEdge>): Set<DatasetNode> {
  const byName = new Map<string, DatasetNode>();
  const nodeOf = (names: readonly string[]) => {
    const [name] = names;
    const node = byName.get(name) ?? {
      name,
      names: new Set(),
      inputs: new Map(),
    };
    byName.set(name, node);
    names.forEach(other => node.names.add(other));
    return node;
  };
  for (const { from, to, reads } of edges) {
    addReads(nodeOf(to).inputs, nodeOf(from), reads);
  }
  return new Set(byName.values());
}

/** The nearest entities upstream, by ref, with what is read of their columns. */
function upstreamOf(
  entityRef: string,
  own: readonly DatasetNode[],
  claimants: ReadonlyMap<DatasetNode, readonly string[]>,
  contractOf: (entityRef: string) => ContractColumns | undefined,
): Map<string, Reads> {
  const found = new Map<string, Reads>();
  const seen = new Set(own);
  for (const node of seen) {
    for (const [input, reads] of node.inputs) {
      const refs = claimants.get(input)!;
      const others = refs.filter(ref => ref !== entityRef);
      others.forEach(ref =>
        addReads(found, ref, reads && contractOf(ref)?.find(input.name, reads)),
      );
      if (!others.length) {
        // Visited in its turn: a set is gone through to its end.
        seen.add(input);
      }
    }
  }
  return found;
}

/** Beside what is known already: who may read any column does so, whatever else. */
function addReads<Key>(
  known: Map<Key, Reads>,
  key: Key,
  reads: Iterable<string> | undefined,
): void {
  const before = known.get(key);
  if (!reads || (known.has(key) && !before)) {
    known.set(key, undefined);
  } else if (before) {
    for (const column of reads) {
      before.add(column);
    }
  } else {
    known.set(key, new Set(reads));
  }
}
