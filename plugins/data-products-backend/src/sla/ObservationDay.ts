import {
  Observation,
  usualObservationId,
} from '@handoff/backstage-plugin-data-products-common';

/** One day in ms. */
export const DAY_MS = 24 * 60 * 60 * 1000;

/** The day of a time, since 1970, UTC. @param time - epoch ms */
export function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}

/** An observation of an objective that is known. */
export type ObjectiveObservation = Omit<Observation, 'objective'>;

/** An observation as stored. */
export interface StoredObservation {
  id: string;
  /** Epoch ms. */
  at: number;
  value?: number;
  source: string;
  detail?: string;
}

/** A value, and when it was measured. */
export interface MeasuredValue {
  /** Epoch ms. */
  at: number;
  value: number;
}

/** Of a day with more values, what is usual is told from one every ten minutes. */
const SAMPLE_SIZE = 144;

/** What can be left off at the end is: most have one source and no own id. */
type Packed = [
  /** ms since the day began */
  at: number,
  value: number | null,
  /** Index of {@link PackedDay.s}; the first when absent. */
  source?: number,
  /** Empty or absent where it follows from the rest. */
  id?: string,
  detail?: string,
];

interface PackedDay {
  /** Sources, each once. */
  s: string[];
  /** In the order of time. */
  o: Packed[];
}

/**
 * All observations of one objective on one day. An id that is there already is
 * a correction.
 */
export class ObservationDay {
  readonly #objective: string;
  readonly #day: number;
  readonly #sources: string[] = [];
  #rows: Packed[] = [];
  #hasOwnIds = false;
  /** Made when it is asked for: most of what comes is later than all else. */
  #byId: Map<string, Packed> | undefined;

  /** @param objective - its name */
  constructor(objective: string, day: number, packed?: string) {
    this.#objective = objective;
    this.#day = day;
    if (packed) {
      const { s, o }: PackedDay = JSON.parse(packed);
      this.#sources = s;
      this.#rows = o;
      this.#hasOwnIds = o.some(([, , , id]) => id);
    }
  }

  /** In the order of time. */
  get observations(): StoredObservation[] {
    return this.#rows.map(row => this.#unpack(row));
  }

  /**
   * The last observations until a time, the newest first.
   *
   * @param from - epoch ms, and so is `to`
   */
  newest(most: number, from: number, to: number): StoredObservation[] {
    const start = this.#day * DAY_MS;
    const within = this.#rows.filter(
      ([at]) => start + at >= from && start + at <= to,
    );
    return within
      .slice(Math.max(0, within.length - most))
      .reverse()
      .map(row => this.#unpack(row));
  }

  /** Whether a sample of it says as much as all of it, in much less room. */
  get isDense(): boolean {
    return this.#rows.length >= 2 * SAMPLE_SIZE;
  }

  /** Measured values in the order of time: all, or where they are many, evenly some of them. */
  sampleValues(): MeasuredValue[] {
    const step = Math.max(1, this.#rows.length / SAMPLE_SIZE);
    const sample: MeasuredValue[] = [];
    for (let next = 0; next < this.#rows.length; next += step) {
      const [at, value] = this.#rows[Math.floor(next)];
      if (value !== null) {
        sample.push({ at: this.#day * DAY_MS + at, value });
      }
    }
    return sample;
  }

  /** Whether it is there, just like this. */
  has(observation: ObjectiveObservation): boolean {
    const row = this.#pack(observation);
    const known = this.#find(row);
    return known !== undefined && isSameRow(known, row);
  }

  /** @returns whether it is new, or another one than before. */
  put(observation: ObjectiveObservation): boolean {
    const row = this.#pack(observation);
    const known = this.#find(row);
    if (known && isSameRow(known, row)) {
      return false;
    }
    if (known) {
      this.#rows.splice(this.#rows.indexOf(known), 1);
    }
    // It rarely comes late.
    let index = this.#rows.length;
    while (index > 0 && this.#isBefore(row, this.#rows[index - 1])) {
      index -= 1;
    }
    this.#rows.splice(index, 0, row);
    this.#byId?.set(this.#idOf(row), row);
    return true;
  }

  pack(): string {
    return JSON.stringify({
      s: this.#sources,
      o: this.#rows,
    } satisfies PackedDay);
  }

  /** The row of the same id. */
  #find(row: Packed): Packed | undefined {
    if (row[3] || this.#hasOwnIds) {
      this.#hasOwnIds ||= Boolean(row[3]);
      this.#byId ??= new Map(
        this.#rows.map(known => [this.#idOf(known), known]),
      );
      return this.#byId.get(this.#idOf(row));
    }
    // Without own ids, time and source tell them apart.
    const [at, , source = 0] = row;
    for (let i = this.#rows.length - 1; i >= 0; i--) {
      const known = this.#rows[i];
      if (known[0] < at) {
        return undefined;
      }
      if (known[0] === at && (known[2] ?? 0) === source) {
        return known;
      }
    }
    return undefined;
  }

  #isBefore(first: Packed, second: Packed): boolean {
    return (
      first[0] < second[0] ||
      (first[0] === second[0] && this.#idOf(first) < this.#idOf(second))
    );
  }

  #pack({
    ownId = '',
    at,
    value,
    source,
    detail,
  }: ObjectiveObservation): Packed {
    let index = this.#sources.indexOf(source);
    if (index < 0) {
      index = this.#sources.push(source) - 1;
    }
    const row: Packed = [at - this.#day * DAY_MS, value ?? null];
    if (index || ownId || detail !== undefined) {
      row.push(index);
    }
    if (ownId || detail !== undefined) {
      row.push(ownId);
    }
    if (detail !== undefined) {
      row.push(detail);
    }
    return row;
  }

  #unpack(row: Packed): StoredObservation {
    const [at, value, source = 0, , detail] = row;
    const idOf = () => this.#idOf(row);
    return {
      // Only of two at the same time, one looks at it.
      get id() {
        return idOf();
      },
      at: this.#day * DAY_MS + at,
      value: value ?? undefined,
      source: this.#sources[source],
      detail,
    };
  }

  #idOf([at, , source = 0, id]: Packed): string {
    return (
      id ||
      usualObservationId(
        this.#objective,
        this.#sources[source],
        this.#day * DAY_MS + at,
      )
    );
  }
}

function isSameRow(first: Packed, second: Packed): boolean {
  return (
    first[0] === second[0] &&
    first[1] === second[1] &&
    (first[2] ?? 0) === (second[2] ?? 0) &&
    first[4] === second[4]
  );
}
