import { useCalendarDay } from './useCalendarDay';

/** A day as the reader's language writes it. */
export function CalendarDate(props: {
  /** ISO 8601 date or date-time. */
  on: string;
}) {
  const dayOf = useCalendarDay();
  return <time dateTime={props.on}>{dayOf(props.on)}</time>;
}
