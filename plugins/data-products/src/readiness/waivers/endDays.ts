import { DateTime } from 'luxon';

/** The days on which a waiver may end, ISO 8601 dates in UTC. */
export interface EndDays {
  first: string;
  last: string;
}

/**
 * A waiver ends as its last day ends, in UTC: the last day that is over before
 * the longest time is.
 */
export function endDays(maxDays: number, now: Date): EndDays {
  const today = DateTime.fromJSDate(now, { zone: 'utc' }).startOf('day');
  return {
    first: today.toISODate() ?? '',
    last: today.plus({ days: maxDays - 1 }).toISODate() ?? '',
  };
}

/** The instant at which a day ends. */
export function endOfDay(day: string): string {
  return DateTime.fromISO(day, { zone: 'utc' }).endOf('day').toISO() ?? '';
}
