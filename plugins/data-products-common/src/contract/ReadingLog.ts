import { ContractProblem } from './Contract';

/** More problems than this help nobody; the last one then says so. */
const MAX_PROBLEMS = 500;

/**
 * More objects than any real contract has. A YAML document of a few lines can
 * stand for billions of them through its anchors.
 */
const MAX_OBJECTS = 100_000;

/**
 * What one reading shares from the document's root to its leaves: the problems
 * found, and how much has been read.
 */
export class ReadingLog {
  readonly #problems: ContractProblem[] = [];
  readonly #seen = new Set<string>();
  #unlisted = 0;
  #objects = 0;
  #exhausted = false;
  #incomplete = false;
  /** How bad an unknown field is; `undefined` when the field lists do not apply. */
  unknownFields: ContractProblem['severity'] | undefined = 'error';

  /** Whether a further problem would only be counted: its words do not matter. */
  get isFull(): boolean {
    return this.#problems.length >= MAX_PROBLEMS;
  }

  /** Whether parts of the document were left out for its size or depth. */
  get isIncomplete(): boolean {
    return this.#incomplete;
  }

  markIncomplete(): void {
    this.#incomplete = true;
  }

  error(pointer: string, message: string): void {
    this.#add({ pointer, message, severity: 'error' });
  }

  warning(pointer: string, message: string): void {
    this.#add({ pointer, message, severity: 'warning' });
  }

  /** Counts one more object; `false` when the document is too large to go on. */
  admitObject(object: { readonly pointer: string }): boolean {
    if (this.#exhausted) {
      return false;
    }
    this.#objects += 1;
    if (this.#objects > MAX_OBJECTS) {
      this.#exhausted = true;
      this.#incomplete = true;
      this.error(
        object.pointer,
        `the document has more than ${MAX_OBJECTS} objects: nothing from here on is read; split the contract`,
      );
      return false;
    }
    return true;
  }

  /** Everything found, in the order in which it was found. */
  problems(): ContractProblem[] {
    if (this.#unlisted === 0) {
      return this.#problems;
    }
    return [
      ...this.#problems,
      {
        pointer: '',
        message: `${
          this.#unlisted
        } more problems are not listed: mend these first`,
        severity: 'error',
      },
    ];
  }

  #add(problem: ContractProblem): void {
    const key = `${problem.pointer} ${problem.message}`;
    if (this.#seen.has(key)) {
      // A field that two readers look at is still wrong only once.
      return;
    }
    if (this.isFull) {
      this.#unlisted += 1;
      return;
    }
    this.#seen.add(key);
    this.#problems.push(problem);
  }
}
