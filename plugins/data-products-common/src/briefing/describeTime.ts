import { DateTime } from 'luxon';
import { describeDuration, parseDuration } from '../sla';

/** A day such as `21 Nov 2026`; the text itself when it is none. */
export function describeDay(iso: string): string {
  return describeTime(iso, 'd LLL yyyy');
}

/** A time such as `21 Nov 2026, 08:00 UTC`; the text itself when it is none. */
export function describeInstant(iso: string): string {
  return describeTime(iso, "d LLL yyyy, HH:mm 'UTC'");
}

/** An ISO 8601 duration such as `30 min`; the text itself when it is none. */
export function describePeriod(iso: string): string {
  const seconds = parseDuration(iso);
  return seconds === undefined ? iso : describeDuration(seconds);
}

function describeTime(iso: string, format: string): string {
  const time = DateTime.fromISO(iso, { zone: 'utc', locale: 'en' });
  return time.isValid ? time.toFormat(format) : iso;
}
