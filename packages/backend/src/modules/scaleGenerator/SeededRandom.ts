/**
 * A repeatable source of chance: the same seed gives the same numbers on every
 * machine, so that two people who generate 10,000 products see the same ones.
 */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.trunc(seed);
  }

  /** The next number in [0, 1), by the mulberry32 generator. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) % 2 ** 32;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)];
  }

  /** As often as the weights say, which need not add up to anything. */
  pickWeighted<T extends string>(weights: Record<T, number>): T {
    const entries = Object.entries(weights) as [T, number][];
    const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
    let rest = this.next() * total;
    for (const [item, weight] of entries) {
      rest -= weight;
      if (rest < 0) {
        return item;
      }
    }
    return entries[entries.length - 1][0];
  }

  shuffled<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last--) {
      const other = this.integer(0, last);
      [result[last], result[other]] = [result[other], result[last]];
    }
    return result;
  }

  /** Up to `count` different items. */
  sample<T>(items: readonly T[], count: number): T[] {
    const chosen = new Set<T>();
    for (let i = 0; i < count && items.length > 0; i++) {
      chosen.add(this.pick(items));
    }
    return [...chosen];
  }
}
