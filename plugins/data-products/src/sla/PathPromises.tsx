import {
  EntityDisplayName,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { makeStyles } from '@material-ui/core/styles';
import {
  PROMISE_STATES,
  PromiseState,
  SlaDetail,
} from '@handoff/backstage-plugin-data-products-common';
import { RelativeTime, Subtle } from '../look';
import { useMessages } from '../translation';
import { PromiseStateMark } from './PromisesMark';

type Step = NonNullable<SlaDetail['steps']>[number];

const useStyles = makeStyles(theme => ({
  counts: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 2) },
  list: { listStyle: 'none', margin: theme.spacing(2, 0, 0), padding: 0 },
  step: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1.2fr) minmax(0, 1.6fr)',
    gap: theme.spacing(0.5, 3),
    padding: theme.spacing(1.5, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
}));

/** How the promises of each step of a decision path stand, in order, and all together. */
export function PathPromises(props: { steps: readonly Step[] }) {
  const { steps } = props;
  const classes = useStyles();
  const t = useMessages();
  return (
    <>
      <div className={classes.counts} aria-label={t('sla.path.summary')}>
        <Counts counts={sumOf(steps)} />
      </div>
      <ol className={classes.list}>
        {steps.map((step, index) => (
          <li key={index} className={classes.step}>
            <div>
              <div className={classes.name}>{step.name}</div>
              <Subtle component="div">{t(`stage.${step.stage}`)}</Subtle>
            </div>
            <div>
              {step.entityRef ? (
                <StepEntity
                  entityRef={step.entityRef}
                  hasPromises={Boolean(step.counts)}
                />
              ) : (
                <Subtle>{t('sla.path.noEntity')}</Subtle>
              )}
            </div>
            <div>
              {step.counts ? (
                <div className={classes.counts}>
                  <Counts counts={step.counts} />
                </div>
              ) : (
                step.entityRef && <Subtle>{t('sla.path.none')}</Subtle>
              )}
              {step.brokenSince && (
                <Subtle component="div">
                  {t('sla.since')} <RelativeTime at={step.brokenSince} />
                </Subtle>
              )}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function StepEntity(props: { entityRef: string; hasPromises: boolean }) {
  const { entityRef, hasPromises } = props;
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const page = useRouteRef(entityRouteRef)({
    kind: kind.toLocaleLowerCase('en-US'),
    namespace,
    name,
  });
  return (
    <Link to={hasPromises ? `${page}/sla` : page}>
      <EntityDisplayName entityRef={entityRef} hideIcon />
    </Link>
  );
}

function Counts(props: { counts: Record<PromiseState, number> }) {
  const t = useMessages();
  return (
    <>
      {PROMISE_STATES.filter(state => props.counts[state] > 0).map(state => (
        <PromiseStateMark key={state} state={state}>
          {`${t(`promises.${state}`)}: ${props.counts[state]}`}
        </PromiseStateMark>
      ))}
    </>
  );
}

/** An entity that has several steps counts once. */
function sumOf(steps: readonly Step[]): Record<PromiseState, number> {
  const sum = { broken: 0, silent: 0, 'at-risk': 0, kept: 0 };
  const counted = new Set<string>();
  for (const { entityRef, counts } of steps) {
    if (entityRef && counts && !counted.has(entityRef)) {
      counted.add(entityRef);
      PROMISE_STATES.forEach(state => {
        sum[state] += counts[state];
      });
    }
  }
  return sum;
}
