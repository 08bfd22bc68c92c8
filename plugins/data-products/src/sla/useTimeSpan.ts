import { DateTime } from 'luxon';
import { useLanguage } from '../look';

const DAY_AND_TIME = {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
} as const;

/** Words for a stretch of time, such as `Nov 3, 06:00 – 12:00`. */
export function useTimeSpan(): (from: string, to: string) => string {
  const locale = useLanguage();
  return (from, to) => {
    const start = DateTime.fromISO(from, { locale });
    const end = DateTime.fromISO(to, { locale });
    const words = end.toLocaleString(
      start.hasSame(end, 'day')
        ? { hour: '2-digit', minute: '2-digit' }
        : DAY_AND_TIME,
    );
    return `${start.toLocaleString(DAY_AND_TIME)} – ${words}`;
  };
}
