import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { HandoffSummary } from '@handoff/backstage-plugin-data-products-common';
import { RelativeTime, Subtle, useHashTarget } from '../look';
import { useMessages } from '../translation';
import { Fold } from './Fold';
import { HandoffStateMark } from './HandoffStateMark';
import { LoadedHandoff } from './LoadedHandoff';
import { useUnfolded } from './useUnfolded';

const useStyles = makeStyles(theme => ({
  toggle: {
    padding: 0,
    minWidth: 0,
    textTransform: 'none',
    textDecoration: 'underline',
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  row: { padding: theme.spacing(1, 0) },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 1.5),
  },
}));

/** The handoffs before the one in question, folded unless the address names them. */
export function HandoffHistory(props: { handoffs: HandoffSummary[] }) {
  const classes = useStyles();
  const t = useMessages();
  return (
    <Fold
      summary={t('handoff.history', { count: props.handoffs.length })}
      handoffs={props.handoffs.map(({ id }) => id)}
    >
      <ul className={classes.list}>
        {props.handoffs.map(handoff => (
          <EarlierHandoff key={handoff.id} handoff={handoff} />
        ))}
      </ul>
    </Fold>
  );
}

function EarlierHandoff(props: { handoff: HandoffSummary }) {
  const { id, release, state, requestedAt } = props.handoff;
  const classes = useStyles();
  const t = useMessages();
  const [isOpen, setOpen] = useUnfolded([id]);
  const row = useHashTarget<HTMLLIElement>(id);
  return (
    <li ref={row} tabIndex={-1} className={classes.row}>
      <div className={classes.head}>
        <strong>{release}</strong>
        <HandoffStateMark state={state} />
        <Subtle>
          <RelativeTime at={requestedAt} />
        </Subtle>
        <Button
          size="small"
          className={classes.toggle}
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'handoff.hideLabel' : 'handoff.showLabel', {
            release,
          })}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'handoff.hide' : 'handoff.show')}
        </Button>
      </div>
      {isOpen && <LoadedHandoff id={id} />}
    </li>
  );
}
