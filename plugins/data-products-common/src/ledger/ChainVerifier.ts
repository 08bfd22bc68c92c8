import { LEDGER_DOMAIN } from './hashEntry';
import { ChainHead, EMPTY_CHAIN, Sha256 } from './LedgerEntry';
import { splitLedgerLine } from './splitLedgerLine';

/**
 * What can be wrong with an entry.
 *
 * @public
 */
export const CHAIN_FAULTS = [
  'malformed',
  'missing',
  'misplaced',
  'changed',
  'payload-changed',
  'replaced',
  'out-of-time',
] as const;

/**
 * The first thing that is wrong with a chain.
 *
 * @public
 */
export interface ChainFault {
  /** Which entry should have been there. */
  seq: number;
  /**
   * `malformed`: it is no entry. `missing`: a later one is in its place.
   * `misplaced`: an earlier one is in its place. `changed`: it is not what was
   * hashed. `payload-changed`: its payload is not. `replaced`: it does not
   * follow the one before. `out-of-time`: it is older than the one before.
   */
  fault: (typeof CHAIN_FAULTS)[number];
  /** In words. */
  message: string;
}

/**
 * Checks the lines of an export, one after the other, and keeps nothing of
 * them: a chain may be of any length. It asks nobody, and needs no key.
 *
 * That the chain holds says that its entries belong together in this order.
 * That they are the true ones, and that none is cut off at the end, takes a
 * checkpoint (`checkCheckpoints`).
 *
 * @public
 */
export class ChainVerifier {
  readonly #sha256: Sha256;
  #size: number;
  #hash: string;
  #at: string;
  #withheld = 0;

  /**
   * @param options - `after` is the head of a chain that was checked already,
   *   to go on from.
   */
  static create(options: { sha256: Sha256; after?: ChainHead }) {
    return new ChainVerifier(options.sha256, options.after ?? EMPTY_CHAIN);
  }

  private constructor(sha256: Sha256, { size, hash, at }: ChainHead) {
    this.#sha256 = sha256;
    this.#size = size;
    this.#hash = hash;
    this.#at = at;
  }

  /** The head of what was found right so far. */
  get head(): ChainHead {
    return { size: this.#size, hash: this.#hash, at: this.#at };
  }

  /** How many entries came without their payload. */
  get withheld(): number {
    return this.#withheld;
  }

  /**
   * Checks the next entry.
   *
   * @param line - without its line feed
   * @returns what is wrong with it; the head stays at the one before then
   */
  add(line: string): ChainFault | undefined {
    const wanted = this.#size + 1;
    const parts = splitLedgerLine(line);
    if (!parts) {
      return {
        seq: wanted,
        fault: 'malformed',
        message: `Entry ${wanted} is not in the form of an entry`,
      };
    }
    const { bound, at, seq, payload, payloadHash, prevHash } = parts;
    if (seq !== wanted) {
      return seq > wanted
        ? {
            seq: wanted,
            fault: 'missing',
            message: `Entry ${wanted} is missing: entry ${seq} is in its place`,
          }
        : {
            seq: wanted,
            fault: 'misplaced',
            message: `Entry ${seq} is in the place of entry ${wanted}`,
          };
    }
    const hash = this.#sha256(`${LEDGER_DOMAIN}\n${bound}}`);
    if (hash !== parts.hash) {
      return {
        seq,
        fault: 'changed',
        message: `Entry ${seq} was changed: its hash is that of another content`,
      };
    }
    if (payload === undefined) {
      this.#withheld += 1;
    } else if (this.#sha256(payload) !== payloadHash) {
      return {
        seq,
        fault: 'payload-changed',
        message: `The payload of entry ${seq} was changed: its hash is that of another one`,
      };
    }
    if (prevHash !== this.#hash) {
      return {
        seq,
        fault: 'replaced',
        message: `Entry ${seq} does not follow ${
          seq === 1
            ? 'the beginning of a chain'
            : `entry ${seq - 1}: one of the two was replaced`
        }`,
      };
    }
    if (at < this.#at) {
      return {
        seq,
        fault: 'out-of-time',
        message: `Entry ${seq} is of ${at}, before entry ${seq - 1} of ${
          this.#at
        }`,
      };
    }
    this.#size = seq;
    this.#hash = hash;
    this.#at = at;
    return undefined;
  }
}
