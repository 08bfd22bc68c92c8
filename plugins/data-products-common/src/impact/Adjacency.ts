/** The edges of one node: the node at the other end of each, and its label. */
export interface EdgeRow {
  readonly ends: Int32Array;
  readonly labels: Int32Array;
}

const NO_EDGES: EdgeRow = {
  ends: new Int32Array(0),
  labels: new Int32Array(0),
};

/**
 * The edges of all nodes in one direction, in compressed sparse rows: those of
 * node `n` are at `offsets[n]` up to `offsets[n + 1]`. Rows that changed since
 * lie over them until all rows are written anew.
 */
export class Adjacency {
  readonly #offsets: Int32Array;
  readonly #ends: Int32Array;
  readonly #labels: Int32Array;
  readonly #overlay = new Map<number, EdgeRow>();
  /** 1 for a packed row that another lies over: asking the map takes longer. */
  readonly #isChanged: Uint8Array;
  #overlaid = 0;

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
    const offsets = new Int32Array(nodes + 1);
    for (let edge = 0; edge < from.length; edge++) {
      offsets[from[edge] + 1] += 1;
    }
    for (let node = 0; node < nodes; node++) {
      offsets[node + 1] += offsets[node];
    }
    const next = offsets.slice(0, nodes);
    const sortedEnds = new Int32Array(ends.length);
    const sortedLabels = new Int32Array(ends.length);
    for (let edge = 0; edge < from.length; edge++) {
      const place = next[from[edge]];
      next[from[edge]] += 1;
      sortedEnds[place] = ends[edge];
      sortedLabels[place] = labels[edge];
    }
    return new Adjacency(offsets, sortedEnds, sortedLabels);
  }

  private constructor(
    offsets: Int32Array,
    ends: Int32Array,
    labels: Int32Array,
  ) {
    this.#offsets = offsets;
    this.#ends = ends;
    this.#labels = labels;
    this.#isChanged = new Uint8Array(offsets.length - 1);
  }

  /** How many edges lie in changed rows. */
  get overlaidEdges(): number {
    return this.#overlaid;
  }

  get bytes(): number {
    return (
      this.#offsets.byteLength +
      this.#ends.byteLength +
      this.#labels.byteLength +
      this.#isChanged.byteLength +
      this.#overlaid * 2 * Int32Array.BYTES_PER_ELEMENT
    );
  }

  /** The edges of a node; a node that is not known yet has none. */
  row(node: number): EdgeRow {
    if (node >= this.#isChanged.length || this.#isChanged[node] === 1) {
      return this.#overlay.get(node) ?? NO_EDGES;
    }
    const start = this.#offsets[node];
    const end = this.#offsets[node + 1];
    return start === end
      ? NO_EDGES
      : {
          ends: this.#ends.subarray(start, end),
          labels: this.#labels.subarray(start, end),
        };
  }

  /**
   * The packed rows as they lie, for walks over many nodes: a view for each
   * row would take longer than its edges. Rows for which `isPacked` says no
   * are to be had from {@link Adjacency.row}.
   */
  get packed(): { offsets: Int32Array; ends: Int32Array; labels: Int32Array } {
    return { offsets: this.#offsets, ends: this.#ends, labels: this.#labels };
  }

  isPacked(node: number): boolean {
    return node < this.#isChanged.length && this.#isChanged[node] === 0;
  }

  replaceRow(node: number, row: EdgeRow): void {
    this.#overlaid +=
      row.ends.length - (this.#overlay.get(node)?.ends.length ?? 0);
    this.#overlay.set(node, row);
    if (node < this.#isChanged.length) {
      this.#isChanged[node] = 1;
    }
  }
}

/** A row without the edges to one end, and with others behind the rest. */
export function changeRow(
  row: EdgeRow,
  withoutEnd: number,
  added: readonly { end: number; label: number }[],
): EdgeRow {
  let kept = 0;
  for (const end of row.ends) {
    kept += end === withoutEnd ? 0 : 1;
  }
  const ends = new Int32Array(kept + added.length);
  const labels = new Int32Array(kept + added.length);
  let place = 0;
  for (let edge = 0; edge < row.ends.length; edge++) {
    if (row.ends[edge] !== withoutEnd) {
      ends[place] = row.ends[edge];
      labels[place] = row.labels[edge];
      place += 1;
    }
  }
  for (const { end, label } of added) {
    ends[place] = end;
    labels[place] = label;
    place += 1;
  }
  return { ends, labels };
}
