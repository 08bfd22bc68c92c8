import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import {
  PROMISE_STATES,
  SlaDetail,
} from '@handoff/backstage-plugin-data-products-common';
import { DataProductsQueryProvider } from '../api';
import { CalendarDate, RelativeTime, Subtle } from '../look';
import { EmptyState, QueryState } from '../states';
import { useMessages } from '../translation';
import { AgreementsSection } from './agreements';
import { ObjectiveRow } from './ObjectiveRow';
import { countStates, worstFirst } from './objectiveStates';
import { PathPromises } from './PathPromises';
import { PathSignals } from './PathSignals';
import { PromiseStateMark } from './PromisesMark';
import { useSla } from './useSla';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(3),
  },
  summary: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    marginBottom: theme.spacing(2),
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
}));

/**
 * What the data product of the page promises, and how it is kept.
 *
 * @public
 */
export function SlaContent() {
  return (
    <DataProductsQueryProvider>
      <SlaContentBody />
    </DataProductsQueryProvider>
  );
}

function SlaContentBody() {
  const t = useMessages();
  const { entity } = useEntity();
  const query = useSla(stringifyEntityRef(entity));
  return (
    <QueryState
      query={query}
      what={t('sla.what')}
      lines={8}
      absent={
        <EmptyState
          title={t('sla.absent.title')}
          description={t('sla.absent.description')}
        />
      }
    >
      {sla => <SlaDetailView sla={sla} />}
    </QueryState>
  );
}

function SlaDetailView(props: { sla: SlaDetail }) {
  const { objectives, datedTerms, steps } = props.sla;
  const classes = useStyles();
  const t = useMessages();
  const counts = countStates(objectives);
  return (
    <div className={classes.root}>
      {steps && (
        <>
          <EntityInfoCard title={t('sla.signal.title')}>
            <PathSignals />
          </EntityInfoCard>
          <EntityInfoCard title={t('sla.path.title')}>
            <PathPromises steps={steps} />
          </EntityInfoCard>
        </>
      )}
      {(objectives.length > 0 || !steps) && (
        <EntityInfoCard title={t('sla.title')}>
          {objectives.length === 0 ? (
            <EmptyState
              title={t('sla.none.title')}
              description={t('sla.none.description')}
            />
          ) : (
            <>
              <div className={classes.summary} aria-label={t('sla.summary')}>
                {PROMISE_STATES.filter(state => counts[state] > 0).map(
                  state => (
                    <PromiseStateMark key={state} state={state}>
                      {`${t(`promises.${state}`)}: ${counts[state]}`}
                    </PromiseStateMark>
                  ),
                )}
              </div>
              <ul className={classes.list}>
                {worstFirst(objectives).map(detail => (
                  <ObjectiveRow
                    key={detail.objective.name}
                    entityRef={props.sla.entityRef}
                    detail={detail}
                  />
                ))}
              </ul>
            </>
          )}
        </EntityInfoCard>
      )}
      {!steps && (
        <AgreementsSection
          promised={objectives.map(({ objective }) => objective)}
        />
      )}
      {datedTerms.length > 0 && (
        <EntityInfoCard title={t('sla.dates')}>
          <ul className={classes.list}>
            {datedTerms.map(term => (
              <li key={`${term.term} ${term.at}`}>
                {t(`term.${term.term}`)} <CalendarDate on={term.at} />{' '}
                <Subtle>
                  <RelativeTime at={term.at} />
                  {term.description && ` · ${term.description}`}
                </Subtle>
              </li>
            ))}
          </ul>
        </EntityInfoCard>
      )}
    </div>
  );
}
