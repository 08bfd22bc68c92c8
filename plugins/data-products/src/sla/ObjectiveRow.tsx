import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import {
  Breach,
  describeObservedValue,
  Objective,
} from '@handoff/backstage-plugin-data-products-common';
import { RelativeTime, Subtle, unbroken } from '../look';
import { useMessages } from '../translation';
import { BudgetBar } from './BudgetBar';
import { ObjectiveDetail, promiseStateOf } from './objectiveStates';
import { ObjectiveValues } from './ObjectiveValues';
import { PromiseStateMark } from './PromisesMark';
import { Strip } from './Strip';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    gridTemplateColumns:
      'minmax(0, 2.2fr) minmax(0, 2fr) minmax(0, 2fr) minmax(0, 1.3fr)',
    gap: theme.spacing(1, 3),
    padding: theme.spacing(2, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  promise: {
    fontWeight: 600,
    margin: 0,
    fontSize: 'inherit',
    overflowWrap: 'anywhere',
    '&::first-letter': { textTransform: 'uppercase' },
  },
  name: { overflowWrap: 'anywhere' },
  toggle: {
    padding: 0,
    minWidth: 0,
    textTransform: 'none',
    textDecoration: 'underline',
  },
  toggles: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 2) },
  breaches: {
    gridColumn: '1 / -1',
    margin: 0,
    paddingLeft: theme.spacing(2.5),
  },
  values: { gridColumn: '1 / -1', minWidth: 0 },
}));

/** One promise: what, how it stands, how it went, how much may still go wrong. */
export function ObjectiveRow(props: {
  entityRef: string;
  detail: ObjectiveDetail;
}) {
  const { objective, status, strip, breaches } = props.detail;
  const classes = useStyles();
  const t = useMessages();
  const [open, setOpen] = useState(false);
  const [showsValues, setShowsValues] = useState(false);
  const listId = `breaches-of-${objective.name}`;
  const valuesId = `values-of-${objective.name}`;
  return (
    <li className={classes.row}>
      <div>
        <h4 className={classes.promise}>{unbroken(objective.promise)}</h4>
        <Subtle component="div">
          <span className={classes.name}>{objective.name}</span> ·{' '}
          {t(`criticality.${objective.severity}`)}
        </Subtle>
      </div>
      <div>
        <PromiseStateMark state={promiseStateOf(status.state)} />
        <div>{status.reason}</div>
        {status.state === 'broken' && status.since && (
          <Subtle component="div">
            {t('sla.since')} <RelativeTime at={status.since} />
          </Subtle>
        )}
      </div>
      <div>
        <Strip stretches={strip} />
        <div className={classes.toggles}>
          {breaches.length > 0 && (
            <Button
              className={classes.toggle}
              size="small"
              aria-expanded={open}
              aria-controls={listId}
              onClick={() => setOpen(!open)}
            >
              {t(open ? 'sla.hideBreaches' : 'sla.showBreaches', {
                count: breaches.length,
              })}
            </Button>
          )}
          {status.observedAt && (
            <Button
              className={classes.toggle}
              size="small"
              aria-expanded={showsValues}
              aria-controls={valuesId}
              onClick={() => setShowsValues(!showsValues)}
            >
              {t(showsValues ? 'sla.values.hide' : 'sla.values.show')}
            </Button>
          )}
        </div>
      </div>
      <div>
        <BudgetBar budget={status.budget} />
        <Subtle component="div">
          {status.observedAt ? (
            <>
              {t('sla.observed')} <RelativeTime at={status.observedAt} />
              {status.source && ` · ${status.source}`}
            </>
          ) : (
            t('explore.notObserved')
          )}
        </Subtle>
      </div>
      {open && (
        <ul id={listId} className={classes.breaches}>
          {breaches.map(breach => (
            <li key={breach.id}>
              <BreachLine breach={breach} objective={objective} />
            </li>
          ))}
        </ul>
      )}
      {showsValues && (
        <div id={valuesId} className={classes.values}>
          <ObjectiveValues entityRef={props.entityRef} objective={objective} />
        </div>
      )}
    </li>
  );
}

function BreachLine(props: { breach: Breach; objective: Objective }) {
  const { since, until, worstValue, responsible, upstream, notified } =
    props.breach;
  const t = useMessages();
  return (
    <>
      {t('sla.breach.since')} <RelativeTime at={since} />
      {until ? (
        <>
          {' '}
          {t('sla.breach.until')} <RelativeTime at={until} />
        </>
      ) : (
        `, ${t('sla.breach.goesOn')}`
      )}
      {worstValue !== undefined &&
        `, ${t('sla.breach.worst', {
          value: describeObservedValue(props.objective, worstValue),
        })}`}
      <Parties words={t('sla.breach.responsible')} refs={responsible} />
      <Parties
        words={t('sla.breach.upstream')}
        refs={upstream.map(({ entityRef }) => entityRef)}
      />
      {notified.length > 0 ? (
        <>
          <Parties
            words={t('sla.breach.told')}
            refs={notified.map(({ ref }) => ref)}
          />{' '}
          <RelativeTime at={notified[0].at} />
        </>
      ) : (
        ` · ${t('sla.breach.nobodyTold')}`
      )}
    </>
  );
}

/** What people, groups or products have to do with a breach; nothing without any. */
function Parties(props: { words: string; refs: readonly string[] }) {
  const refs = [...new Set(props.refs)];
  if (refs.length === 0) {
    return null;
  }
  return (
    <>
      {' · '}
      {props.words}{' '}
      {refs.map((ref, index) => (
        <span key={ref}>
          {index > 0 && ', '}
          <EntityRefLink entityRef={ref} hideIcon />
        </span>
      ))}
    </>
  );
}
