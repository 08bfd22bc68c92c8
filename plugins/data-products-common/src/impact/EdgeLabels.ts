import { IMPACT_EDGE_KINDS, ImpactEdgeKind } from './impactEdges';
import { TextNumbers } from './TextNumbers';

/**
 * What edges say of themselves, each in one number: the place of its kind when
 * it may read any column, else that of an entry with the columns that it reads.
 */
export class EdgeLabels {
  readonly #columns = new TextNumbers();
  #entries = 0;
  #kinds = new Uint8Array(256);
  /** Where an entry's columns start; those of the next one end them. */
  #starts = new Int32Array(257);
  #reads = new Int32Array(1024);

  get bytes(): number {
    return (
      this.#columns.bytes +
      this.#kinds.byteLength +
      this.#starts.byteLength +
      this.#reads.byteLength
    );
  }

  add(kind: ImpactEdgeKind, reads: readonly string[] | undefined): number {
    const kindId = IMPACT_EDGE_KINDS.indexOf(kind);
    if (kindId < 0) {
      throw new Error(
        `"${kind}" is not a kind of dependency: use one of ${IMPACT_EDGE_KINDS.join(
          ', ',
        )}`,
      );
    }
    if (!reads) {
      return kindId;
    }
    const entry = this.#entries;
    const start = this.#starts[entry];
    this.#reserve(entry + 1, start + reads.length);
    this.#kinds[entry] = kindId;
    for (let index = 0; index < reads.length; index++) {
      this.#reads[start + index] = this.#columns.admit(reads[index]);
    }
    this.#starts[entry + 1] = start + reads.length;
    this.#entries += 1;
    return IMPACT_EDGE_KINDS.length + entry;
  }

  kindOf(label: number): ImpactEdgeKind {
    return IMPACT_EDGE_KINDS[this.#kindIdOf(label)];
  }

  /** The columns that an edge reads; `undefined` when it may read any. */
  readsOf(label: number): string[] | undefined {
    const entry = label - IMPACT_EDGE_KINDS.length;
    return entry < 0
      ? undefined
      : Array.from(
          this.#reads.subarray(this.#starts[entry], this.#starts[entry + 1]),
          id => this.#columns.textOf(id),
        );
  }

  /** Tells of each label whether its kind is one of these. */
  kindFilter(kinds: readonly ImpactEdgeKind[]): (label: number) => boolean {
    const matches = IMPACT_EDGE_KINDS.map(kind => kinds.includes(kind));
    return label => matches[this.#kindIdOf(label)];
  }

  /** Tells of each label whether it reads, or may read, one of these columns. */
  columnFilter(columns: readonly string[]): (label: number) => boolean {
    const known = new Map<number, boolean>();
    const touches = (id: number) => {
      let touched = known.get(id);
      if (touched === undefined) {
        touched = columns.some(column =>
          overlaps(column, this.#columns.textOf(id)),
        );
        known.set(id, touched);
      }
      return touched;
    };
    return label => {
      const entry = label - IMPACT_EDGE_KINDS.length;
      if (entry < 0) {
        return true;
      }
      for (
        let place = this.#starts[entry];
        place < this.#starts[entry + 1];
        place++
      ) {
        if (touches(this.#reads[place])) {
          return true;
        }
      }
      return false;
    };
  }

  #kindIdOf(label: number): number {
    const entry = label - IMPACT_EDGE_KINDS.length;
    return entry < 0 ? label : this.#kinds[entry];
  }

  #reserve(entries: number, reads: number): void {
    if (entries > this.#kinds.length) {
      const kinds = new Uint8Array(entries * 2);
      kinds.set(this.#kinds);
      this.#kinds = kinds;
      const starts = new Int32Array(entries * 2 + 1);
      starts.set(this.#starts);
      this.#starts = starts;
    }
    if (reads > this.#reads.length) {
      const larger = new Int32Array(reads * 2);
      larger.set(this.#reads);
      this.#reads = larger;
    }
  }
}

/** Whether one is the other, or a member of it: `orders.address` and `orders.address.city`. */
function overlaps(one: string, other: string): boolean {
  const [shorter, longer] =
    one.length <= other.length ? [one, other] : [other, one];
  return (
    longer.startsWith(shorter) &&
    (longer.length === shorter.length || /[.[]/.test(longer[shorter.length]))
  );
}
