import { Container } from '@backstage/ui';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode, useId } from 'react';
import { DataProductsQueryProvider } from '../api';
import { focusRing } from '../look';
import { EmptyState, QueryState } from '../states';
import { useMessages } from '../translation';
import { DomainTable } from './DomainTable';
import { TeamTable } from './TeamTable';
import { useDomains, useTeams } from './useTeams';

const useStyles = makeStyles(theme => ({
  root: {
    ...focusRing(theme),
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(4),
    padding: theme.spacing(2, 0),
  },
  heading: { marginBottom: theme.spacing(1) },
  paper: { overflowX: 'auto' },
}));

/**
 * How teams and domains stand, and what each of them should do first.
 *
 * @public
 */
export function TeamsPage() {
  return (
    <DataProductsQueryProvider>
      <TeamsPageBody />
    </DataProductsQueryProvider>
  );
}

function TeamsPageBody() {
  const classes = useStyles();
  const t = useMessages();
  const teams = useTeams();
  const domains = useDomains();
  return (
    <Container>
      <div className={classes.root}>
        <Section title={t('teams.title')}>
          <QueryState query={teams} what={t('teams.what')} lines={10}>
            {data =>
              data.items.length === 0 && data.unowned.entities === 0 ? (
                <EmptyState
                  title={t('teams.empty.title')}
                  description={t('teams.empty.description')}
                />
              ) : (
                <TeamTable teams={data} />
              )
            }
          </QueryState>
        </Section>
        <Section title={t('domains.title')}>
          <QueryState query={domains} what={t('domains.what')} lines={5}>
            {data =>
              data.items.length === 0 ? (
                <EmptyState title={t('domains.empty')} />
              ) : (
                <DomainTable domains={data} />
              )
            }
          </QueryState>
        </Section>
      </div>
    </Container>
  );
}

function Section(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <Typography
        id={titleId}
        variant="h5"
        component="h2"
        className={classes.heading}
      >
        {props.title}
      </Typography>
      <Paper className={classes.paper}>{props.children}</Paper>
    </section>
  );
}
