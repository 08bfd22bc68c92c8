/**
 * The reference for handoffs: the same rules, told in another way. It keeps of
 * every person only their last word on an item, with the values that they saw,
 * and knows neither fingerprints nor records.
 */

export type Part = 'access' | 'contract' | 'rollback';
export type Side = 'owner' | 'schema-approver';

/** What people see of the entity. */
export interface Seen {
  release: string;
  values: Readonly<Record<Part, number>>;
}

interface ModelItem {
  side: Side;
  required: boolean;
  quorum: number;
  covers?: readonly Part[];
  validForMs?: number;
}

/** The last word of a person on an item. */
interface Word {
  approves: boolean;
  seen: Seen;
  at: number;
  /** Whether it was given before the completion. */
  settled: boolean;
}

export const DAY_MS = 24 * 60 * 60 * 1000;
export const RELEASE = '2.4.0';

export const MODEL_ITEMS: Readonly<Record<string, ModelItem>> = {
  tests: { side: 'owner', required: true, quorum: 2 },
  rollback: {
    side: 'owner',
    required: false,
    quorum: 1,
    covers: ['rollback'],
  },
  access: {
    side: 'schema-approver',
    required: true,
    quorum: 1,
    covers: ['access', 'contract'],
    validForMs: 30 * DAY_MS,
  },
};

export class HandoffModel {
  seen: Seen = {
    release: RELEASE,
    values: { access: 0, contract: 0, rollback: 0 },
  };
  present = true;
  checkPasses = true;
  now = Date.parse('2026-11-01T00:00:00.000Z');
  readonly members: Record<Side, Set<string>>;
  readonly #requester: string;
  readonly #words = new Map<string, Word>();
  readonly #sides = new Map<string, Side>();
  #withdrawn = false;
  #completed: Seen | undefined;

  constructor(requester: string, members: Record<Side, Set<string>>) {
    this.#requester = requester;
    this.members = members;
  }

  get completed(): boolean {
    return this.#completed !== undefined;
  }

  /** Whether the release that is declared is the one of the handoff. */
  get isOfRelease(): boolean {
    return this.present && this.seen.release === RELEASE;
  }

  maySign(person: string, itemId: string): boolean {
    const item = MODEL_ITEMS[itemId];
    if (this.#withdrawn || !this.isOfRelease) {
      return false;
    }
    if (this.#completed) {
      const renews = item.validForMs !== undefined;
      if (!renews || !sameValues(this.#completed, this.seen)) {
        return false;
      }
    }
    return (
      this.#isEligible(person, item.side) &&
      this.members[item.side].has(person) &&
      (this.#sides.get(person) ?? item.side) === item.side
    );
  }

  mayLead(person: string): boolean {
    return (
      !this.#withdrawn &&
      !this.#completed &&
      (person === this.#requester || this.members.owner.has(person))
    );
  }

  /** Whatever it is worth: what is recorded is recorded. */
  record(person: string, itemId: string, approves: boolean, seen: Seen): void {
    if (!this.#sides.has(person)) {
      this.#sides.set(person, MODEL_ITEMS[itemId].side);
    }
    this.#words.set(`${person} ${itemId}`, {
      approves,
      seen,
      at: this.now,
      settled: false,
    });
  }

  withdraw(): void {
    this.#withdrawn = true;
  }

  complete(): void {
    this.#completed = this.seen;
    this.#words.forEach(word => {
      word.settled = true;
    });
  }

  /** Who approves or rejects an item, as far as it counts. */
  countingWords(itemId: string): { person: string; approves: boolean }[] {
    const item = MODEL_ITEMS[itemId];
    const past = this.#completed && !this.isOfRelease;
    const now = past ? this.#completed : this.seen;
    return [...this.#words].flatMap(([key, word]) => {
      const [person, onItem] = key.split(' ');
      const expired =
        !past &&
        word.approves &&
        item.validForMs !== undefined &&
        this.now >= word.at + item.validForMs;
      const counts =
        onItem === itemId &&
        now !== undefined &&
        (past || this.present) &&
        this.#isEligible(person, item.side) &&
        (word.settled || this.members[item.side].has(person)) &&
        isUntouched(item, word.seen, now) &&
        !expired;
      return counts ? [{ person, approves: word.approves }] : [];
    });
  }

  get state(): string {
    if (this.#withdrawn) {
      return 'withdrawn';
    }
    const required = Object.keys(MODEL_ITEMS).filter(
      id => MODEL_ITEMS[id].required,
    );
    const rejected = required.some(id =>
      this.countingWords(id).some(({ approves }) => !approves),
    );
    const approved =
      !rejected &&
      required.every(
        id => this.countingWords(id).length >= MODEL_ITEMS[id].quorum,
      );
    if (this.#completed) {
      const stands = approved && sameValues(this.#completed, this.seen);
      return !this.isOfRelease || stands ? 'completed' : 'lapsed';
    }
    if (!this.isOfRelease) {
      return 'lapsed';
    }
    if (rejected) {
      return 'rejected';
    }
    return approved && this.checkPasses ? 'approved' : 'open';
  }

  #isEligible(person: string, side: Side): boolean {
    return (
      person.startsWith('user:') &&
      person !== this.#requester &&
      (this.#sides.get(person) ?? side) === side
    );
  }
}

function isUntouched(item: ModelItem, before: Seen, now: Seen): boolean {
  return item.covers
    ? item.covers.every(part => before.values[part] === now.values[part])
    : before.release === now.release && sameValues(before, now);
}

function sameValues(one: Seen, other: Seen): boolean {
  return (
    one.values.access === other.values.access &&
    one.values.contract === other.values.contract &&
    one.values.rollback === other.values.rollback
  );
}
