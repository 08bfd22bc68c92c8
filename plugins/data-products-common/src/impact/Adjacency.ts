/** The edges of one node: the node at the other end of each, and its label. */
export interface EdgeRow {
  readonly ends: Int32Array;
  readonly labels: Int32Array;
}

/** How much more room a row gets when it outgrows its own. */
const ROW_SLACK = 1.25;

/** How much more room there is for rows that move, once there is none left. */
const POOL_SLACK = 1.25;

/**
 * The edges of all nodes in one direction, in rows of two shared arrays: those
 * of node `n` are at `starts[n]`, as many as `counts[n]`. Packed, one row
 * follows another; a row that outgrows its room moves behind all others, and
 * what it leaves is lost until all are packed anew.
 */
export class Adjacency {
  #starts: Int32Array;
  #counts: Int32Array;
  #rooms: Int32Array;
  #ends: Int32Array;
  #labels: Int32Array;
  /** Where nothing has been written yet. */
  #free: number;
  #lost = 0;

  /**
   * Sorts edges into rows, keeping their order within a row.
   *
   * @param from - the node that each edge starts at, in this direction
   */
  static fromEdges(
    nodes: number,
    from: Int32Array,
    ends: Int32Array,
    labels: Int32Array,
  ): Adjacency {
    const counts = new Int32Array(nodes);
    for (let edge = 0; edge < from.length; edge++) {
      counts[from[edge]] += 1;
    }
    const starts = new Int32Array(nodes);
    for (let node = 1; node < nodes; node++) {
      starts[node] = starts[node - 1] + counts[node - 1];
    }
    const next = starts.slice();
    const sortedEnds = new Int32Array(ends.length);
    const sortedLabels = new Int32Array(ends.length);
    for (let edge = 0; edge < from.length; edge++) {
      const place = next[from[edge]];
      next[from[edge]] = place + 1;
      sortedEnds[place] = ends[edge];
      sortedLabels[place] = labels[edge];
    }
    return new Adjacency(starts, counts, sortedEnds, sortedLabels);
  }

  private constructor(
    starts: Int32Array,
    counts: Int32Array,
    ends: Int32Array,
    labels: Int32Array,
  ) {
    this.#starts = starts;
    this.#counts = counts;
    this.#rooms = counts.slice();
    this.#ends = ends;
    this.#labels = labels;
    this.#free = ends.length;
  }

  /** How many places for edges no row uses any more. */
  get lostPlaces(): number {
    return this.#lost;
  }

  get bytes(): number {
    return (
      3 * this.#starts.byteLength +
      this.#ends.byteLength +
      this.#labels.byteLength
    );
  }

  /**
   * The rows as they lie, for walks over many nodes: a view for each row would
   * take longer than its edges. Nodes from `starts.length` on have no edges.
   */
  get rows(): {
    starts: Int32Array;
    counts: Int32Array;
    ends: Int32Array;
    labels: Int32Array;
  } {
    return {
      starts: this.#starts,
      counts: this.#counts,
      ends: this.#ends,
      labels: this.#labels,
    };
  }

  /** The edges of a node, until they change; a node that is not known has none. */
  row(node: number): EdgeRow {
    const start = node < this.#starts.length ? this.#starts[node] : 0;
    const count = node < this.#starts.length ? this.#counts[node] : 0;
    return {
      ends: this.#ends.subarray(start, start + count),
      labels: this.#labels.subarray(start, start + count),
    };
  }

  /** Takes the edges to one end out of a row, and puts others behind the rest. */
  changeRow(
    node: number,
    withoutEnd: number,
    added: readonly { end: number; label: number }[],
  ): void {
    this.#admit(node);
    const start = this.#starts[node];
    const last = start + this.#counts[node];
    let kept = start;
    for (let place = start; place < last; place++) {
      if (this.#ends[place] !== withoutEnd) {
        this.#ends[kept] = this.#ends[place];
        this.#labels[kept] = this.#labels[place];
        kept += 1;
      }
    }
    this.#counts[node] = kept - start;
    this.#append(node, added);
  }

  replaceRow(
    node: number,
    edges: readonly { end: number; label: number }[],
  ): void {
    this.#admit(node);
    this.#counts[node] = 0;
    this.#append(node, edges);
  }

  #append(
    node: number,
    added: readonly { end: number; label: number }[],
  ): void {
    const count = this.#counts[node] + added.length;
    if (count > this.#rooms[node]) {
      this.#move(node, count);
    }
    let place = this.#starts[node] + this.#counts[node];
    for (const { end, label } of added) {
      this.#ends[place] = end;
      this.#labels[place] = label;
      place += 1;
    }
    this.#counts[node] = count;
  }

  #move(node: number, count: number): void {
    const room = Math.ceil(count * ROW_SLACK);
    const needed = this.#free + room;
    if (needed > this.#ends.length) {
      this.#ends = lengthened(this.#ends, Math.ceil(needed * POOL_SLACK));
      this.#labels = lengthened(this.#labels, this.#ends.length);
    }
    const start = this.#starts[node];
    const last = start + this.#counts[node];
    this.#ends.copyWithin(this.#free, start, last);
    this.#labels.copyWithin(this.#free, start, last);
    this.#lost += this.#rooms[node];
    this.#starts[node] = this.#free;
    this.#rooms[node] = room;
    this.#free = needed;
  }

  #admit(node: number): void {
    if (node >= this.#starts.length) {
      const length = Math.ceil((node + 1) * POOL_SLACK);
      this.#starts = lengthened(this.#starts, length);
      this.#counts = lengthened(this.#counts, length);
      this.#rooms = lengthened(this.#rooms, length);
    }
  }
}

function lengthened(array: Int32Array, length: number): Int32Array {
  const longer = new Int32Array(length);
  longer.set(array);
  return longer;
}
