import { Adjacency } from './Adjacency';

/** Everything that was reached, nearest first; the starts come before. */
export interface Walk {
  order: Int32Array;
  /** The place in `order` of the node that each was reached from; itself for a start. */
  predecessors: Int32Array;
  /** The label of the edge by which each was reached. */
  labels: Int32Array;
  /** Where in `order` each depth starts; the last entry is the end. */
  levels: number[];
  starts: number;
  complete: boolean;
  cyclic: boolean;
}

/** What a walk follows, and how far. */
export interface WalkLimits {
  /** How many edges at most, on one way. */
  depth: number;
  /** Whether an edge is followed; all are when absent. */
  follows?: (label: number) => boolean;
  /** Whether an edge out of a start is followed, besides. */
  leaves?: (label: number) => boolean;
}

/** So many that each has two marks of 32 bits. */
const MAX_WALKS = 0x7fff_fff0;

/**
 * Walks breadth first over rows of edges. The memory of one walk serves the
 * next: each has marks of its own, so that nothing need be cleared.
 */
export class Walker {
  #marks = new Uint32Array(0);
  #queue = new Int32Array(0);
  #predecessors = new Int32Array(0);
  #labels = new Int32Array(0);
  #walks = 0;

  get bytes(): number {
    return this.#marks.byteLength * 4;
  }

  walkFrom(
    starts: readonly number[],
    adjacency: Adjacency,
    nodes: number,
    limits: WalkLimits,
  ): Walk {
    this.#prepare(nodes);
    const mark = 2 * this.#walks;
    const startMark = mark + 1;
    const marks = this.#marks;
    const queue = this.#queue;
    const predecessors = this.#predecessors;
    const reachedBy = this.#labels;
    const { starts: rowStarts, counts, ends, labels } = adjacency.rows;
    const { depth: maxDepth, follows } = limits;

    let size = 0;
    for (const start of starts) {
      if (marks[start] !== startMark) {
        marks[start] = startMark;
        queue[size] = start;
        predecessors[size] = size;
        size += 1;
      }
    }
    const startCount = size;
    const levels = [0, size];
    let complete = true;
    let cyclic = false;
    let place = 0;
    for (let depth = 0; place < size; depth++) {
      const levelEnd = size;
      const leaves = depth === 0 ? limits.leaves : undefined;
      for (; place < levelEnd; place++) {
        const node = queue[place];
        // A node that came after the rows has none.
        const row = node < rowStarts.length ? rowStarts[node] : 0;
        const rowEnd = node < rowStarts.length ? row + counts[node] : 0;
        for (let edge = row; edge < rowEnd; edge++) {
          const label = labels[edge];
          if ((follows && !follows(label)) || (leaves && !leaves(label))) {
            continue;
          }
          const end = ends[edge];
          if (marks[end] >= mark) {
            cyclic ||= marks[end] === startMark;
            continue;
          }
          if (depth >= maxDepth) {
            complete = false;
            continue;
          }
          marks[end] = mark;
          queue[size] = end;
          predecessors[size] = place;
          reachedBy[size] = label;
          size += 1;
        }
      }
      if (size > levelEnd) {
        levels.push(size);
      }
    }
    return {
      order: queue.slice(0, size),
      predecessors: predecessors.slice(0, size),
      labels: reachedBy.slice(0, size),
      levels,
      starts: startCount,
      complete,
      cyclic,
    };
  }

  #prepare(nodes: number): void {
    this.#walks += 1;
    if (nodes > this.#marks.length || this.#walks > MAX_WALKS) {
      // Room for some that come later.
      const room = Math.max(Math.ceil(nodes * 1.1), 1024);
      this.#marks = new Uint32Array(room);
      this.#queue = new Int32Array(room);
      this.#predecessors = new Int32Array(room);
      this.#labels = new Int32Array(room);
      this.#walks = 1;
    }
  }
}
