/** Between two texts; no word holds it. */
const SEPARATOR = 0;

/** How many words' rows are remembered: readers page through what they found. */
const MAX_REMEMBERED = 50;

/**
 * Many texts in one piece of memory, so that a word is looked for in all of
 * them at the speed of reading it. UTF-8 finds within bytes what a text would
 * find within characters.
 */
export class SearchText {
  readonly #bytes: Buffer;
  /** Where each text begins, and where the last one ends. */
  readonly #starts: Uint32Array;
  readonly #remembered = new Map<string, Uint8Array>();

  constructor(texts: readonly string[]) {
    const starts = new Uint32Array(texts.length + 1);
    texts.forEach((text, row) => {
      starts[row + 1] = starts[row] + Buffer.byteLength(text) + 1;
    });
    this.#starts = starts;
    this.#bytes = Buffer.allocUnsafe(starts[texts.length]);
    texts.forEach((text, row) => {
      this.#bytes.write(text, starts[row]);
      this.#bytes[starts[row + 1] - 1] = SEPARATOR;
    });
  }

  /** @returns for each text 1 when it holds the word, else 0. */
  rowsWith(word: string): Uint8Array {
    let rows = this.#remembered.get(word);
    if (!rows) {
      rows = this.#find(word);
      const [oldest] = this.#remembered.keys();
      if (this.#remembered.size === MAX_REMEMBERED) {
        this.#remembered.delete(oldest);
      }
      this.#remembered.set(word, rows);
    }
    return rows;
  }

  #find(word: string): Uint8Array {
    const rows = new Uint8Array(this.#starts.length - 1);
    const wanted = Buffer.from(word);
    let row = 0;
    for (
      let at = this.#bytes.indexOf(wanted);
      at !== -1;
      at = this.#bytes.indexOf(wanted, this.#starts[row])
    ) {
      row = this.#rowAt(at, row);
      rows[row] = 1;
      row += 1;
    }
    return rows;
  }

  /** The text that a byte belongs to. @param from - not after it. */
  #rowAt(byte: number, from: number): number {
    // Often near; where it is far, steps that double find it fast.
    let low = from;
    let step = 1;
    while (
      low + step < this.#starts.length &&
      this.#starts[low + step] <= byte
    ) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step, this.#starts.length - 1);
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if (this.#starts[middle] <= byte) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
