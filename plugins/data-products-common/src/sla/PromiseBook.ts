import { ContractProblem } from '../contract';
import { describePromise, Promised, PromiseWording } from './describePromise';
import { DatedTerm, Objective, Promises } from './Objective';

/** Collects promises from every source and gives each objective its own name. */
export class PromiseBook {
  readonly #objectives: Objective[] = [];
  readonly #names = new Set<string>();
  readonly #datedTerms: DatedTerm[] = [];
  readonly #problems: Promises['problems'] = [];

  /**
   * Adds an objective. When its name is taken, the alternative is appended to
   * it, and when that is taken too, a number.
   */
  add(promised: Promised, options?: PromiseOptions): Objective {
    const objective: Objective = {
      ...promised,
      name: this.#uniqueName(promised.name, options?.alternative),
      promise: describePromise(promised, options),
    };
    this.#objectives.push(objective);
    return objective;
  }

  hasName(name: string): boolean {
    return this.#names.has(name);
  }

  addTerm(term: DatedTerm): void {
    this.#datedTerms.push(term);
  }

  problem(pointer: string, message: string): void {
    this.#problems.push({ pointer, message });
  }

  addProblems(problems: readonly ContractProblem[]): void {
    for (const { pointer, message } of problems) {
      this.problem(pointer, message);
    }
  }

  promises(): Promises {
    return {
      objectives: this.#objectives,
      datedTerms: this.#datedTerms,
      problems: this.#problems,
    };
  }

  #uniqueName(wanted: string, alternative: string | undefined): string {
    const candidates = [wanted];
    if (alternative) {
      candidates.push(`${wanted}-${alternative}`);
    }
    const stem = candidates[candidates.length - 1];
    let name = candidates.find(candidate => !this.#names.has(candidate));
    for (let number = 2; name === undefined; number += 1) {
      const candidate = `${stem}-${number}`;
      name = this.#names.has(candidate) ? undefined : candidate;
    }
    this.#names.add(name);
    return name;
  }
}

/** What an objective needs to be named and described, and does not keep. */
export interface PromiseOptions extends PromiseWording {
  /** Tells it from others of its name: a driver. */
  alternative?: string;
}

/** Words as a name: lower case, with hyphens. */
export function nameOfWords(...words: (string | undefined)[]): string {
  return words
    .join(' ')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLocaleLowerCase('en-US')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}
