import { ImpactNodeAnswer } from '@handoff/backstage-plugin-data-products-common';

/** Sizes and distances, in pixels. */
export const NODE_WIDTH = 220;
export const NODE_HEIGHT = 64;
const COLUMN_WIDTH = NODE_WIDTH + 80;
const ROW_HEIGHT = NODE_HEIGHT + 16;

/** Where something stands in the graph, and what is around it. */
export interface PlacedNode {
  ref: string;
  /** Of the upper left corner. */
  x: number;
  y: number;
  /** The step before; absent for the start. */
  parent?: string;
  /** Whether what lies between it and its parent is not shown. */
  isIndirect: boolean;
  /** The steps after, from top to bottom. */
  children: string[];
}

/**
 * Places what is reached in columns, one a step. As each is reached by one
 * shortest way, they make a tree: it is laid out in one pass, so that ten
 * thousand are no burden, where a general layout of graphs takes seconds.
 *
 * @param start - ref of where it starts
 * @param nodes - nearest first
 * @returns all of them by ref, the start first, in the order of reading: each
 *   before its children, from top to bottom
 */
export function layOutImpact(
  start: string,
  nodes: readonly Pick<ImpactNodeAnswer, 'ref' | 'depth' | 'via'>[],
): Map<string, PlacedNode> {
  const known = new Map(nodes.map(node => [node.ref, node]));
  const children = new Map<string, string[]>();
  for (const { ref, via } of nodes) {
    // What a filter leaves out cannot be led over.
    const parent = known.has(via.ref) ? via.ref : start;
    const siblings = children.get(parent);
    if (siblings) {
      siblings.push(ref);
    } else {
      children.set(parent, [ref]);
    }
  }
  const placed = new Map<string, PlacedNode>();
  let row = 0;
  // No recursion: a chain may be longer than the stack is deep.
  const open = [{ ref: start, parent: undefined as string | undefined }];
  while (open.length > 0) {
    const { ref, parent } = open.pop()!;
    const own = children.get(ref) ?? [];
    const node = known.get(ref);
    placed.set(ref, {
      ref,
      x: (node?.depth ?? 0) * COLUMN_WIDTH,
      y: row * ROW_HEIGHT,
      parent,
      isIndirect: node !== undefined && node.via.ref !== parent,
      children: own,
    });
    if (own.length === 0) {
      row += 1;
    }
    open.push(...own.map(child => ({ ref: child, parent: ref })).reverse());
  }
  centreParents(placed);
  return placed;
}

/** Children come after their parent, so that backwards they are done first. */
function centreParents(placed: ReadonlyMap<string, PlacedNode>): void {
  for (const node of [...placed.values()].reverse()) {
    if (node.children.length > 0) {
      const first = placed.get(node.children[0])!;
      const last = placed.get(node.children[node.children.length - 1])!;
      node.y = (first.y + last.y) / 2;
    }
  }
}
