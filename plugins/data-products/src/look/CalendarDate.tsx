import { DateTime } from 'luxon';
import { useLanguage } from './useLanguage';

/** A day as the reader's language writes it. */
export function CalendarDate(props: {
  /** ISO 8601 date or date-time. */
  on: string;
}) {
  const language = useLanguage();
  const day = DateTime.fromISO(props.on, { locale: language, setZone: true });
  return (
    <time dateTime={props.on}>
      {day.isValid ? day.toLocaleString(DateTime.DATE_MED) : props.on}
    </time>
  );
}
