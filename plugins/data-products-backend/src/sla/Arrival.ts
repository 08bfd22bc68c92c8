import { DAY_MS, dayOf, ObjectiveObservation } from './ObservationDay';

/** An observation of an objective that waits to be filed in its day. */
export interface Arrival {
  /** Since 1970, UTC. */
  day: number;
  /**
   * What its corrections have in common with it: as in a day, the pipeline's
   * own id, or else when it was made and by whom.
   */
  key: string;
  /** The rest, as JSON. */
  document: string;
}

/** The last two are of those with an own id, whose key does not have them. */
type PackedArrival = [
  value: number | null,
  detail?: string | null,
  /** ms since the day began */
  time?: number,
  source?: string,
];

export function packArrival(observation: ObjectiveObservation): Arrival {
  const { ownId, at, value = null, source, detail } = observation;
  const day = dayOf(at);
  const time = at - day * DAY_MS;
  if (ownId !== undefined) {
    const packed: PackedArrival = [value, detail ?? null, time, source];
    return { day, key: `=${ownId}`, document: JSON.stringify(packed) };
  }
  const packed: PackedArrival =
    detail === undefined ? [value] : [value, detail];
  return { day, key: `${time} ${source}`, document: JSON.stringify(packed) };
}

export function unpackArrival(arrival: Arrival): ObjectiveObservation {
  const { day, key, document } = arrival;
  const [value, detail, ownTime, ownSource]: PackedArrival =
    JSON.parse(document);
  const observed = { value: value ?? undefined, detail: detail ?? undefined };
  if (ownTime !== undefined && ownSource !== undefined) {
    const at = day * DAY_MS + ownTime;
    return { ...observed, at, source: ownSource, ownId: key.slice(1) };
  }
  const space = key.indexOf(' ');
  const at = day * DAY_MS + Number(key.slice(0, space));
  return { ...observed, at, source: key.slice(space + 1) };
}
