import { makeStyles } from '@material-ui/core/styles';
import {
  describeObservedValue,
  Objective,
  ObjectiveStatus,
} from '@handoff/backstage-plugin-data-products-common';
import { RelativeTime, Subtle, unbroken } from '../look';
import { useMessages } from '../translation';
import { ObjectiveDetail, promiseStateOf } from './objectiveStates';
import { PromiseStateMark } from './PromisesMark';

const useStyles = makeStyles({
  // The states of all promises stand below each other.
  line: {
    display: 'grid',
    gridColumn: '1 / -1',
    gridTemplateColumns: 'subgrid',
    alignItems: 'baseline',
  },
  indicator: { fontWeight: 600, overflowWrap: 'anywhere' },
});

/** A promise in one line: of what, how it stands, by how much, since when. */
export function PromiseLine(props: { detail: ObjectiveDetail }) {
  const { objective, status } = props.detail;
  const classes = useStyles();
  const t = useMessages();
  const value = useValueInWords(objective, status);
  const since = sinceOf(status);
  return (
    <li className={classes.line}>
      <div>
        <span className={classes.indicator}>
          {t(`sla.indicator.${objective.indicator}`)}
        </span>
        <Subtle component="div">{objective.element ?? objective.name}</Subtle>
      </div>
      <PromiseStateMark state={promiseStateOf(status.state)} />
      <div>
        {value}
        {since && (
          <Subtle component="div">
            {t('sla.card.since')} <RelativeTime at={since} />
          </Subtle>
        )}
      </div>
    </li>
  );
}

/** "9 h 20 min of 6 h"; what is not known is said to be so. */
function useValueInWords(
  objective: Objective,
  { value, unknownCause }: ObjectiveStatus,
): string {
  const t = useMessages();
  if (unknownCause) {
    return t(`sla.unknown.${unknownCause}`);
  }
  if (value === undefined) {
    return '';
  }
  const now = describeObservedValue(objective, value);
  // Of a time of day, and of two bounds, there is nothing that it is a part of.
  return unbroken(
    typeof objective.target === 'number'
      ? t('sla.card.of', {
          value: now,
          target: describeObservedValue(objective, objective.target),
        })
      : now,
  );
}

/** Since when it is not as promised. */
function sinceOf(status: ObjectiveStatus): string | undefined {
  switch (status.state) {
    case 'broken':
      return status.since;
    case 'unknown':
      return status.silentSince;
    default:
      return undefined;
  }
}
