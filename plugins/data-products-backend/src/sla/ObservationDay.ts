import { Observation } from '@handoff/backstage-plugin-data-products-common';

/** One day in ms. */
export const DAY_MS = 24 * 60 * 60 * 1000;

/** The day of a time, since 1970, UTC. @param time - epoch ms */
export function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}

/** An observation as stored. */
export interface StoredObservation {
  id: string;
  /** Epoch ms. */
  at: number;
  value?: number;
  source: string;
  detail?: string;
}

type Packed = [
  /** ms since the day began */
  at: number,
  value: number | null,
  /** Index of {@link PackedDay.s}. */
  source: number,
  id: string,
  detail?: string,
];

interface PackedDay {
  /** Sources, each once. */
  s: string[];
  o: Packed[];
}

/**
 * All observations of one objective on one day. An id that is there already is
 * a correction.
 */
export class ObservationDay {
  readonly #objective: string;
  readonly #day: number;
  readonly #byId = new Map<string, StoredObservation>();

  /** @param objective - its name */
  constructor(objective: string, day: number, packed?: string) {
    this.#objective = objective;
    this.#day = day;
    if (packed) {
      const { s, o }: PackedDay = JSON.parse(packed);
      for (const [at, value, source, id, detail] of o) {
        const time = day * DAY_MS + at;
        const observation: StoredObservation = {
          id: id === '' ? usualId(objective, s[source], time) : id,
          at: time,
          value: value ?? undefined,
          source: s[source],
          detail,
        };
        this.#byId.set(observation.id, observation);
      }
    }
  }

  /** In no order. */
  get observations(): StoredObservation[] {
    return [...this.#byId.values()];
  }

  /** @returns whether it is new, or another one than before. */
  put(observation: StoredObservation): boolean {
    const known = this.#byId.get(observation.id);
    if (
      known &&
      known.at === observation.at &&
      known.value === observation.value &&
      known.source === observation.source &&
      known.detail === observation.detail
    ) {
      return false;
    }
    this.#byId.set(observation.id, observation);
    return true;
  }

  pack(): string {
    const sources: string[] = [];
    const packed = this.observations
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
      .map(({ id, at, value, source, detail }): Packed => {
        let index = sources.indexOf(source);
        if (index < 0) {
          index = sources.push(source) - 1;
        }
        const row: Packed = [
          at - this.#day * DAY_MS,
          value ?? null,
          index,
          // What follows from the rest is not written down.
          id === usualId(this.#objective, source, at) ? '' : id,
        ];
        if (detail !== undefined) {
          row.push(detail);
        }
        return row;
      });
    return JSON.stringify({ s: sources, o: packed } satisfies PackedDay);
  }
}

/** As the reading of observations makes it where the pipeline gives none. */
function usualId(objective: string, source: string, at: number): string {
  return JSON.stringify([objective, source, new Date(at).toISOString()]);
}

/** An observation with its time as a number. */
export function toStoredObservation(
  observation: Observation,
): StoredObservation {
  return {
    id: observation.id,
    at: Date.parse(observation.observedAt),
    value: observation.value,
    source: observation.source,
    detail: observation.detail,
  };
}
