import { DateTime } from 'luxon';
import { reminderDue, ReminderDays } from '../sla';
import { Agreement, AgreementTerms } from './Agreement';
import { agreementStatus } from './agreementStatus';

/**
 * That a date of an agreement is near. Its fields together name it: who sends
 * each name once reminds nobody twice.
 *
 * @public
 */
export interface AgreementReminder {
  occasion: 'renewal' | 'review';
  /** ISO 8601 date of the occasion. */
  on: string;
  daysAhead: ReminderDays;
}

const MONTHS_BETWEEN_REVIEWS = 3;

/**
 * The reminders of an agreement that are due: of its renewal, and of the next
 * of its quarterly reviews before that. Of each, only the latest that was
 * reached, so that nobody gets several at once after a pause. An agreement
 * that is not in force has none.
 *
 * @public
 */
export function dueReminders(
  agreement: Agreement,
  now: Date,
): AgreementReminder[] {
  const status = agreementStatus(agreement, now);
  if (status?.state !== 'active') {
    return [];
  }
  const { renewOn } = status.revision.terms;
  const review = nextReviewOn(status.revision.terms, now);
  return [
    ...reminderOf('renewal', renewOn, now),
    ...(review ? reminderOf('review', review, now) : []),
  ];
}

/**
 * The next of the quarterly reviews, ISO 8601 date, today's included. A review
 * on the day of the renewal, or after it, is the renewal.
 *
 * @public
 */
export function nextReviewOn(
  { reviewOn, renewOn }: Pick<AgreementTerms, 'reviewOn' | 'renewOn'>,
  now: Date,
): string | undefined {
  const next =
    reviewOn === undefined
      ? undefined
      : nextReview(dayOf(reviewOn), startOfDay(now)).toISODate()!;
  return next !== undefined && next < renewOn ? next : undefined;
}

function startOfDay(now: Date): DateTime {
  return DateTime.fromJSDate(now, { zone: 'utc' }).startOf('day');
}

function dayOf(date: string): DateTime {
  return DateTime.fromISO(date, { zone: 'utc' });
}

/** Counted from the first, so that one at the end of a month stays there. */
function nextReview(first: DateTime, today: DateTime): DateTime {
  const passed = Math.floor(today.diff(first, 'months').months);
  let count = Math.max(0, Math.floor(passed / MONTHS_BETWEEN_REVIEWS));
  let next = first.plus({ months: count * MONTHS_BETWEEN_REVIEWS });
  while (next < today) {
    count += 1;
    next = first.plus({ months: count * MONTHS_BETWEEN_REVIEWS });
  }
  return next;
}

function reminderOf(
  occasion: AgreementReminder['occasion'],
  on: string,
  now: Date,
): AgreementReminder[] {
  const daysAhead = reminderDue(on, now);
  return daysAhead === undefined ? [] : [{ occasion, on, daysAhead }];
}
