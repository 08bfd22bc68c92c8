import { ReadinessLevel } from '@handoff/backstage-plugin-data-products-common';
import { CalendarDate, Sparkline, Subtle } from '../look';
import { useMessages } from '../translation';
import { LEVEL_TONES } from './levels';
import { scoreSeries } from './scoreSeries';
import { useRecentTransitions } from './useReadiness';

const DAYS = 90;

/** A line that begins later in the span is too short to be one. */
const LATEST_START = 0.95;

/** How the score moved over the last 90 days. */
export function ScoreTrend(props: {
  entityRef: string;
  level: ReadinessLevel;
}) {
  const t = useMessages();
  const { data } = useRecentTransitions(props.entityRef, DAYS);
  const series = data && scoreSeries(data, new Date(), DAYS);
  if (!series) {
    return null;
  }
  const numbers = { from: String(series.from), to: String(series.to) };
  return (
    <div>
      {series.points[0].x < LATEST_START && (
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
