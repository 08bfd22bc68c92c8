import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import {
  OutcomeDetail,
  OutcomeStatus,
} from '@handoff/backstage-plugin-data-products-common';
import { Subtle } from '../look';
import { useMessages } from '../translation';
import { OutcomeItem } from './OutcomeItem';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0 },
  more: { textTransform: 'none', justifySelf: 'start' },
});

const OPEN: OutcomeStatus[] = ['fail', 'unknown', 'waived'];

/** What fails first, then what is unknown, then waived; the rest on demand. */
export function OutcomeList(props: {
  entityRef: string;
  outcomes: readonly OutcomeDetail[];
}) {
  const classes = useStyles();
  const t = useMessages();
  const [expanded, setExpanded] = useState(false);
  const restId = useId();

  const open = OPEN.flatMap(status =>
    byImportance(props.outcomes.filter(item => item.status === status)),
  );
  const passed = props.outcomes.filter(item => item.status === 'pass');
  const other = props.outcomes.filter(item => item.status === 'not-applicable');

  return (
    <>
      {open.length > 0 && (
        <ul className={classes.list} aria-label={t('readiness.openChecks')}>
          {open.map(outcome => (
            <OutcomeItem
              key={outcome.checkId}
              entityRef={props.entityRef}
              outcome={outcome}
            />
          ))}
        </ul>
      )}
      {passed.length + other.length > 0 && (
        <Button
          size="small"
          className={classes.more}
          aria-expanded={expanded}
          aria-controls={expanded ? restId : undefined}
          onClick={() => setExpanded(!expanded)}
        >
          {[
            passed.length > 0 &&
              t(open.length > 0 ? 'readiness.passing' : 'readiness.allPass', {
                count: passed.length,
              }),
            other.length > 0 &&
              t('readiness.notApplicable', { count: other.length }),
            expanded ? t('readiness.hide') : t('readiness.show'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Button>
      )}
      {expanded && (
        <div id={restId}>
          <ul className={classes.list} aria-label={t('readiness.otherChecks')}>
            {passed.map(outcome => (
              <OutcomeItem
                key={outcome.checkId}
                entityRef={props.entityRef}
                outcome={outcome}
              />
            ))}
          </ul>
          {other.length > 0 && (
            <Subtle component="p">
              {t('readiness.doNotApply')}{' '}
              {other.map(({ title }) => title).join(', ')}
            </Subtle>
          )}
        </div>
      )}
    </>
  );
}

/** Required before recommended, heavy before light. */
function byImportance(outcomes: OutcomeDetail[]): OutcomeDetail[] {
  const rank = ({ severity }: OutcomeDetail) =>
    severity === 'required' ? 0 : 1;
  return outcomes.sort((a, b) => rank(a) - rank(b) || b.weight - a.weight);
}
