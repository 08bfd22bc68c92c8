import { ImpactInput } from '../impactEdges';
import { DatasetEdge } from './DatasetEdge';

interface DatasetNode {
  names: Set<string>;
  inputs: Set<DatasetNode>;
}

/**
 * Makes of what pipelines reported on datasets what entities depend on. A way
 * between two entities may lead through datasets that nobody claims, and
 * through others of the dependent entity's own.
 *
 * @param claimantsOf - refs of the entities that claim a dataset, by all of
 *   its names
 * @returns what each entity depends on, by its ref; in order of the refs
 * @public
 */
export function attachDatasetEdges(
  edges: Iterable<DatasetEdge>,
  claimantsOf: (names: readonly string[]) => readonly string[],
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
    const inputs = upstreamOf(ref, own.get(ref)!, claimants);
    if (inputs.length) {
      attached.set(
        ref,
        inputs.map(input => ({ ref: input, kind: 'lineage' })),
      );
    }
  }
  return attached;
}

function nodesOf(edges: Iterable<DatasetEdge>): Set<DatasetNode> {
  const byName = new Map<string, DatasetNode>();
  const nodeOf = (names: readonly string[]) => {
    const node = byName.get(names[0]) ?? {
      names: new Set(),
      inputs: new Set(),
    };
    byName.set(names[0], node);
    names.forEach(name => node.names.add(name));
    return node;
  };
  for (const { from, to } of edges) {
    nodeOf(to).inputs.add(nodeOf(from));
  }
  return new Set(byName.values());
}

/** The nearest entities upstream, by ref. */
function upstreamOf(
  entityRef: string,
  own: readonly DatasetNode[],
  claimants: ReadonlyMap<DatasetNode, readonly string[]>,
): string[] {
  const found = new Set<string>();
  const seen = new Set(own);
  for (const node of seen) {
    for (const input of node.inputs) {
      const refs = claimants.get(input)!;
      const others = refs.filter(ref => ref !== entityRef);
      others.forEach(ref => found.add(ref));
      if (!others.length) {
        // Visited in its turn: a set is gone through to its end.
        seen.add(input);
      }
    }
  }
  return [...found].sort();
}
