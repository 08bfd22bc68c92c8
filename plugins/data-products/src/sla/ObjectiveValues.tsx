import { Progress } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Duration } from 'luxon';
import { lazy, Suspense, useState } from 'react';
import {
  Objective,
  Series,
} from '@handoff/backstage-plugin-data-products-common';
import { RelativeTime, Subtle } from '../look';
import { EmptyState, QueryState } from '../states';
import { useMessages } from '../translation';
import { useSeries } from './useSeries';
import { ValuesTable } from './ValuesTable';

// The charts are as large as the rest of the page: only who looks at one loads them.
const ValuesChart = lazy(() =>
  import('./ValuesChart').then(({ ValuesChart: component }) => ({
    default: component,
  })),
);

const RANGES_IN_DAYS = [1, 7, 30, 90];

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    justifyContent: 'space-between',
    margin: theme.spacing(1, 0),
  },
  ranges: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) },
  button: { textTransform: 'none' },
  unusualTitle: { marginTop: theme.spacing(2) },
  unusual: { margin: 0, paddingLeft: theme.spacing(2.5) },
}));

/** What was measured of one objective over the last days, as a chart or as a table. */
export function ObjectiveValues(props: {
  entityRef: string;
  objective: Objective;
}) {
  const { entityRef, objective } = props;
  const classes = useStyles();
  const t = useMessages();
  const [days, setDays] = useState(() => rangeFor(objective.window));
  const [asTable, setAsTable] = useState(false);
  const query = useSeries(entityRef, objective.name, days);
  return (
    <>
      <div className={classes.bar}>
        <div
          role="group"
          aria-label={t('sla.values.range')}
          className={classes.ranges}
        >
          {RANGES_IN_DAYS.map(range => (
            <Button
              key={range}
              className={classes.button}
              size="small"
              variant={range === days ? 'contained' : 'outlined'}
              disableElevation
              aria-pressed={range === days}
              onClick={() => setDays(range)}
            >
              {t('sla.values.days', { count: range })}
            </Button>
          ))}
        </div>
        <Button
          className={classes.button}
          size="small"
          onClick={() => setAsTable(!asTable)}
        >
          {t(asTable ? 'sla.values.asChart' : 'sla.values.asTable')}
        </Button>
      </div>
      <QueryState query={query} what={t('sla.values.what')} lines={6}>
        {series => <SeriesView series={series} asTable={asTable} />}
      </QueryState>
    </>
  );
}

function SeriesView(props: { series: Series; asTable: boolean }) {
  const { series, asTable } = props;
  const classes = useStyles();
  const t = useMessages();
  const unusual = series.observations.filter(each => each.unusual);
  if (!series.points.some(({ count }) => count > 0)) {
    return <EmptyState title={t('sla.values.none')} />;
  }
  return (
    <>
      {asTable ? (
        <ValuesTable series={series} />
      ) : (
        <Suspense fallback={<Progress />}>
          <ValuesChart series={series} />
        </Suspense>
      )}
      {unusual.length > 0 && (
        <>
          <div className={classes.unusualTitle}>
            <Subtle>{t('sla.values.unusualTitle')}</Subtle>
          </div>
          <ul className={classes.unusual}>
            {unusual.map(({ id, observedAt, unusual: why }) => (
              <li key={id}>
                {why!.reason}{' '}
                <Subtle>
                  <RelativeTime at={observedAt} />
                </Subtle>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The shortest range that shows the whole window of a promise. */
function rangeFor(window: string): number {
  const days = Duration.fromISO(window).as('days');
  return RANGES_IN_DAYS.find(range => range >= days) ?? 90;
}
