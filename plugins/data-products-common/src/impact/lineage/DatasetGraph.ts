import { DatasetEdge } from './DatasetEdge';

/** What is read; `undefined` when it may be anything. */
export type Reads = Set<string> | undefined;

/** How one dataset is made of another. */
interface DatasetLink {
  reads: Reads;
  /** What the other is made of, and the one is only by links of its own. */
  besides: ReadonlySet<string>;
}

/** A dataset, with what it is made of. */
export interface DatasetNode {
  /** As its tool names it. */
  name: string;
  names: Set<string>;
  inputs: Map<DatasetNode, DatasetLink>;
}

/** Puts edges together by the datasets that they are of. */
export function datasetNodesOf(edges: Iterable<DatasetEdge>): Set<DatasetNode> {
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
  for (const { from, to, reads, besides } of edges) {
    const { inputs } = nodeOf(to);
    const input = nodeOf(from);
    const known = inputs.get(input);
    const own = new Set(besides);
    inputs.set(input, {
      reads: known ? allOf(known.reads, reads) : reads && new Set(reads),
      besides: known ? intersectionOf(known.besides, own) : own,
    });
  }
  return new Set(byName.values());
}

/** Who may read any column does so, whatever else is known. */
export function allOf(one: Reads, other: Iterable<string> | undefined): Reads {
  if (!one || !other) {
    return undefined;
  }
  for (const column of other) {
    one.add(column);
  }
  return one;
}

/** What is in both. */
export function intersectionOf(
  one: ReadonlySet<string>,
  other: ReadonlySet<string>,
): Set<string> {
  return new Set([...one].filter(each => other.has(each)));
}
