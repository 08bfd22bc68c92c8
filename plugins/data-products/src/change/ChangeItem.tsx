import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import { ChangeSummary } from '@handoff/backstage-plugin-data-products-common';
import { QueryState } from '../states';
import { useMessages } from '../translation';
import { ChangeFacts } from './ChangeFacts';
import { ChangeView } from './ChangeView';
import { useChange } from './useChanges';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(2), listStyle: 'none' },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 2),
  },
  title: {
    margin: 0,
    fontSize: '1.125rem',
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  toggle: {
    padding: 0,
    minWidth: 0,
    textTransform: 'none',
    textDecoration: 'underline',
  },
  body: { marginTop: theme.spacing(2) },
}));

/** One change of a list, whole when it is opened. */
export function ChangeItem(props: { change: ChangeSummary; opened: boolean }) {
  const { change } = props;
  const classes = useStyles();
  const t = useMessages();
  const [isOpen, setOpen] = useState(props.opened);
  const bodyId = useId();
  return (
    <Paper component="li" className={classes.root} variant="outlined">
      <div className={classes.head}>
        <h3 className={classes.title}>{change.title}</h3>
        <Button
          size="small"
          className={classes.toggle}
          aria-expanded={isOpen}
          aria-controls={isOpen ? bodyId : undefined}
          aria-label={t(isOpen ? 'change.hideLabel' : 'change.showLabel', {
            title: change.title,
          })}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'change.hide' : 'change.show')}
        </Button>
      </div>
      <ChangeFacts change={change} />
      {isOpen && (
        <div id={bodyId} className={classes.body}>
          <LoadedChange id={change.id} />
        </div>
      )}
    </Paper>
  );
}

function LoadedChange(props: { id: string }) {
  const t = useMessages();
  const query = useChange(props.id);
  return (
    <QueryState query={query} what={t('change.whatOne')} lines={8}>
      {change => <ChangeView change={change} />}
    </QueryState>
  );
}
