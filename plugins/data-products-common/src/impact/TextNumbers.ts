const INITIAL_ROOM = 1024;

/**
 * Texts as whole numbers from 0, in the order in which they came. A number
 * stays its text's for good.
 *
 * It is a hash table with open addressing in place of a `Map`: of the texts of
 * a large catalog nearly each is another string than the one that is known by
 * the same letters. A `Map` first writes a hash into each of them, and goes to
 * the memory of a known one to tell that it is not meant; here both hashes are
 * at hand, and a text is compared only when it is nearly certain to be the same.
 */
export class TextNumbers {
  readonly #texts: string[] = [];
  /** Of each number's text. */
  #hashes = new Int32Array(INITIAL_ROOM);
  /** A text's number and 1, at the first free slot from its hash on; 0 is free. */
  #slots = new Int32Array(2 * INITIAL_ROOM);

  get size(): number {
    return this.#texts.length;
  }

  get bytes(): number {
    return this.#hashes.byteLength + this.#slots.byteLength;
  }

  /** The number of a text, which is `size` when it is new. */
  admit(text: string): number {
    if (this.#texts.length === this.#hashes.length) {
      this.#grow();
    }
    const hash = hashOf(text);
    const slot = this.#slotOf(text, hash);
    const known = this.#slots[slot];
    if (known > 0) {
      return known - 1;
    }
    const id = this.#texts.length;
    this.#texts.push(text);
    this.#hashes[id] = hash;
    this.#slots[slot] = id + 1;
    return id;
  }

  numberOf(text: string): number | undefined {
    const known = this.#slots[this.#slotOf(text, hashOf(text))];
    return known > 0 ? known - 1 : undefined;
  }

  textOf(id: number): string {
    return this.#texts[id];
  }

  /** Where a text is, or the free slot that tells that it is not known. */
  #slotOf(text: string, hash: number): number {
    const slots = this.#slots;
    const last = slots.length - 1;
    let slot = hash & last;
    for (;;) {
      const id = slots[slot] - 1;
      if (id < 0 || (this.#hashes[id] === hash && this.#texts[id] === text)) {
        return slot;
      }
      slot = (slot + 1) & last;
    }
  }

  /** At most half of the slots are taken, so that a free one is never far. */
  #grow(): void {
    const hashes = new Int32Array(2 * this.#hashes.length);
    hashes.set(this.#hashes);
    const slots = new Int32Array(2 * hashes.length);
    const last = slots.length - 1;
    for (let id = 0; id < this.#hashes.length; id++) {
      let slot = hashes[id] & last;
      while (slots[slot] > 0) {
        slot = (slot + 1) & last;
      }
      slots[slot] = id + 1;
    }
    this.#hashes = hashes;
    this.#slots = slots;
  }
}

/** FNV-1a with 32 bits, of UTF-16 units; its upper bits also choose the slot. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}
