import { DateTime } from 'luxon';
import { useCallback } from 'react';
import { useLanguage } from './useLanguage';

/** Writes the day of an ISO 8601 date or date-time as the reader's language does. */
export function useCalendarDay(): (on: string) => string {
  const language = useLanguage();
  return useCallback(
    on => {
      const day = DateTime.fromISO(on, { locale: language, setZone: true });
      return day.isValid ? day.toLocaleString(DateTime.DATE_MED) : on;
    },
    [language],
  );
}
