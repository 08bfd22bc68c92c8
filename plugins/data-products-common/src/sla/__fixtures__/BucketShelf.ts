import { hourOf } from '../evaluation/windows';
import { Objective } from '../Objective';
import {
  Carry,
  History,
  isSameCarry,
  Measurement,
  Rollup,
  rollUpBucket,
} from '../rollup';

/**
 * Keeps raw measurements and their buckets as a store does: one at a time, in
 * whatever order they come, and nothing made again that does not have to be.
 */
export class BucketShelf {
  readonly #objective: Objective;
  readonly #raw = new Map<string, Measurement>();
  readonly #rollups = new Map<number, Rollup>();

  constructor(objective: Objective) {
    this.#objective = objective;
  }

  put(measurement: Measurement): void {
    const before = this.#raw.get(measurement.id);
    this.#raw.set(measurement.id, measurement);
    this.#remake(hourOf(measurement.at));
    if (before && hourOf(before.at) !== hourOf(measurement.at)) {
      this.#remake(hourOf(before.at));
    }
  }

  history(from = -Infinity): History {
    const hours = this.#hours();
    return {
      carryIn: this.#carryBefore(from),
      rollups: hours
        .filter(hour => hour >= from)
        .map(hour => this.#rollups.get(hour)!),
    };
  }

  carry(): Carry | undefined {
    return this.#carryBefore(Infinity);
  }

  #hours(): number[] {
    return [...this.#rollups.keys()].sort((first, second) => first - second);
  }

  #carryBefore(hour: number): Carry | undefined {
    const before = this.#hours().filter(other => other < hour);
    const last = before[before.length - 1];
    return last === undefined ? undefined : this.#rollups.get(last)!.carryOut;
  }

  #remake(hour: number): void {
    const measurements = [...this.#raw.values()].filter(
      ({ at }) => hourOf(at) === hour,
    );
    const old = this.#rollups.get(hour)?.carryOut ?? this.#carryBefore(hour);
    let carry = this.#carryBefore(hour);
    if (measurements.length) {
      const rollup = rollUpBucket(this.#objective, hour, measurements, carry);
      this.#rollups.set(hour, rollup);
      carry = rollup.carryOut;
    } else {
      this.#rollups.delete(hour);
    }
    const next = this.#hours().find(other => other > hour);
    if (next !== undefined && !isSameCarry(old, carry)) {
      this.#remake(next);
    }
  }
}
