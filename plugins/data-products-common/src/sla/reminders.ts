import { DateTime } from 'luxon';
import { DatedTerm } from './Objective';

/**
 * How many days ahead people are reminded of a date.
 *
 * @public
 */
export const REMINDER_DAYS = [30, 14, 3] as const;

/**
 * One of {@link REMINDER_DAYS}.
 *
 * @public
 */
export type ReminderDays = (typeof REMINDER_DAYS)[number];

/**
 * That the date of a dated term is near. Its fields together name it: who
 * sends each name once reminds nobody twice.
 *
 * @public
 */
export interface TermReminder {
  term: DatedTerm['term'];
  /** ISO 8601 date, as it was declared. */
  on: string;
  daysAhead: ReminderDays;
}

/**
 * The reminder of a date that is due: the latest that was reached, so that
 * nobody gets several at once after a pause.
 *
 * @param on - ISO 8601 date
 * @returns nothing when the date is further ahead, or over
 * @public
 */
export function reminderDue(on: string, now: Date): ReminderDays | undefined {
  const today = DateTime.fromJSDate(now, { zone: 'utc' }).startOf('day');
  const { days } = DateTime.fromISO(on, { zone: 'utc' }).diff(today, 'days');
  return days < 0
    ? undefined
    : REMINDER_DAYS.filter(ahead => days <= ahead).at(-1);
}

/**
 * The reminders of dated terms that are due.
 *
 * @public
 */
export function dueTermReminders(
  terms: readonly DatedTerm[],
  now: Date,
): TermReminder[] {
  return terms.flatMap(({ term, at }) => {
    // The day on which it is so where it was declared.
    const on = DateTime.fromISO(at, { setZone: true }).toISODate();
    const daysAhead = on === null ? undefined : reminderDue(on, now);
    return on !== null && daysAhead ? [{ term, on, daysAhead }] : [];
  });
}
