import { makeStyles } from '@material-ui/core/styles';
import { Subtle } from '../look';
import { useMessages } from '../translation';
import { ObjectiveDetail, promiseStateOf } from './objectiveStates';
import { PromiseNow } from './PromiseNow';
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
        <PromiseNow objective={objective} status={status} />
      </div>
    </li>
  );
}
