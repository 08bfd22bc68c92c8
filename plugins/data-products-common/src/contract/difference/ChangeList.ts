import { ContractLink } from '../Contract';
import {
  ContractChange,
  ContractChangeClass,
  ContractPath,
  ContractValue,
} from './ContractDifference';

/** A rule's judgement of one change. */
export interface Judgement {
  rule: string;
  class: ContractChangeClass;
  reason: string;
}

const DOCUMENTATION_CHANGED: Judgement = {
  rule: 'documentation-changed',
  class: 'documentation',
  reason: 'Only what the contract says of the data is another.',
};

/** Collects the changes between two contracts. */
export class ChangeList {
  readonly #changes: ContractChange[] = [];

  get changes(): ContractChange[] {
    return this.#changes;
  }

  add(
    path: ContractPath,
    before: ContractValue | undefined,
    after: ContractValue | undefined,
    judgement: Judgement,
  ): void {
    const { rule, class: changeClass, reason } = judgement;
    this.#changes.push({
      rule,
      class: changeClass,
      path,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      reason,
    });
  }

  /**
   * Adds a change of a field, judged only when it differs. Nearly none does, so
   * that nothing is made before that is known.
   *
   * @param place - what the field is of
   */
  compare<T extends ContractValue>(
    place: ContractPath,
    field: string,
    before: T | undefined,
    after: T | undefined,
    judge:
      | Judgement
      | ((before: T | undefined, after: T | undefined) => Judgement),
  ): void {
    if (!isSame(before, after)) {
      const judgement =
        typeof judge === 'function' ? judge(before, after) : judge;
      this.add({ ...place, field }, before, after, judgement);
    }
  }

  /**
   * Adds a change of a list whose order says nothing, judged by whether it has
   * fewer or more values; no list at all lets every value pass.
   *
   * @returns whether both are the same
   */
  compareSets(
    place: ContractPath,
    field: string,
    before: readonly string[] | undefined,
    after: readonly string[] | undefined,
    judgements: { fewer: Judgement; more: Judgement; other: Judgement },
  ): boolean {
    if (!before && !after) {
      return true;
    }
    const [old, now] = [new Set(before), new Set(after)];
    const lost = !before || [...old].some(value => !now.has(value));
    const won = !after || [...now].some(value => !old.has(value));
    if (before && after && !lost && !won) {
      return true;
    }
    let judgement = judgements.other;
    if (!before || (after && !won)) {
      judgement = judgements.fewer;
    } else if (!after || !lost) {
      judgement = judgements.more;
    }
    this.add(
      { ...place, field },
      before && [...before],
      after && [...after],
      judgement,
    );
    return false;
  }

  /** Adds a change of what the contract says and nothing depends on. */
  compareWords(
    place: ContractPath,
    field: string,
    before: ContractValue | undefined,
    after: ContractValue | undefined,
  ): void {
    this.compare(place, field, before, after, DOCUMENTATION_CHANGED);
  }
}

/** A list, or nothing when it is empty: an empty list says no more than none. */
export function listed(values: readonly string[]): string[] | undefined {
  return values.length === 0 ? undefined : [...values];
}

/** The addresses of links, or nothing when there are none. */
export function listedUrls(
  links: readonly ContractLink[],
): string[] | undefined {
  return links.length === 0 ? undefined : links.map(({ url }) => url);
}

/** Whether two values of a contract say the same. */
export function isSame(
  one: ContractValue | undefined,
  other: ContractValue | undefined,
): boolean {
  return Array.isArray(one) && Array.isArray(other)
    ? one.length === other.length &&
        one.every((value, index) => value === other[index])
    : one === other;
}
