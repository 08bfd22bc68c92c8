import { DateTime } from 'luxon';
import { ReadinessLevel } from '@handoff/backstage-plugin-data-products-common';
import { CalendarDate, Sparkline, Subtle } from '../look';
import { useMessages } from '../translation';
import { LEVEL_TONES } from './levels';
import { scoreSeries } from './scoreSeries';
import { useRecentTransitions } from './useReadiness';

const DAYS = 90;

/** How the score moved over the last 90 days. */
export function ScoreTrend(props: {
  entityRef: string;
  level: ReadinessLevel;
}) {
  const t = useMessages();
  const { data } = useRecentTransitions(props.entityRef, DAYS);
  const now = new Date();
  const series = data && scoreSeries(data, now, DAYS);
  if (!series) {
    return null;
  }
  const numbers = { from: String(series.from), to: String(series.to) };
  return (
    <div>
      {!isSameDay(series.since, now) && (
        <Sparkline
          points={series.points}
          tone={LEVEL_TONES[props.level]}
          label={t('readiness.trend', numbers)}
        />
      )}
      <Subtle>
        {series.from === series.to
          ? t('readiness.trendFlat', numbers)
          : t('readiness.trend', numbers)}
        {' · '}
        {t('readiness.since')} <CalendarDate on={series.since} />
      </Subtle>
    </div>
  );
}

/** One day makes no line. */
function isSameDay(iso: string, day: Date): boolean {
  return DateTime.fromISO(iso).hasSame(DateTime.fromJSDate(day), 'day');
}
