import { Link } from '@backstage/core-components';
import {
  EntityDisplayName,
  useEntity,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { DecisionPathEntity } from '@handoff/backstage-plugin-data-products-common';
import { OpenableLink, Subtle } from '../look';
import { QueryState } from '../states';
import { useMessages } from '../translation';
import { promiseStateOf } from './objectiveStates';
import { PathSignal, pathSignals } from './pathSignals';
import { PromiseNow } from './PromiseNow';
import { PromiseStateMark } from './PromisesMark';
import { useSla } from './useSla';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(210px, 100%), 1fr))',
    gap: theme.spacing(2, 3),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  signal: { minWidth: 0, overflowWrap: 'anywhere' },
  name: { fontWeight: 600, fontSize: 'inherit', margin: 0 },
}));

/**
 * The four signals of the decision path of the page: what each says now, or
 * where it is read.
 */
export function PathSignals() {
  const classes = useStyles();
  const t = useMessages();
  const { entity } = useEntity<DecisionPathEntity>();
  return (
    <ul className={classes.list} aria-label={t('sla.signal.title')}>
      {pathSignals(entity).map(signal => (
        <li key={signal.signal} className={classes.signal}>
          <h4 className={classes.name}>{t(`sla.signal.${signal.signal}`)}</h4>
          <Signal {...signal} />
        </li>
      ))}
    </ul>
  );
}

function Signal({ signal, url, entityRef, objective }: PathSignal) {
  const t = useMessages();
  if (url) {
    return <OpenableLink to={url}>{t('sla.signal.elsewhere')}</OpenableLink>;
  }
  if (entityRef && objective) {
    return <ObjectiveSignal entityRef={entityRef} objective={objective} />;
  }
  return entityRef ? (
    <SlaLink entityRef={entityRef} />
  ) : (
    <Subtle>{t('sla.signal.unnamed', { signal })}</Subtle>
  );
}

function ObjectiveSignal(props: { entityRef: string; objective: string }) {
  const { entityRef, objective: name } = props;
  const t = useMessages();
  const query = useSla(entityRef);
  return (
    <>
      <QueryState
        query={query}
        what={t('sla.what')}
        lines={2}
        absent={<Subtle component="div">{t('sla.signal.hidden')}</Subtle>}
      >
        {({ objectives }) => {
          const found = objectives.find(
            ({ objective }) => objective.name === name,
          );
          return found ? (
            <>
              <PromiseStateMark state={promiseStateOf(found.status.state)} />
              <div>
                <PromiseNow {...found} />
              </div>
            </>
          ) : (
            <Subtle component="div">{t('sla.signal.gone', { name })}</Subtle>
          );
        }}
      </QueryState>
      <Subtle component="div">
        <SlaLink entityRef={entityRef} />
      </Subtle>
    </>
  );
}

function SlaLink(props: { entityRef: string }) {
  const entityLink = useEntityRefLink();
  return (
    <Link to={`${entityLink(props.entityRef)}/sla`}>
      <EntityDisplayName entityRef={props.entityRef} hideIcon />
    </Link>
  );
}
