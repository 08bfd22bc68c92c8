import { DateTime, IANAZone } from 'luxon';

const DAY_MS = 86_400_000;

/** When something is due each day. */
export interface DailyDue {
  /** After local midnight. */
  seconds: number;
  /** A fixed offset, or the zone whose clock counts. */
  zone: { offsetMs: number } | { name: string };
}

const DUES = new Map<string, DailyDue>();

/** The longest list of times that a portal could want to remember. */
const MAX_DUES = 10_000;

/**
 * Reads a time of day in the form of an objective's target: `09:00+01:00`, or
 * with an IANA zone `09:00 Europe/Berlin`.
 *
 * @throws Error when it is in neither form; reading a promise makes sure of it.
 */
export function readDailyDue(target: string): DailyDue {
  const known = DUES.get(target);
  if (known) {
    return known;
  }
  const [, hour, minute, sign, offsetHour, offsetMinute, name] =
    /^(\d\d):(\d\d)(?:([+-])(\d\d):(\d\d)| (\S+))$/.exec(target) ?? [];
  if (hour === undefined || (name && !IANAZone.isValidZone(name))) {
    throw new Error(
      `"${target}" is not a time of day with its offset or zone, such as 09:00+01:00`,
    );
  }
  const minutes = Number(offsetHour) * 60 + Number(offsetMinute);
  const due: DailyDue = {
    seconds: Number(hour) * 3_600 + Number(minute) * 60,
    zone: name
      ? { name }
      : { offsetMs: (sign === '-' ? -minutes : minutes) * 60_000 },
  };
  if (DUES.size >= MAX_DUES) {
    DUES.clear();
  }
  DUES.set(target, due);
  return due;
}

/**
 * When a delivery came, in seconds after midnight of the day on which it was
 * due: the day whose due time is nearest. What comes shortly after midnight
 * for 23:00 is late, and more than a day's seconds; what comes the evening
 * before is early, and may be less than none. Half way between two, it is late.
 *
 * @param delivered - epoch ms
 */
export function secondsOfDelivery(due: DailyDue, delivered: number): number {
  let nearest = Infinity;
  for (const days of [-1, 0, 1]) {
    const distance = delivered - dueInstant(due, delivered, days);
    if (Math.abs(distance) < Math.abs(nearest)) {
      nearest = distance;
    }
  }
  return due.seconds + nearest / 1_000;
}

/**
 * The latest instant up to another one at which the clock showed a time.
 *
 * @param seconds - after local midnight
 * @param before - epoch ms
 */
export function latestInstant(
  zone: DailyDue['zone'],
  seconds: number,
  before: number,
): number {
  const due = { seconds, zone };
  const today = dueInstant(due, before, 0);
  return today <= before ? today : dueInstant(due, before, -1);
}

/** The instant at which it is due on the local day of another instant, or days from it. */
function dueInstant(due: DailyDue, instant: number, days: number): number {
  const { seconds, zone } = due;
  if ('offsetMs' in zone) {
    const local = instant + zone.offsetMs;
    const midnight = Math.floor(local / DAY_MS) * DAY_MS;
    return midnight + days * DAY_MS + seconds * 1_000 - zone.offsetMs;
  }
  return DateTime.fromMillis(instant, { zone: zone.name })
    .startOf('day')
    .plus({ days })
    .set({
      hour: Math.floor(seconds / 3_600),
      minute: Math.floor(seconds / 60) % 60,
    })
    .toMillis();
}
