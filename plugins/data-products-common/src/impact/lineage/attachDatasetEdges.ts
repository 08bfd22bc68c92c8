import { DatasetClaim } from '../../ownership/datasetClaims';
import { ContractColumns } from './ContractColumns';
import { DatasetEdge } from './DatasetEdge';
import {
  allOf,
  DatasetNode,
  datasetNodesOf,
  intersectionOf,
  Reads,
} from './DatasetGraph';
import { isMadeWhole } from './isMadeWhole';
import { LineageInput } from './LineageInput';

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
 * @param claimsOf - what an entity claims, by its ref; whether its lineage is
 *   complete depends on it
 * @returns what each entity depends on, by its ref; in order of the refs
 * @public
 */
export function attachDatasetEdges(
  edges: Iterable<DatasetEdge>,
  claimantsOf: (names: readonly string[]) => readonly string[],
  contractOf: (entityRef: string) => ContractColumns | undefined = () =>
    undefined,
  claimsOf: (entityRef: string) => readonly DatasetClaim[] = () => [],
): Map<string, LineageInput[]> {
  const nodes = datasetNodesOf(edges);
  const claimants = new Map<DatasetNode, readonly string[]>();
  const own = new Map<string, DatasetNode[]>();
  for (const node of nodes) {
    const refs = claimantsOf([...node.names]);
    claimants.set(node, refs);
    for (const ref of refs) {
      own.set(ref, [...(own.get(ref) ?? []), node]);
    }
  }
  const attached = new Map<string, LineageInput[]>();
  for (const ref of [...own.keys()].sort()) {
    const { inputs, isTraced } = upstreamOf(
      ref,
      own.get(ref)!,
      claimants,
      contractOf,
    );
    if (inputs.size) {
      const isComplete = isTraced && isMadeWhole(claimsOf(ref), own.get(ref)!);
      attached.set(
        ref,
        [...inputs.keys()].sort().map(input => {
          const reads = inputs.get(input);
          return {
            ref: input,
            kind: 'lineage',
            ...(reads && { reads: [...reads].sort() }),
            ...(reads && isComplete && { complete: true }),
          };
        }),
      );
    }
  }
  return attached;
}

/**
 * The nearest entities upstream, by ref, with what is read of their columns,
 * and whether no way ends in what nobody claims.
 */
function upstreamOf(
  entityRef: string,
  own: readonly DatasetNode[],
  claimants: ReadonlyMap<DatasetNode, readonly string[]>,
  contractOf: (entityRef: string) => ContractColumns | undefined,
): { inputs: Map<string, Reads>; isTraced: boolean } {
  const found = new Map<string, Reads>();
  let isTraced = true;
  // With what of their inputs was not followed yet.
  const seen = new Map<DatasetNode, ReadonlySet<string>>();
  const queue: { node: DatasetNode; follows(name: string): boolean }[] = [];
  const visit = (node: DatasetNode, besides: ReadonlySet<string>) => {
    const left = seen.get(node);
    const stays = left ? intersectionOf(left, besides) : besides;
    seen.set(node, stays);
    if (!left) {
      queue.push({ node, follows: name => !besides.has(name) });
    } else if (stays.size < left.size) {
      queue.push({ node, follows: name => left.has(name) && !stays.has(name) });
    }
  };
  own.forEach(node => visit(node, new Set()));
  // Gone through to its end, however it grows.
  for (const { node, follows } of queue) {
    for (const [input, { reads, besides }] of node.inputs) {
      if (!follows(input.name)) {
        continue;
      }
      const refs = claimants.get(input)!;
      const others = refs.filter(ref => ref !== entityRef);
      for (const ref of others) {
        const columns = reads && contractOf(ref)?.find(input.name, reads);
        found.set(
          ref,
          found.has(ref)
            ? allOf(found.get(ref), columns)
            : columns && new Set(columns),
        );
      }
      if (!others.length) {
        isTraced &&= refs.length > 0 || input.inputs.size > 0;
        visit(input, besides);
      }
    }
  }
  return { inputs: found, isTraced };
}
