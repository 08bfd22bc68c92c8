import { TextNumbers } from './TextNumbers';

/**
 * Entity refs as whole numbers from 0, in the order in which they came. A
 * number stays its ref's for good, whether or not the entity is still there.
 */
export class NodeNames {
  readonly #refs = new TextNumbers();
  readonly #kinds: string[] = [];
  #kindOf = new Uint16Array(1024);
  #present = new Uint8Array(1024);

  get size(): number {
    return this.#refs.size;
  }

  get bytes(): number {
    return (
      this.#refs.bytes + this.#kindOf.byteLength + this.#present.byteLength
    );
  }

  /** The number of a ref; a ref that is new is taken for a missing entity. */
  admit(ref: string): number {
    const known = this.#refs.size;
    const id = this.#refs.admit(ref);
    if (id === known) {
      if (id >= this.#kindOf.length) {
        this.#grow();
      }
      this.#kindOf[id] = this.#admitKind(ref);
    }
    return id;
  }

  idOf(ref: string): number | undefined {
    return this.#refs.numberOf(ref);
  }

  refOf(id: number): string {
    return this.#refs.textOf(id);
  }

  isPresent(id: number): boolean {
    return this.#present[id] === 1;
  }

  setPresent(id: number, present: boolean): void {
    this.#present[id] = present ? 1 : 0;
  }

  /** Tells of each number whether its ref is of one of these kinds. */
  kindFilter(kinds: readonly string[]): (id: number) => boolean {
    const wanted = new Set(kinds.map(kind => kind.toLocaleLowerCase('en-US')));
    const matches = this.#kinds.map(kind => wanted.has(kind));
    return id => matches[this.#kindOf[id]];
  }

  /** There are few kinds: to try each is quicker than to cut one out of a ref. */
  #admitKind(ref: string): number {
    for (let id = 0; id < this.#kinds.length; id++) {
      const kind = this.#kinds[id];
      if (ref.startsWith(kind) && ref[kind.length] === ':') {
        return id;
      }
    }
    const kind = ref
      .slice(0, Math.max(0, ref.indexOf(':')))
      .toLocaleLowerCase('en-US');
    const known = this.#kinds.indexOf(kind);
    if (known >= 0) {
      return known;
    }
    this.#kinds.push(kind);
    return this.#kinds.length - 1;
  }

  #grow(): void {
    const kindOf = new Uint16Array(this.#kindOf.length * 2);
    kindOf.set(this.#kindOf);
    this.#kindOf = kindOf;
    const present = new Uint8Array(this.#present.length * 2);
    present.set(this.#present);
    this.#present = present;
  }
}
