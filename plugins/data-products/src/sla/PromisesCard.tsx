import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  EntityInfoCard,
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { SlaDetail } from '@handoff/backstage-plugin-data-products-common';
import { DataProductsQueryProvider } from '../api';
import { EmptyState, QueryState } from '../states';
import { useMessages } from '../translation';
import { worstFirst } from './objectiveStates';
import { PromiseLine } from './PromiseLine';
import { useSla } from './useSla';

/** What is kept needs no more room than this on an overview. */
const SHOWN = 5;

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: theme.spacing(0, 0, 1),
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1.4fr) auto minmax(0, 1.6fr)',
    gap: theme.spacing(1.5, 2),
  },
}));

/**
 * The promises of the data product of the page in a few lines, the broken ones
 * first.
 *
 * @public
 */
export function PromisesCard() {
  return (
    <DataProductsQueryProvider>
      <PromisesCardBody />
    </DataProductsQueryProvider>
  );
}

function PromisesCardBody() {
  const t = useMessages();
  const { entity } = useEntity();
  const query = useSla(stringifyEntityRef(entity));
  return (
    <EntityInfoCard title={t('sla.title')}>
      <QueryState
        query={query}
        what={t('sla.what')}
        lines={4}
        absent={
          <EmptyState
            title={t('sla.absent.title')}
            description={t('sla.absent.description')}
          />
        }
      >
        {sla => <Promises sla={sla} />}
      </QueryState>
    </EntityInfoCard>
  );
}

function Promises(props: { sla: SlaDetail }) {
  const classes = useStyles();
  const t = useMessages();
  const { entity } = useEntity();
  const page = useRouteRef(entityRouteRef)(entityRouteParams(entity));
  const objectives = worstFirst(props.sla.objectives);
  if (objectives.length === 0) {
    return (
      <EmptyState
        title={t('sla.none.title')}
        description={t('sla.none.description')}
      />
    );
  }
  return (
    <>
      <ul className={classes.list}>
        {objectives.slice(0, SHOWN).map(detail => (
          <PromiseLine key={detail.objective.name} detail={detail} />
        ))}
      </ul>
      <Link to={`${page}/sla`}>
        {t('sla.card.all', { count: objectives.length })}
      </Link>
    </>
  );
}
