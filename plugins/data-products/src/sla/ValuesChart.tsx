import { makeStyles, useTheme } from '@material-ui/core/styles';
import { DateTime } from 'luxon';
import {
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import {
  describeObservedValue,
  Series,
} from '@handoff/backstage-plugin-data-products-common';
import { toneColor, toneWash, useElementWidth, useLanguage } from '../look';
import { useMessages } from '../translation';
import { axisTicks } from './axisTicks';
import { useTimeSpan } from './useTimeSpan';
import { worstOf } from './worstOf';

const HEIGHT = 260;
const AXIS_WIDTH = 84;
const DEFAULT_WIDTH = 640;
const TICK_SPACE = 110;
const TWO_DAYS_MS = 2 * 24 * 60 * 60 * 1000;

const useStyles = makeStyles(theme => ({
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    fontSize: theme.typography.body2.fontSize,
    color: theme.palette.text.secondary,
    marginTop: theme.spacing(0.5),
  },
  key: { display: 'inline-flex', alignItems: 'center', gap: 6 },
  tooltip: {
    padding: theme.spacing(1),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 4,
    background: theme.palette.background.paper,
    color: theme.palette.text.primary,
    fontSize: theme.typography.body2.fontSize,
  },
}));

interface Point {
  at: number;
  from: string;
  to: string;
  value?: number;
}

/**
 * Values over time against what was promised: times out of target are hatched,
 * unusual values have a ring, and where nothing was measured the line breaks.
 */
export function ValuesChart(props: { series: Series }) {
  const { objective, bounds, points, observations, breaches } = props.series;
  const classes = useStyles();
  const theme = useTheme();
  const t = useMessages();
  const locale = useLanguage();
  const describeSpan = useTimeSpan();
  const [ref, width = DEFAULT_WIDTH] = useElementWidth();

  const from = Date.parse(points[0].from);
  const to = Date.parse(points[points.length - 1].to);
  const data: Point[] = points.map(point => ({
    at: (Date.parse(point.from) + Date.parse(point.to)) / 2,
    from: point.from,
    to: point.to,
    value: worstOf(point, bounds),
  }));
  const unusual = observations.flatMap(({ observedAt, value, unusual: why }) =>
    why && value !== undefined ? [{ at: Date.parse(observedAt), value }] : [],
  );
  const targets = [bounds.low, bounds.high].filter(
    (bound, index, all) => bound !== undefined && all.indexOf(bound) === index,
  ) as number[];
  const describe = (value: number) => describeObservedValue(objective, value);
  const describeTick = (at: number) =>
    DateTime.fromMillis(at, { locale }).toLocaleString(
      to - from <= TWO_DAYS_MS
        ? { hour: '2-digit', minute: '2-digit' }
        : { month: 'short', day: 'numeric' },
    );
  const ticks = axisTicks(objective.unit, [
    ...targets,
    ...unusual.map(({ value }) => value),
    ...data.flatMap(({ value }) => (value === undefined ? [] : [value])),
  ]);
  const ink = theme.palette.text.secondary;
  const bad = toneColor(theme, 'bad');
  const caution = toneColor(theme, 'caution');
  const line = theme.palette.text.primary;
  const hatchId = `out-of-target-${objective.name}`;
  const dateOf = (at: number) =>
    DateTime.fromMillis(at, { locale }).toLocaleString(DateTime.DATE_MED);

  return (
    <div
      ref={ref}
      role="img"
      aria-label={t('sla.values.chart', {
        objective: objective.promise,
        from: dateOf(from),
        to: dateOf(to),
      })}
    >
      <ComposedChart
        width={width}
        height={HEIGHT}
        data={data}
        margin={{ top: 16, right: 16, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <defs>
          <pattern
            id={hatchId}
            width={6}
            height={6}
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width={6} height={6} fill={toneWash(theme, 'bad')} />
            <rect width={1.5} height={6} fill={bad} />
          </pattern>
        </defs>
        <CartesianGrid stroke={theme.palette.divider} vertical={false} />
        {breaches.map(({ id, since, until }) => (
          <ReferenceArea
            key={id}
            x1={Math.max(from, Date.parse(since))}
            x2={until ? Math.min(to, Date.parse(until)) : to}
            fill={`url(#${hatchId})`}
            fillOpacity={0.5}
            stroke={bad}
            strokeOpacity={0.6}
          />
        ))}
        <XAxis
          dataKey="at"
          type="number"
          domain={[from, to]}
          tickCount={Math.max(2, Math.floor((width - AXIS_WIDTH) / TICK_SPACE))}
          tickFormatter={describeTick}
          stroke={ink}
          tick={{ fill: ink, fontSize: 12 }}
        />
        <YAxis
          domain={[ticks[0], ticks[ticks.length - 1]]}
          ticks={ticks}
          width={AXIS_WIDTH}
          tickFormatter={describe}
          stroke={ink}
          tick={{ fill: ink, fontSize: 12 }}
        />
        <Tooltip
          isAnimationActive={false}
          content={({ payload }) => {
            const point: Point | undefined = payload?.[0]?.payload;
            return point?.value === undefined ? null : (
              <div className={classes.tooltip}>
                <strong>{describe(point.value)}</strong>
                <div>{describeSpan(point.from, point.to)}</div>
              </div>
            );
          }}
        />
        {targets.map(target => (
          <ReferenceLine
            key={target}
            y={target}
            stroke={bad}
            strokeWidth={1.5}
            strokeDasharray="6 4"
            ifOverflow="extendDomain"
            label={{
              value: t('sla.values.target', { value: describe(target) }),
              position: 'insideBottomLeft',
              fill: bad,
              fontSize: 12,
            }}
          />
        ))}
        <Line
          dataKey="value"
          stroke={line}
          strokeWidth={1.5}
          dot={{ r: 1.5, fill: line, stroke: line }}
          connectNulls={false}
          isAnimationActive={false}
        />
        {/* Not a series of its own: the tooltip would look for its points there. */}
        {unusual.map(({ at, value }) => (
          <ReferenceDot
            key={at}
            x={at}
            y={value}
            r={7}
            fill="none"
            stroke={caution}
            strokeWidth={2}
            ifOverflow="visible"
          />
        ))}
      </ComposedChart>
      <div className={classes.legend} aria-hidden>
        <span className={classes.key}>
          <svg width={20} height={10}>
            <line
              x1={0}
              x2={20}
              y1={5}
              y2={5}
              stroke={line}
              strokeWidth={1.5}
            />
          </svg>
          {t('sla.values.value')}
        </span>
        {breaches.length > 0 && (
          <span className={classes.key}>
            <svg width={20} height={10}>
              <rect width={20} height={10} fill={`url(#${hatchId})`} />
            </svg>
            {t('sla.values.breach')}
          </span>
        )}
        {unusual.length > 0 && (
          <span className={classes.key}>
            <svg width={14} height={14}>
              <circle
                cx={7}
                cy={7}
                r={5.5}
                fill="none"
                stroke={caution}
                strokeWidth={2}
              />
            </svg>
            {t('sla.values.unusual')}
          </span>
        )}
      </div>
    </div>
  );
}
