import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import {
  EntityInfoCard,
  EntityRefLink,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { TeamDetail } from '@handoff/backstage-plugin-data-products-common';
import { DataProductsQueryProvider } from '../api';
import { CalendarDate, Sparkline, Subtle } from '../look';
import { LevelBar } from '../readiness';
import { EmptyState, QueryState } from '../states';
import { useMessages } from '../translation';
import { FirstThing } from './FirstThing';
import { Score } from './Score';
import { useExploreLink } from './useExploreLink';
import { useTeam } from './useTeams';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(2),
  },
  heading: { fontWeight: 600, marginBottom: theme.spacing(0.5) },
  list: {
    display: 'grid',
    gap: theme.spacing(1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  child: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) auto minmax(120px, 2fr)',
    gap: theme.spacing(0.5, 2),
    alignItems: 'start',
  },
}));

/**
 * How the group of the page stands, with the groups below it, and what it
 * should do first.
 *
 * @public
 */
export function GroupReadinessCard() {
  return (
    <DataProductsQueryProvider>
      <GroupReadinessCardBody />
    </DataProductsQueryProvider>
  );
}

function GroupReadinessCardBody() {
  const t = useMessages();
  const { entity } = useEntity();
  const query = useTeam(stringifyEntityRef(entity));
  const nothing = (
    <EmptyState
      title={t('group.empty.title')}
      description={t('group.empty.description')}
    />
  );
  return (
    <EntityInfoCard title={t('group.title')}>
      <QueryState query={query} what={t('group.what')} absent={nothing}>
        {team => (team.entities > 0 ? <GroupView team={team} /> : nothing)}
      </QueryState>
    </EntityInfoCard>
  );
}

function GroupView(props: { team: TeamDetail }) {
  const { team } = props;
  const classes = useStyles();
  const t = useMessages();
  const exploreLink = useExploreLink();
  const below = { owner: [team.teamRef], nested: true };
  const children = team.children.filter(({ entities }) => entities > 0);
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <Score score={team.score} change={team.change} />
        <Link to={exploreLink(below)}>
          {t('teams.entities', { count: team.entities })}
        </Link>
      </div>
      <LevelBar counts={team.counts} />
      <GroupTrend trend={team.trend} />
      {team.topFailing.length > 0 && (
        <section>
          <Typography
            variant="body2"
            component="h4"
            className={classes.heading}
          >
            {t('group.firstThings')}
          </Typography>
          <ol className={classes.list}>
            {team.topFailing.slice(0, 3).map(failing => (
              <li key={failing.checkId}>
                <FirstThing
                  failing={failing}
                  to={exploreLink({ ...below, check: failing.checkId })}
                />
              </li>
            ))}
          </ol>
        </section>
      )}
      {children.length > 0 && (
        <section>
          <Typography
            variant="body2"
            component="h4"
            className={classes.heading}
          >
            {t('group.children')}
          </Typography>
          <ul className={classes.list}>
            {children.map(child => (
              <li key={child.teamRef} className={classes.child}>
                <EntityRefLink entityRef={child.teamRef} hideIcon>
                  {child.title}
                </EntityRefLink>
                <Score score={child.score} />
                <LevelBar counts={child.counts} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function GroupTrend(props: { trend: TeamDetail['trend'] }) {
  const { trend } = props;
  const t = useMessages();
  if (trend.length === 0) {
    return null;
  }
  const first = trend[0];
  const last = trend[trend.length - 1];
  const start = Date.parse(first.date);
  const span = Date.parse(last.date) - start;
  const from = String(Math.round(first.score));
  const to = String(Math.round(last.score));
  const words =
    from === to
      ? t('readiness.trendFlat', { to })
      : t('readiness.trend', { from, to });
  return (
    <div>
      {/* One day makes no line. */}
      {span > 0 && (
        <Sparkline
          tone="calm"
          label={words}
          points={trend.map(({ date, score }) => ({
            x: (Date.parse(date) - start) / span,
            score,
          }))}
        />
      )}
      <Subtle>
        {words} · {t('readiness.since')} <CalendarDate on={first.date} />
      </Subtle>
    </div>
  );
}
